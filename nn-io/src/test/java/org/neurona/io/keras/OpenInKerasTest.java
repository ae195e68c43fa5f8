package org.neurona.io.keras;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neurona.Model;
import org.neurona.NDArray;
import org.neurona.Sequential;
import org.neurona.Shape;
import org.neurona.config.CustomObjects;
import org.neurona.io.EveryLayers;
import org.neurona.io.Models;
import org.neurona.layers.Dense;
import org.neurona.layers.Input;
import org.neurona.layers.Layer;
import org.neurona.layers.Layers;
import org.neurona.ops.Tensor;
import org.neurona.optimizers.Optimizers;

/**
 * Real Keras opens what is written here, and predicts and trains as this library does. Needs a Python with Keras 3,
 * which the property or the variable {@code NEURONA_KERAS_PYTHON} names.
 */
class OpenInKerasTest {
  private static final String KEY = "NEURONA_KERAS_PYTHON";
  /** Keras has the first with TensorFlow alone; the second does not crop when it predicts, though it says so. */
  private static final Set<String> DIFFERENT = Set.of("IntegerLookup", "RandomCrop");

  private static String python;

  @TempDir
  Path folder;

  @BeforeAll
  static void findPython() throws IOException, InterruptedException {
    python = System.getProperty(KEY, System.getenv(KEY));
    assumeTrue(python != null, "there is no Python with Keras 3: " + KEY + " is not set");
    Python.Run run = Python.run(List.of(python, "src/test/python/open_in_keras.py", "."));
    assertEquals(0, run.code(), KEY + "=" + python + ": " + run.output());
  }

  /** Writes a model with inputs and what it predicts, as the script reads them. */
  private void write(String name, Model model, List<NDArray> x, String... suffixes) throws IOException {
    for (String suffix : suffixes) {
      if (suffix.equals(".weights.h5")) {
        Models.saveWeights(model, folder.resolve(name + suffix));
      } else {
        Models.save(model, folder.resolve(name + suffix));
      }
    }
    npy(name + ".in", x);
    npy(name + ".out", model.predict(x));
  }

  private void npy(String name, List<NDArray> arrays) throws IOException {
    for (int i = 0; i < arrays.size(); i++) {
      npy(name + "." + i + ".npy", arrays.get(i));
    }
  }

  private void npy(String name, NDArray array) throws IOException {
    String dims = array.shape().toList().stream().map(dim -> dim + ",").collect(Collectors.joining());
    String header = "{'descr': '<f4', 'fortran_order': False, 'shape': (" + dims + "), }";
    float[] values = array.toFloatArray();
    ByteBuffer bytes = ByteBuffer.allocate(128 + 4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII)).put((byte) 1).put((byte) 0)
        .putShort((short) 118).put(header.getBytes(StandardCharsets.US_ASCII));
    while (bytes.position() < 127) {
      bytes.put((byte) ' ');
    }
    bytes.put((byte) '\n').asFloatBuffer().put(values);
    Files.write(folder.resolve(name), bytes.array());
  }

  private void assertKerasAgrees() throws IOException, InterruptedException {
    Python.Run run = Python.run(List.of(python, "src/test/python/open_in_keras.py", folder.toString()));
    assertEquals("", run.output().lines().filter(line -> line.matches("\\S+\\.(keras|h5): .*"))
        .collect(Collectors.joining("\n")), run.output());
    assertEquals(0, run.code(), run.output());
  }

  private static NDArray values(Shape shape, int shift) {
    double[] values = new double[shape.size()];
    Arrays.setAll(values, i -> Math.abs(Math.sin(i + shift)));
    return NDArray.wrap(shape, values);
  }

  @Test
  void everyLayer() throws IOException, InterruptedException {
    List<EveryLayers.Case> cases = EveryLayers.all().toList();
    for (int i = 0; i < cases.size(); i++) {
      EveryLayers.Case each = cases.get(i);
      if (!DIFFERENT.contains(each.layer().className())) {
        List<Tensor> inputs = IntStream.range(0, each.inputs()).mapToObj(n -> Input.of(each.row().dims())).toList();
        Model model = new Model(inputs, withSmallSeed(each.layer()).applyAll(inputs.toArray(Tensor[]::new))).seed(i);
        // From .h5 files Keras reads a list of axes as if there were none.
        boolean severalAxes = each.layer().config().toMap().get("axis") instanceof List;
        write(String.format("%03d-%s", i, each.layer().className()), model,
            IntStream.range(0, each.inputs()).mapToObj(n -> values(each.row().prepend(2), n)).toList(),
            severalAxes ? new String[] {".keras"} : new String[] {".keras", ".h5"});
      }
    }
    assertKerasAgrees();
  }

  /** Keras' seeds have 32 bits. */
  private static Layer withSmallSeed(Layer layer) {
    if (!(layer.config().toMap().get("seed") instanceof Long)) {
      return layer.copy();
    }
    Map<String, Object> config = new LinkedHashMap<>(layer.config().toMap());
    config.put("seed", 7L);
    return Layers.catalogue().read(Map.of("class_name", layer.className(), "config", config), CustomObjects.none());
  }

  @Test
  void modelsWithinModels() throws IOException, InterruptedException {
    for (NestedSamples sample : NestedSamples.values()) {
      Model model = sample.model();
      List<NDArray> x = model.inputs().stream().map(input -> values(input.shape().withDim(0, 3), 1)).toList();
      write(sample.name().toLowerCase(java.util.Locale.ROOT), model, x, ".keras", ".h5", ".weights.h5");
    }
    assertKerasAgrees();
  }

  @Test
  void everyOptimizerGoesOnFromWhereItWas() throws IOException, InterruptedException {
    List<String> optimizers = Optimizers.catalogue().entries().stream().map(each -> each.className()).toList();
    NDArray x = values(Shape.of(4, 3), 1);
    NDArray y = values(Shape.of(4, 2), 2);
    for (String optimizer : optimizers) {
      Sequential base = new Sequential(new Input(3), new Dense(5, "tanh").name("hidden"));
      Sequential model = new Sequential(new Input(3), base.name("base").asLayer(), new Dense(2).name("out"));
      model.engine("scalar").compile(Optimizers.get(optimizer), "mse");
      for (int step = 0; step < 3; step++) {
        model.trainOnBatch(x, y);
      }
      write(optimizer, model, List.of(x), ".keras", ".h5");
      if (optimizer.equals("ScheduleFreeAdamW")) {
        continue; // on torch, Keras overwrites what it has kept of the step before
      }
      npy(optimizer + ".y.npy", y);
      model.trainOnBatch(x, y);
      npy(optimizer + ".next", List.of(model.predict(x)));
    }
    assertKerasAgrees();
  }
}
