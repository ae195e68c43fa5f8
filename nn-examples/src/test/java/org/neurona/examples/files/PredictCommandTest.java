package org.neurona.examples.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neurona.Model;
import org.neurona.NDArray;
import org.neurona.Sequential;
import org.neurona.datasets.files.NpyReader;
import org.neurona.datasets.files.NpyWriter;
import org.neurona.datasets.files.NpzReader;
import org.neurona.datasets.files.NpzWriter;
import org.neurona.examples.Run;
import org.neurona.io.Models;
import org.neurona.layers.Add;
import org.neurona.layers.Dense;
import org.neurona.layers.Flatten;
import org.neurona.layers.Input;
import org.neurona.ops.Tensor;

class PredictCommandTest {
  /** Of (a, b): (a + 2 b, a - b, 0.5). */
  private static final List<NDArray> WEIGHTS =
      List.of(NDArray.of(new float[][] {{1, 1, 0}, {2, -1, 0}}), NDArray.of(0f, 0f, 0.5f));

  @TempDir
  Path folder;

  private String model;

  @BeforeEach
  void saveAModel() throws IOException {
    model = save("model.keras", new Sequential(new Input(2), new Dense(3).name("out")), WEIGHTS);
  }

  private String save(String name, Model made, List<NDArray> weights) throws IOException {
    Path file = folder.resolve(name);
    made.setWeights(weights);
    Models.save(made, file);
    return file.toString();
  }

  private String at(String name) {
    return folder.resolve(name).toString();
  }

  private String npy(String name, NDArray array) throws IOException {
    new NpyWriter().write(array, folder.resolve(name));
    return at(name);
  }

