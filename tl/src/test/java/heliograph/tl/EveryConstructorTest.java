package heliograph.tl;

import static org.assertj.core.api.Assertions.assertThat;

import heliograph.tl.api.Api;
import heliograph.tl.generator.Definition;
import heliograph.tl.generator.Entity;
import heliograph.tl.generator.Family;
import heliograph.tl.mt.Mt;
import heliograph.tl.storage.Storage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Every constructor and every method of every layer, checked against the schema itself.
class EveryConstructorTest {
  private static final boolean[] FULL_AND_BARE = {true, false};

  /// What cannot be written in some layer that has the name: parts of it that the layer lacks, as the samples have them.
  private static final Set<String> WITH_NEWER_PARTS =
      Set.of(
          "messages.chatFull", // of a community
          "account.emailVerifiedLogin", // with a code that must be paid for
          "draftMessage", // that answers an ephemeral message
          "help.promoData", // without a peer
          "ephemeralMessage",
          "updateEphemeralBotCallbackQuery",
          "updateNewEphemeralMessage",
          "updateEditEphemeralMessage",
          "updateGroupCallMessage",
          "messages.chatInviteJoinResultWebView",
          "payments.checkedGiftCode",
          "payments.starsStatus",
          "starsTransaction",
          "inputInvoiceStars",
          "inputInvoiceStarGift");

  private final List<SchemaLayer> layers = SchemaLayer.layersOf(SchemaLayer.api());
  private final List<String> failures = new ArrayList<>();

  @Test
  void readsEveryFormAndWritesItAsItWas() throws IOException {
    Set<String> lost = lost();
    for (SchemaLayer layer : layers) {
      for (Definition definition : layer.byId.values()) {
        for (boolean full : FULL_AND_BARE) {
          Synthesiser sample = Synthesiser.of(layer, definition, full);
          if (sample.asNewest()) {
            returnsUnchanged(definition, layer, sample.bytes());
          } else {
            returnsInLayer(definition, layer, sample.bytes(), lost);
          }
        }
      }
    }
    assertThat(failures).isEmpty();
  }

  @Test
  void writesTheNewestInEveryLayer() {
    SchemaLayer newest = layers.getLast();
    Set<String> missing = new TreeSet<>();
    for (Definition definition : newest.byId.values()) {
      for (boolean full : FULL_AND_BARE) {
        TlObject object =
            read(definition, Synthesiser.of(newest, definition, full).bytes(), newest.number);
        for (SchemaLayer layer : layers) {
          Definition own = layer.byName.get(definition.name());
          try {
            byte[] bytes = object.toBytes(layer.number);
            SchemaWalker.walk(layer, bytes);
            if (own != null && new TlReader(bytes, layer.number).readInt() != own.id()) {
              failures.add(definition.name() + " has not its id of layer " + layer.number);
            }
          } catch (NotInLayerException e) {
            // Clients send methods, and ours speaks the newest layer.
            if (own != null && !definition.method()) {
              missing.add(definition.name());
            }
          } catch (TlException | AssertionError e) {
            failures.add(definition.name() + " in layer " + layer.number + ": " + e.getMessage());
          }
        }
      }
    }
    assertThat(failures).isEmpty();
    assertThat(missing).isSubsetOf(WITH_NEWER_PARTS);
  }

  @Test
  void returnsEveryMessageOfMtprotoAndEveryStorageRecord() {
    for (Family family : SchemaLayer.families().subList(1, 3)) {
      SchemaLayer layer = SchemaLayer.layersOf(family).getFirst();
      for (Definition definition : layer.byId.values()) {
        for (boolean full : FULL_AND_BARE) {
          byte[] bytes = Synthesiser.of(layer, definition, full).bytes();
          TlReader reader = new TlReader(bytes, Layer.NEWEST);
          TlObject object =
              family.rootClass().equals("Storage")
                  ? Storage.readObject(reader)
                  : definition.method() ? Mt.readMethod(reader) : Mt.readObject(reader);
          assertThat(object.toBytes(Layer.NEWEST)).as(definition.name()).isEqualTo(bytes);
          assertThat(object.tlName()).isEqualTo(definition.name());
          reader.expectEnd();
        }
      }
    }
  }

  @Test
  void coversTheLayersThatAreListed() {
    assertThat(SchemaLayer.api().layers())
        .containsExactly(
            143, 150, 158, 167, 179, 181, 185, 189, 198, 204, 216, 218, 220, 221, 223, 227, 228,
            229);
    assertThat(Layer.nearest(229)).isEqualTo(229);
    assertThat(Layer.nearest(300)).isEqualTo(229);
    assertThat(Layer.nearest(226)).isEqualTo(223);
    assertThat(Layer.nearest(100)).isEqualTo(143);
  }

  private void returnsUnchanged(Definition definition, SchemaLayer layer, byte[] bytes) {
    try {
      byte[] again = read(definition, bytes, layer.number).toBytes(layer.number);
      if (!Arrays.equals(again, bytes)) {
        failures.add(describe(definition, layer) + ": " + hex(bytes) + " became " + hex(again));
      }
    } catch (TlException | NotInLayerException e) {
      failures.add(describe(definition, layer) + ": " + e.getMessage());
    }
  }

  /// What the newest form has lost is lost, but what is written is still a value of the layer.
  private void returnsInLayer(
      Definition definition, SchemaLayer layer, byte[] bytes, Set<String> lost) {
    try {
      SchemaWalker.walk(layer, read(definition, bytes, layer.number).toBytes(layer.number));
    } catch (TlException e) {
      String form =
          String.valueOf(e.getMessage()).replaceFirst("this form of (\\S+) is not supported", "$1");
      Entity entity = SchemaLayer.api().entity(form);
      if (entity == null || (SchemaLayer.api().isReceived(entity) && !lost.contains(form))) {
        failures.add(describe(definition, layer) + ": " + e.getMessage());
      }
    } catch (NotInLayerException e) {
      if (!definition.method() && !WITH_NEWER_PARTS.contains(definition.name())) {
        failures.add(describe(definition, layer) + ": " + e.getMessage());
      }
    } catch (AssertionError e) {
      failures.add(describe(definition, layer) + ": " + e.getMessage());
    }
  }

  private static TlObject read(Definition definition, byte[] bytes, int layer) {
    TlReader reader = new TlReader(bytes, layer);
    TlObject object = definition.method() ? Api.readMethod(reader) : Api.readObject(reader);
    reader.expectEnd();
    return object;
  }

  /// The names of which `schema/layers.txt` says that something is lost.
  private static Set<String> lost() throws IOException {
    return Files.readAllLines(Path.of(System.getProperty("schema.folder"), "layers.txt")).stream()
        .filter(line -> line.startsWith("lost "))
        .map(line -> line.substring(line.indexOf(' ') + 1))
        .flatMap(name -> java.util.stream.Stream.of(name, name.substring(0, name.lastIndexOf('.'))))
        .collect(Collectors.toSet());
  }

  private static String describe(Definition definition, SchemaLayer layer) {
    return definition.name() + " in layer " + layer.number;
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
