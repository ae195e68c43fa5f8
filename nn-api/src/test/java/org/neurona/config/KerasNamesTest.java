package org.neurona.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurona.activations.Activations;
import org.neurona.constraints.Constraints;
import org.neurona.initializers.Initializers;
import org.neurona.losses.Losses;
import org.neurona.metrics.Metrics;
import org.neurona.optimizers.Optimizers;
import org.neurona.regularizers.Regularizers;
import org.neurona.schedules.LearningRateSchedules;

/**
 * Every public name of Keras 3.16 is here, or in the table of {@code docs/left-out.md} with a reason. The files in
 * {@code keras-names} list them, a line for each class with the strings that stand for it: a catalogue is a file, and a line
 * below.
 */
class KerasNamesTest {
  private static final Map<String, Catalogue<?>> CATALOGUES = new TreeMap<>(Map.of(
      "activations", Activations.catalogue(),
      "constraints", Constraints.catalogue(),
      "initializers", Initializers.catalogue(),
      "losses", Losses.catalogue(),
      "metrics", Metrics.catalogue(),
      "optimizers", Optimizers.catalogue(),
      "regularizers", Regularizers.catalogue(),
      "schedules", LearningRateSchedules.catalogue()));
  private static final Path LEFT_OUT = Path.of("..", "docs", "left-out.md");

  /** A row of the table. */
  private record Row(String what, String name, String why) {}

  private static List<List<String>> names(String file) {
    try (InputStream in = KerasNamesTest.class.getResourceAsStream("keras-names/" + file + ".txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().map(line -> List.of(line.split(" ")))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Row> leftOut() {
    try (Stream<String> lines = Files.lines(LEFT_OUT)) {
      return lines.filter(line -> line.startsWith("| ") && !line.startsWith("| what ") && !line.startsWith("| ---"))
          .map(line -> Arrays.stream(line.split("\\|")).map(String::strip).toList())
          .map(cells -> new Row(cells.get(1), cells.get(2), cells.get(3))).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<Row> leftOut(String what, String name) {
    return leftOut().stream().filter(row -> row.what().equals(what) && row.name().equals(name)).findFirst();
  }

  /** What is wrong with a name; nothing if it is an entry of its catalogue, or left out with the catalogue's reason. */
  private static Optional<String> complaint(Catalogue<?> catalogue, String className, String name) {
    boolean known = knows(catalogue, name);
    Optional<Row> row = leftOut(catalogue.kind(), className);
    if (row.isEmpty()) {
      return known ? Optional.empty() : Optional.of(name + " is neither implemented nor left out with a reason");
    }
    if (known) {
      return Optional.of(name + " is said to be left out, but it is implemented");
    }
    return row.get().why().equals(catalogue.leftOut().get(className)) ? Optional.empty()
        : Optional.of(name + " is left out for one reason in the table and another in the catalogue");
  }

  private static boolean knows(Catalogue<?> catalogue, String name) {
    try {
      catalogue.get(name);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  static Stream<Arguments> lines() {
    return CATALOGUES.entrySet().stream()
        .flatMap(entry -> names(entry.getKey()).stream().map(line -> Arguments.of(entry.getKey(), line)));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("lines")
  void everyNameIsThereOrLeftOutWithAReason(String file, List<String> line) {
    Catalogue<?> catalogue = CATALOGUES.get(file);
    List<String> complaints = new ArrayList<>();
    line.forEach(name -> complaint(catalogue, line.get(0), name).ifPresent(complaints::add));
    assertEquals(List.of(), complaints);
    if (knows(catalogue, line.get(0))) {
      assertEquals(Set.of(catalogue.get(line.get(0))),
          line.stream().map(catalogue::get).collect(Collectors.toSet()), "several things are called " + line);
    }
  }

  static Stream<String> callbacks() {
    return names("callbacks").stream().map(line -> line.get(0));
  }

  @ParameterizedTest
  @MethodSource("callbacks")
  void everyCallbackIsAClassOrLeftOutWithAReason(String name) {
    boolean there = Stream.of("nn-api/src/main/java/org/neurona", "nn-api/src/main/java/org/neurona/callbacks",
        "nn-io/src/main/java/org/neurona/io/tensorboard")
        .anyMatch(folder -> Files.exists(Path.of("..").resolve(folder).resolve(name + ".java")));
    assertEquals(leftOut("callback", name).isEmpty(), there, name);
  }

  @Test
  void whatIsLeftOutIsKerasAndHasAReason() {
    Map<String, Set<String>> keras = new TreeMap<>();
    CATALOGUES.forEach((file, catalogue) -> keras.put(catalogue.kind(), firstNames(file)));
    keras.put("callback", firstNames("callbacks"));
    for (Row row : leftOut()) {
      assertFalse(row.why().isBlank(), row.name());
      assertEquals(true, keras.getOrDefault(row.what(), Set.of()).contains(row.name()),
          "Keras has no " + row.what() + " " + row.name());
    }
  }

  private static Set<String> firstNames(String file) {
    return names(file).stream().map(line -> line.get(0)).collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void whatACatalogueLeavesOutIsInTheLists() {
    CATALOGUES.forEach((file, catalogue) -> {
      Set<String> listed = names(file).stream().flatMap(List::stream).collect(Collectors.toSet());
      Set<String> unlisted = new TreeSet<>(catalogue.leftOut().keySet());
      unlisted.removeAll(listed);
      assertEquals(Set.of(), unlisted, file);
    });
  }

  @Test
  void anotherNameWouldBeNoticed() {
    assertEquals(Optional.of("Adamant is neither implemented nor left out with a reason"),
        complaint(Optimizers.catalogue(), "Adamant", "Adamant"));
    Catalogue<?> all = Catalogue.of("loss", org.neurona.losses.Loss.class)
        .add(org.neurona.losses.Loss.of("ctc", (t, a) -> a), "ctc").build();
    assertEquals(Optional.of("ctc is said to be left out, but it is implemented"), complaint(all, "CTC", "ctc"));
    Catalogue<?> other = Catalogue.of("loss", org.neurona.losses.Loss.class).leaveOut("no reason", "CTC").build();
    assertEquals(Optional.of("CTC is left out for one reason in the table and another in the catalogue"),
        complaint(other, "CTC", "CTC"));
  }
}