  private String text(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content).toString();
  }

  private static String failure(String... args) {
    Run run = Run.of(args);
    assertEquals(1, run.exitCode());
    assertEquals("", run.out());
    return run.err();
  }

  @Test
  void printsCsvForTheRowsOfATable() throws IOException {
    String table = text("x.csv", "a,b\n1,2\n0.5,-1\n");

    Run run = Run.of("predict", model, "--input", table);

    assertEquals("", run.err());
    assertEquals("out_0,out_1,out_2\n5.0,-1.0,0.5\n-1.5,1.5,0.5\n", run.out());
  }

  @Test
  void readsATableWithoutAHeaderAndLeavesColumnsOut() throws IOException {
    assertEquals("out_0,out_1,out_2\n5.0,-1.0,0.5\n",
        Run.of("predict", model, "--input", text("bare.csv", "1,2\n"), "--no-header").out());
    assertEquals("out_0,out_1,out_2\n5.0,-1.0,0.5\n",
        Run.of("predict", model, "--input", text("id.csv", "id,a,b\nx7,1,2\n"), "--ignore", "id").out());
  }

  @Test
  void givesTheClassAndItsScore() throws IOException {
    String data = npy("x.npy", NDArray.of(new float[][] {{1, 2}, {0.5f, -1}}));
    String single = save("single.keras", new Sequential(new Input(2), new Dense(1)),
        List.of(NDArray.of(new float[][] {{0.25f}, {0}}), NDArray.of(0.375f)));

    assertEquals("class,score\n0,5.0\n1,1.5\n", Run.of("predict", model, "--input", data, "--classes").out());
    // One output is 1 over Keras' threshold of 0.5: 0.25 + 0.375, 0.125 + 0.375.
    assertEquals("class,score\n1,0.625\n0,0.5\n", Run.of("predict", single, "--input", data, "--classes").out());
  }

  @Test
  void writesFilesOfNumpyAndTables() throws IOException {
    String data = npy("x.npy", NDArray.of(new float[][] {{1, 2}}));

    assertEquals(0, Run.of("predict", model, "--input", data, "--output", at("y.npy")).exitCode());
    assertEquals(0, Run.of("predict", model, "--input", data, "--output", at("y.npz")).exitCode());
    assertEquals(0, Run.of("predict", model, "--input", data, "--output", at("y.csv")).exitCode());
    assertEquals(0, Run.of("predict", model, "--input", data, "--output", at("c.npy"), "--classes").exitCode());

    NDArray expected = NDArray.of(new float[][] {{5, -1, 0.5f}});
    assertEquals(expected, new NpyReader().read(folder.resolve("y.npy")));
    assertEquals(Map.of("out", expected), new NpzReader().read(folder.resolve("y.npz")));
    assertEquals("out_0,out_1,out_2\n5.0,-1.0,0.5\n", Files.readString(folder.resolve("y.csv")));
    assertEquals(NDArray.of(0), new NpyReader().read(folder.resolve("c.npy")));
    assertEquals("bin/neurona predict: " + at("y.npy") + " is there already. --force replaces it\n",
        failure("predict", model, "--input", data, "--output", at("y.npy")));
    assertEquals("bin/neurona predict: " + at("y.txt") + " tells no format: predictions are written to .csv, .npy or "
        + ".npz\n", failure("predict", model, "--input", data, "--output", at("y.txt")));
  }

  private String branches() throws IOException {
    Tensor left = new Input(1).name("left").apply();
    Tensor right = new Input(1).name("right").apply();
    Tensor sum = new Add().name("sum").apply(left, right);
    Model made = new Model(List.of(left, right), List.of(sum, new Dense(2).name("twice").apply(sum)));
    return save("branches.keras", made, List.of(NDArray.of(new float[][] {{2, 3}}), NDArray.of(0f, 0f)));
  }

  @Test
  void takesInputsByNameAndNamesTheOutputs() throws IOException {
    Path data = folder.resolve("x.npz");
    new NpzWriter().write(Map.of("right", NDArray.of(new float[][] {{1}, {2}}), "left",
        NDArray.of(new float[][] {{4}, {-2}}), "unused", NDArray.of(1)), data);

    Run run = Run.of("predict", branches(), "--input", data.toString());

    assertEquals("", run.err());
    assertEquals("sum,twice_0,twice_1\n5.0,10.0,15.0\n0.0,0.0,0.0\n", run.out());
    assertEquals("bin/neurona predict: " + at("y.npy") + " can hold one array, but there are 2: sum, twice. Use a name "
        + "that ends in .npz\n", failure("predict", at("branches.keras"), "--input", data.toString(), "--output",
            at("y.npy")));
  }

  @Test
  void saysWhichInputsThereMustBe() throws IOException {
    String takes = "bin/neurona predict: " + branches() + " takes \"left\" of shape (rows, 1), \"right\" of shape "
        + "(rows, 1)";
    Path data = folder.resolve("x.npz");
    new NpzWriter().write(Map.of("left", NDArray.of(new float[][] {{1}, {2}})), data);

    assertEquals(takes + ", but " + data + " has \"left\" of shape (2, 1). An .npz file holds arrays by the names of "
        + "the inputs\n", failure("predict", at("branches.keras"), "--input", data.toString()));
    assertEquals(takes + ". A table is one input; an .npz file holds arrays by the names of the inputs\n",
        failure("predict", at("branches.keras"), "--input", text("x.csv", "a\n1\n")));
  }

  @Test
  void aTableIsMadeTheShapeThatTheModelTakes() throws IOException {
    String flat = save("flat.keras", new Sequential(new Input(2, 2), new Flatten(), new Dense(1).name("sum")),
        List.of(NDArray.of(new float[][] {{1}, {10}, {100}, {1000}}), NDArray.of(0f)));

    assertEquals("sum\n4321.0\n", Run.of("predict", flat, "--input", text("x.csv", "a,b,c,d\n1,2,3,4\n")).out());
    assertEquals("bin/neurona predict: " + at("y.csv") + " has 3 columns (a, b, c), but " + flat
        + " takes 4 numbers a row, shape (rows, 2, 2). --ignore COLUMN leaves one out\n",
        failure("predict", flat, "--input", text("y.csv", "a,b,c\n1,2,3\n")));
  }

  @Test
  void saysWhatTheModelTakesAndWhatTheFileHas() throws IOException {
    assertEquals("bin/neurona predict: " + at("wide.npy") + " has shape (1, 5), but " + model + " takes (rows, 2)\n",
        failure("predict", model, "--input", npy("wide.npy", NDArray.zeros(1, 5))));
    assertEquals("bin/neurona predict: " + at("row.npy") + " has shape (2,), but " + model + " takes (rows, 2). A "
        + "single row needs an axis in front: reshape it to (1, 2)\n",
        failure("predict", model, "--input", npy("row.npy", NDArray.of(1f, 2f))));
    assertEquals("bin/neurona predict: " + at("t.csv") + " has 3 columns (a, b, c), but " + model
        + " takes 2 numbers a row. --ignore COLUMN leaves one out\n",
        failure("predict", model, "--input", text("t.csv", "a,b,c\n1,2,3\n")));
  }

  @Test
  void saysThatWeightsAloneAreNoModel() throws IOException {
    Models.saveWeights(Models.load(Path.of(model)), folder.resolve("w.safetensors"));

    assertEquals("bin/neurona predict: " + at("w.safetensors") + " holds no whole model, it is safetensors "
        + "(.safetensors). bin/neurona convert " + at("w.safetensors") + " model.keras --model LAYERS makes one\n",
        failure("predict", at("w.safetensors"), "--input", npy("x.npy", NDArray.zeros(1, 2))));
  }

  @Test
  void batchesAndEnginesGiveTheSameRows() throws IOException {
    String data = npy("x.npy", NDArray.of(new float[][] {{1, 2}, {0, 1}, {3, 3}, {4, 0}, {5, 5}}));

    String expected = Run.of("predict", model, "--input", data).out();

    assertEquals(6, expected.lines().count());
    assertEquals(expected, Run.of("predict", model, "--input", data, "--batch-size", "2").out());
    assertEquals(expected, Run.of("predict", model, "--input", data, "--engine", "commons-math").out());
  }

  @Test
  void explainsABadCommandLine() {
    Run run = Run.of("predict", model);

    assertEquals(2, run.exitCode());
    assertTrue(run.err().startsWith("Missing required option: '--input=DATA'\n"), run.err());
  }
}
