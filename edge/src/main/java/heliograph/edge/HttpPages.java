package heliograph.edge;

import java.util.List;
import java.util.function.BooleanSupplier;

/// What the port says to those who come with HTTP and do not speak MTProto.
///
/// @param origins web origins whose pages may use the protocol from here, besides the page from here itself; empty: all
/// @param healthy whether the messenger can do its work; asked on event loops
/// @param strictTransport whether browsers that came by TLS are told never to come without it
public record HttpPages(
    Site site, List<String> origins, BooleanSupplier healthy, boolean strictTransport) {}
