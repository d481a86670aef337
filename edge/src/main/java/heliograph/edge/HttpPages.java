package heliograph.edge;

import java.util.List;

/// What the port says to those who come with HTTP and do not speak MTProto.
///
/// @param status the page at `/`, HTML
/// @param origins web origins whose pages may use the protocol from here; empty: all
@SuppressWarnings("ArrayRecordComponent") // a page on its way to sockets, never compared
public record HttpPages(byte[] status, List<String> origins) {

  boolean welcomes(String origin) {
    return origins.isEmpty() || origins.contains(origin);
  }
}
