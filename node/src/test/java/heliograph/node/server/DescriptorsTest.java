package heliograph.node.server;

import static org.assertj.core.api.Assertions.assertThat;

import heliograph.edge.Limits;
import heliograph.node.config.Settings;
import org.junit.jupiter.api.Test;

final class DescriptorsTest {
  @Test
  void leavesDescriptorsForTheProgramItself() {
    assertThat(Descriptors.connections(1_048_576)).isEqualTo(1_048_576 - Descriptors.RESERVED);
    assertThat(Descriptors.connections(4096)).isEqualTo(4096 - Descriptors.RESERVED);
    assertThat(Descriptors.connections(1024)).isEqualTo(512);
    assertThat(Descriptors.connections(0)).isEqualTo(1);
    assertThat(Descriptors.connections(Long.MAX_VALUE)).isEqualTo(Integer.MAX_VALUE);
  }

  @Test
  void boundsConnectionsAndNothingElse() {
    Limits limits = Settings.read(null).limits();
    Limits bound = Descriptors.bound(limits.withConnections(Integer.MAX_VALUE));
    assertThat(bound.connections()).isBetween(1, Integer.MAX_VALUE - Descriptors.RESERVED);
    assertThat(bound.withConnections(limits.connections())).isEqualTo(limits);
    assertThat(Descriptors.bound(limits.withConnections(1)).connections()).isEqualTo(1);
  }
}
