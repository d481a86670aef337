package heliograph.node;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/// The arrows between the parts point one way.
final class ArrowsTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(place -> !place.contains("/heliograph/tl/api/"))
          .importPackages("heliograph");

  @Test
  void everyPartUsesOnlyWhatItMay() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("tl")
        .definedBy("heliograph.tl..")
        .layer("mtproto")
        .definedBy("heliograph.mtproto..")
        .layer("store")
        .definedBy("heliograph.store..")
        .layer("bus")
        .definedBy("heliograph.bus..")
        .layer("core")
        .definedBy("heliograph.core..")
        .layer("rpc")
        .definedBy("heliograph.rpc..")
        .layer("edge")
        .definedBy("heliograph.edge..")
        .layer("client")
        .definedBy("heliograph.client..")
        .layer("node")
        .definedBy("heliograph.node..")
        .whereLayer("tl")
        .mayNotAccessAnyLayer()
        .whereLayer("store")
        .mayNotAccessAnyLayer()
        .whereLayer("bus")
        .mayNotAccessAnyLayer()
        .whereLayer("mtproto")
        .mayOnlyAccessLayers("tl")
        .whereLayer("core")
        .mayOnlyAccessLayers("tl", "store", "bus")
        .whereLayer("rpc")
        .mayOnlyAccessLayers("core", "tl", "bus")
        .whereLayer("edge")
        .mayOnlyAccessLayers("mtproto", "tl")
        .whereLayer("client")
        .mayOnlyAccessLayers("mtproto", "tl")
        .whereLayer("node")
        .mayNotBeAccessedByAnyLayer()
        .check(CLASSES);
  }

  @Test
  void packagesDoNotGoInCircles() {
    slices().matching("heliograph.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void theProtocolIsPure() {
    noClasses()
        .that()
        .resideInAnyPackage("heliograph.tl..", "heliograph.mtproto..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.net..", "java.nio.channels..", "io.netty..")
        .check(CLASSES);
  }
}
