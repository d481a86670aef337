package heliograph.tl;

import static org.assertj.core.api.Assertions.assertThat;

import heliograph.tl.api.Api;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.CodeAttribute;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GeneratedCodeTest {
  /// HotSpot leaves a longer method to the interpreter for ever.
  private static final int MAX_COMPILED_BYTES = 8000;

  @Test
  void hasNoMethodTooLongToBeCompiled() throws IOException, URISyntaxException {
    Path classes = Path.of(Api.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    List<String> tooLong = new ArrayList<>();
    try (var files = Files.walk(classes.resolve("heliograph/tl"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".class")).toList()) {
        ClassModel model = ClassFile.of().parse(file);
        for (MethodModel method : model.methods()) {
          method
              .code()
              .filter(code -> ((CodeAttribute) code).codeLength() >= MAX_COMPILED_BYTES)
              .ifPresent(_ ->
                  tooLong.add(
                      model.thisClass().asInternalName()
                          + "."
                          + method.methodName().stringValue()));
        }
      }
    }
    assertThat(tooLong).isEmpty();
  }

  @Test
  void listsTheMethodsOfTheNewestLayer() throws IOException {
    List<String> methods;
    try (var in = Api.class.getResourceAsStream("/methods.txt")) {
      assertThat(in).isNotNull();
      methods =
          new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8).lines().toList();
    }
    assertThat(methods)
        .hasSizeGreaterThan(700)
        .isSorted()
        .contains("messages.sendMessage", "invokeWithLayer");
    SchemaLayer newest = SchemaLayer.newest();
    assertThat(methods).allSatisfy(name -> assertThat(newest.method(name).method()).isTrue());
  }
}
