package org.neurona.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvExampleTest {
  @TempDir
  Path folder;

  private Path file;
  private Path model;

  /** Size decides about the price, and the town; the sort of a house is its size in words. */
  @BeforeEach
  void houses() throws IOException {
    Random random = new Random(1);
    StringBuilder text = new StringBuilder("name,size,town,floors,country,price,sort\n");
    for (int i = 0; i < 120; i++) {
      int size = 40 + random.nextInt(100);
      boolean old = random.nextBoolean();
      text.append("house ").append(i).append(',').append(size).append(',').append(old ? "\"old, town\"" : "new")
          .append(',').append(1 + size / 50).append(",France,").append(size * (old ? 3 : 2) + 0.5).append(',')
          .append(size < 90 ? "small" : "large").append('\n');
    }
    file = Files.writeString(folder.resolve("houses.csv"), text);
    model = folder.resolve("model.json");
  }

  private Run train(String target, String... more) {
    return Run.of(IntStream.range(0, 6 + more.length).mapToObj(i -> i < 6
        ? List.of("csv", file.toString(), "--target", target, "--save", model.toString()).get(i) : more[i - 6])
        .toArray(String[]::new));
  }

  @Test
  void textIsAClass() throws IOException {
    Run run = train("sort", "--ignore", "name,country,price,floors");
    assertEquals(0, run.exitCode(), run.err());
    assertTrue(run.out().contains("96 rows to train on, 24 to test with; 2 columns become 3 numbers"), run.out());
    assertTrue(run.out().contains("weighted avg"), run.out());
    assertTrue(Double.parseDouble(run.lastLine().replace("test accuracy: ", "")) > 0.9, run.lastLine());

    Path others = Files.writeString(folder.resolve("others.csv"), "town,size\nnew,45\n\"old, town\",135\n");
    Run predicted = Run.of("csv", others.toString(), "--model", model.toString());
    assertEquals(0, predicted.exitCode(), predicted.err());
    assertEquals("sort,probability", predicted.lines().get(0));
    assertTrue(predicted.lines().get(1).matches("small,0\\.9\\d*|small,1\\.0000"), predicted.out());
    assertTrue(predicted.lines().get(2).matches("large,0\\.9\\d*|large,1\\.0000"), predicted.out());
  }

  @Test
  void realNumbersAreAQuantity() throws IOException {
    Run run = train("price", "--ignore", "name,country,sort,floors");
    assertEquals(0, run.exitCode(), run.err());
    assertTrue(Double.parseDouble(run.lastLine().replace("R2: ", "")) > 0.95, run.out());

    Path others = Files.writeString(folder.resolve("others.csv"), "size,town\n100,new\n");
    Run predicted = Run.of("csv", others.toString(), "--model", model.toString());
    assertEquals("price", predicted.lines().get(0));
    assertEquals(200.5, Double.parseDouble(predicted.lines().get(1)), 15);
  }

  @Test
  void wholeNumbersAreClassesUnlessTheyAreSaidToBeAQuantity() {
    String[] settings = {"--ignore", "name,country,price,sort", "--epochs", "2"};
    assertTrue(train("floors", settings).lastLine().startsWith("test accuracy: "));
    assertTrue(train("floors", "--ignore", "name,country,price,sort", "--epochs", "2", "--regression").lastLine()
        .startsWith("R2: "));
  }

  @Test
  void aSeedGivesTheSameResult() {
    String[] settings = {"--ignore", "name,country,price,floors", "--epochs", "3", "--seed", "5"};
    assertEquals(train("sort", settings).out(), train("sort", settings).out());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      prize | name | houses.csv, line 1: no column "prize"; known: name, size, town, floors, country, price, sort
      price | sort | houses.csv, column "name": 120 different texts, more than 100: as if each row had its own; \
      leave it out: --ignore name
      price | name | houses.csv, column "country": all rows have the same value, France, which tells nothing; \
      leave it out: --ignore country
      country | name | houses.csv, column "country": all rows have the same target, France: there is nothing to learn
      price | nme | --ignore nme: no such column. Known: name, size, town, floors, country, price, sort
      """)
  void saysWhatIsWrongWithColumns(String target, String ignored, String message) {
    Run run = train(target, "--ignore", ignored);
    assertEquals(1, run.exitCode());
    assertEquals("bin/neurona csv: " + message + "\n", run.err());
  }

  @Test
  void saysWhereAValueIsMissingOrUnknown() throws IOException {
    List<String> lines = Files.readAllLines(file);
    Files.write(file, lines.stream().map(line -> line.startsWith("house 3,") ? line.replaceFirst(",\\d+,", ",,") : line)
        .toList());
    assertEquals("bin/neurona csv: houses.csv, line 5, column \"size\": the value is missing\n",
        train("sort", "--ignore", "name,country").err());

    Files.write(file, lines);
    train("sort", "--ignore", "name,country,price,floors", "--epochs", "1");
    Path others = Files.writeString(folder.resolve("others.csv"), "town,size\nnew,45\nnowhere,50\n");
    assertEquals("bin/neurona csv: others.csv, line 3, column \"town\": unknown word \"nowhere\"; "
        + "known: new, old, town\n", Run.of("csv", others.toString(), "--model", model.toString()).err());
    Files.writeString(others, "town\nnew\n");
    assertEquals("bin/neurona csv: others.csv, line 1: no column \"size\"; known: town\n",
        Run.of("csv", others.toString(), "--model", model.toString()).err());
  }

  @Test
  void saysWhatIsWrongWithWhatIsKnownOfTheColumns() throws IOException {
    Path note = folder.resolve("model.columns.json");
    String[] args = {"csv", file.toString(), "--model", model.toString()};
    assertEquals("bin/neurona csv: There is no " + note + ", which says how the model's columns are prepared\n",
        Run.of(args).err());
    for (String damaged : List.of("", "{}", "[1", "{\"features\":null,\"target\":{}}",
        "{\"features\":[{\"name\":\"size\",\"scale\":0}],\"target\":{\"name\":\"sort\",\"scale\":1}}")) {
      Files.writeString(note, damaged);
      Run run = Run.of(args);
      assertEquals(1, run.exitCode(), damaged);
      assertTrue(run.err().startsWith("bin/neurona csv: " + note + " is damaged: "), damaged + ": " + run.err());
    }
  }

  @Test
  void eitherTrainsOrPredicts() {
    Run run = Run.of("csv", file.toString());
    assertEquals(2, run.exitCode());
    assertTrue(run.err().startsWith("Either --target COLUMN to train, or --model MODEL to predict, is needed.\n"));
  }
}
