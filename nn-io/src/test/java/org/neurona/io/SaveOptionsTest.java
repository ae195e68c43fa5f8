package org.neurona.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neurona.Model;
import org.neurona.NDArray;
import org.neurona.Sequential;
import org.neurona.Shape;
import org.neurona.io.bytes.ByteSource;
import org.neurona.io.hdf5.Hdf5File;
import org.neurona.io.hdf5.Hdf5Group;
import org.neurona.layers.Bidirectional;
import org.neurona.layers.Dense;
import org.neurona.layers.Embedding;
import org.neurona.layers.Flatten;
import org.neurona.layers.GRU;
import org.neurona.layers.Input;
import org.neurona.layers.LSTM;
import org.neurona.layers.LeakyReLU;
import org.neurona.layers.MaxPooling1D;
import org.neurona.layers.RMSNormalization;
import org.neurona.ops.Tensor;

/** Files in the form of Keras 2. */
class SaveOptionsTest {
  private static final SaveOptions KERAS_2 = new SaveOptions().kerasVersion(2);

  @TempDir
  Path folder;

  private static Sequential sequences() {
    Sequential model = new Sequential(new Input(6), new Embedding(5, 3), new Bidirectional(new LSTM(2)
        .returnSequences(true)), new MaxPooling1D(2), new GRU(3).returnSequences(true), new LeakyReLU(0.2),
        new Flatten(), new Dense(2, "softmax"));
    model.seed(4).compile("adam", "mse", "mae");
    return model;
  }

  @Test
  void aModelComesBackWithItsTraining() throws IOException {
    Sequential model = sequences();
    List<NDArray> x = List.of(NDArray.of(new float[][] {{0, 1, 2, 3, 4, 0}, {4, 4, 1, 0, 2, 3}}));
    List<NDArray> y = List.of(NDArray.full(Shape.of(2, 2), 0.5f));
    model.trainOnBatch(x, y);
    Path file = folder.resolve("model.h5");

    Models.save(model, file, KERAS_2);
    Model loaded = Models.load(file);

    assertEquals(model.predict(x), loaded.predict(x));
    assertEquals(model.trainOnBatch(x, y), loaded.trainOnBatch(x, y));
    assertEquals(model.getWeights(), loaded.getWeights());
  }

  @Test
  void keysAndNamesAreThoseOfKeras2() throws IOException {
    Path file = folder.resolve("model.hdf5");
    Models.save(sequences(), file, KERAS_2);

    Hdf5Group root = Hdf5File.open(ByteSource.of(Files.readAllBytes(file)), LoadLimits.defaults()).root();
    String config = root.text("model_config").orElseThrow();

    assertEquals("2.15.0", root.text("keras_version").orElseThrow());
    assertTrue(config.contains("\"batch_input_shape\":[null,6]"), config);
    assertTrue(config.contains("\"pool_size\":[2],\"padding\":\"valid\",\"strides\":[2]"), config);
    assertTrue(config.contains("\"alpha\":0.2") && config.contains("\"input_length\":null"), config);
    assertFalse(config.contains("DTypePolicy") || config.contains("batch_shape"), config);
    Hdf5Group weights = root.group("model_weights").orElseThrow();
    assertEquals(List.of("embedding", "bidirectional", "gru", "dense"), weights.texts("layer_names").orElseThrow());
    assertEquals(List.of("dense/kernel:0", "dense/bias:0"),
        weights.group("dense").orElseThrow().texts("weight_names").orElseThrow());
    assertEquals(Shape.of(9, 2), weights.array("dense/dense/kernel:0").shape());
  }

  @Test
  void whatKeras2DoesNotHaveIsListed() {
    Sequential newer = new Sequential(new Input(4), new Dense(2, "hard_sigmoid"), new RMSNormalization());
    Tensor input = Input.of(4);
    Model functional = new Model(input, new Dense(1).apply(input));

    assertEquals("The model can't be written in the form of Keras 2, which doesn't have, or means something else by: "
        + "activation hard_sigmoid, layer RMSNormalization", refusal(newer, "model.h5"));
    assertEquals("The model can't be written in the form of Keras 2, which doesn't have, or means something else by: "
        + "a model that is no Sequential", refusal(functional, "model.h5"));
    assertFalse(Files.exists(folder.resolve("model.h5")));
  }

  @Test
  void onlyH5FilesHaveTheFormOfKeras2() {
    for (String name : List.of("model.keras", "model.json")) {
      String suffix = name.substring(name.indexOf('.'));
      assertEquals("Keras 2 has no " + suffix + " files: use .h5. Got " + folder.resolve(name),
          refusal(sequences(), name));
    }
    assertEquals("`kerasVersion` must be 2 or 3, got 1",
        assertThrows(IllegalArgumentException.class, () -> new SaveOptions().kerasVersion(1)).getMessage());
  }

  private String refusal(Model model, String name) {
    return assertThrows(IllegalArgumentException.class, () -> Models.save(model, folder.resolve(name), KERAS_2))
        .getMessage();
  }
}
