package org.neurona.io;

import java.util.List;
import java.util.Random;
import org.neurona.CompileOptions;
import org.neurona.Model;
import org.neurona.NDArray;
import org.neurona.Sequential;
import org.neurona.data.ArrayDataset;
import org.neurona.data.Dataset;
import org.neurona.layers.Add;
import org.neurona.layers.Concatenate;
import org.neurona.layers.Dense;
import org.neurona.layers.Dropout;
import org.neurona.layers.Flatten;
import org.neurona.layers.Input;
import org.neurona.losses.BinaryCrossentropy;
import org.neurona.ops.Tensor;
import org.neurona.optimizers.Adam;
import org.neurona.optimizers.SGD;
import org.neurona.regularizers.L2;

/** Models and data for tests. */
public final class SampleModels {
  private SampleModels() {}

  /** A classifier with dropout and a penalty, compiled with Adam. */
  public static Sequential classifier() {
    Sequential model = new Sequential();
    model.add(new Flatten(2, 3));
    model.add(new Dense(5, "relu").kernelRegularizer(L2.of(1e-3)).name("hidden"));
    model.add(new Dropout(0.3));
    model.add(new Dense(3, "softmax"));
    model.seed(7);
    model.compile(new Adam().learningRate(0.01), "sparse_categorical_crossentropy", "accuracy");
    return model;
  }

  /** Two inputs, two outputs with losses of their own, and a layer that is applied twice. */
  public static Model branches() {
    Tensor left = new Input(4).name("left").apply();
    Tensor right = new Input(4).name("right").apply();
    Dense shared = new Dense(4, "tanh").name("shared");
    Tensor both = new Concatenate().apply(shared.apply(left), shared.apply(right));
    Tensor sum = new Dense(1, "sigmoid").name("side").apply(new Add().apply(left, right));
    Model model = new Model(List.of(left, right), List.of(new Dense(2).name("main").apply(both), sum)).name("branches");
    model.compile(new CompileOptions().optimizer(new SGD().momentum(0.9)).loss("main", "mse")
        .loss("side", new BinaryCrossentropy().labelSmoothing(0.1)).lossWeight("side", 0.5)
        .outputMetrics("main", "mae"));
    return model;
  }

  /** Rows for {@link #classifier}. */
  public static ArrayDataset rows() {
    Random random = new Random(3);
    float[][][] x = new float[40][2][3];
    int[] y = new int[40];
    for (int i = 0; i < x.length; i++) {
      y[i] = i % 3;
      for (float[] line : x[i]) {
        for (int j = 0; j < line.length; j++) {
          line[j] = (float) random.nextGaussian() + (j == y[i] ? 1 : 0);
        }
      }
    }
    return Dataset.of(NDArray.of(x), NDArray.of(y));
  }
}
