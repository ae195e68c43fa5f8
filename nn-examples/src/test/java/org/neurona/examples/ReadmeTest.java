package org.neurona.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README shows is so. */
class ReadmeTest {
  private static final Path README = Path.of("..", "README.md");
  private static final String IMPORTS = """
      import java.nio.file.Path;
      import java.util.List;
      import java.util.Map;
      import org.neurona.*;
      import org.neurona.callbacks.*;
      import org.neurona.data.Dataset;
      import org.neurona.datasets.*;
      import org.neurona.initializers.*;
      import org.neurona.io.*;
      import org.neurona.layers.*;
      import org.neurona.losses.*;
      import org.neurona.ops.Ops;
      import org.neurona.ops.Tensor;
      import org.neurona.plots.*;
      import org.neurona.metrics.ConfusionMatrix;
      import org.neurona.optimizers.*;
      import org.neurona.regularizers.L2;
      """;

  @TempDir
  Path folder;

  private static List<String> matches(String pattern) throws IOException {
    List<String> found = new ArrayList<>();
    Matcher matcher = Pattern.compile(pattern, Pattern.DOTALL).matcher(Files.readString(README));
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found;
  }

  private void assertCompiles(String code) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    Path source = Files.writeString(folder.resolve("Block.java"), code);
    StringWriter messages = new StringWriter();
    try (var files = compiler.getStandardFileManager(null, null, null)) {
      boolean compiled = compiler.getTask(messages, files, null,
          List.of("-proc:none", "-d", folder.toString(), "-classpath", System.getProperty("java.class.path")), null,
          files.getJavaFileObjects(source)).call();
      assertTrue(compiled, code + messages);
    }
  }

  @Test
  void everyPieceOfJavaCompiles() throws IOException {
    List<String> blocks = matches("```java\n(.*?)```");
    assertEquals(4, blocks.size());
    for (String block : blocks) {
      if (block.contains("class RepeatVector")) {
        continue; // a part of a file of the library, which the next test compares
      }
      assertCompiles(IMPORTS + (block.contains("class ") ? block
          : "class Block {\n  void run(Update update) throws Exception {\n" + block + "  }\n}\n"));
    }
  }

  @Test
  void theLayerThatItShowsIsThatOfTheLibraryWithoutComments() throws IOException {
    String source = Files.readString(
        Path.of("..", "nn-api/src/main/java/org/neurona/layers/RepeatVector.java"));
    String bare = source.substring(source.indexOf("public final class"))
        .replaceAll("(?s) */\\*\\*.*?\\*/\n", "")
        .replaceFirst("(?s)  @Override\n  public RepeatVector name.*?\n  }\n\n", "");

    assertTrue(matches("```java\n(.*?)```").contains(bare), bare);
  }

  @Test
  void everyPieceOfJavaOnThePageOfModelFilesCompiles() throws IOException {
    String page = Files.readString(README.resolveSibling("docs/model-files.md"));
    Matcher block = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL).matcher(page);
    int blocks = 0;
    for (; block.find(); blocks++) {
      assertCompiles(IMPORTS + "class Block {\n  void run() throws Exception {\n" + block.group(1) + "  }\n}\n");
    }
    assertEquals(2, blocks);
  }

  @Test
  void thePageOfModelFilesNamesCommandsAndFilesThatThereAre() throws IOException {
    String page = Files.readString(README.resolveSibling("docs/model-files.md"));
    Matcher command = Pattern.compile("bin/neurona ([a-z]+) [^\\n#]*").matcher(page);
    Set<String> named = new TreeSet<>();
    while (command.find()) {
      named.add(command.group(1));
      String help = Run.of(command.group(1), "--help").out();
      for (String word : command.group().split(" ")) {
        assertTrue(!word.startsWith("--") || help.contains(word), word + " is no option of " + command.group(1));
      }
    }
    assertEquals(Set.of("inspect", "convert", "predict"), named);
    Matcher link = Pattern.compile("]\\((?!http|#)([^)]+)\\)").matcher(page);
    while (link.find()) {
      assertTrue(Files.exists(README.resolveSibling("docs").resolve(link.group(1))), link.group(1));
    }
  }

  @Test
  void everyLineForThoseWhoComeFromKerasCompiles() throws IOException {
    StringBuilder body = new StringBuilder();
    for (String row : matches("\n\\| `[^|]*` \\| `([^|]*)` \\|(?=\n)")) {
      String statement = Stream.of("new ", "history.get", "data.").anyMatch(row::startsWith) ? "Object result = " + row : row;
      if (!row.startsWith("bin/")) {
        body.append("    {\n      ").append(statement).append(";\n    }\n");
      }
    }
    assertTrue(body.toString().contains("model.seed(7)"), body.toString());
    assertCompiles(IMPORTS + "class Block {\n  void run(Model model, History history, Dataset data, NDArray a, NDArray b)"
        + " throws Exception {\n"
        + body.toString().replace("model.fit(x, y", "model.fit(a, b").replace("yTrue, yPred", "a, b") + "  }\n}\n");
  }

  @Test
  void itsTableOfExamplesIsTheListOfCommands() throws IOException {
    Set<String> named = new TreeSet<>(matches("\\| `bin/neurona ([a-z-]+)` \\|"));

    assertEquals(new TreeSet<>(NeuronaCommand.examples()), named);
  }

  @Test
  void itsPicturesAreSmallAndThoseOfTheGallery(@TempDir Path made) throws IOException {
    Path gallery = README.resolveSibling("docs/gallery");
    Set<String> shown = new TreeSet<>(matches("!\\[[^\\]]*]\\(docs/gallery/([^)]+)\\)"));
    try (Stream<Path> files = Files.list(gallery)) {
      assertEquals(shown, files.map(file -> file.getFileName().toString())
          .collect(Collectors.toCollection(TreeSet::new)));
    }
    for (String name : shown) {
      assertTrue(Files.size(gallery.resolve(name)) < 100_000, name);
    }
    Run run = Run.of("gallery", made.toString(), "--samples", "300", "--epochs", "1");
    assertEquals(shown, new TreeSet<>(run.lines().stream().map(line -> line.replaceFirst(".*[/\\\\]", "")).toList()));
    // What no training goes into is the same to the byte.
    assertEquals(Files.readString(made.resolve("model.svg")), Files.readString(gallery.resolve("model.svg")));
  }

  @Test
  void theFilesThatItPointsToAreThere() throws IOException {
    for (String link : matches("]\\((?!http|#)([^)]+)\\)")) {
      assertTrue(Files.exists(README.resolveSibling(link)), link);
    }
  }
}
