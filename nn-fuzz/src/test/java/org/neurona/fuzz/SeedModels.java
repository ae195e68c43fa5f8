package org.neurona.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.neurona.Model;
import org.neurona.Sequential;
import org.neurona.Shape;
import org.neurona.io.ModelFormatException;
import org.neurona.io.Models;
import org.neurona.io.UnsupportedModelException;
import org.neurona.layers.Add;
import org.neurona.layers.BatchNormalization;
import org.neurona.layers.Bidirectional;
import org.neurona.layers.Concatenate;
import org.neurona.layers.Conv2D;
import org.neurona.layers.Dense;
import org.neurona.layers.Embedding;
import org.neurona.layers.Flatten;
import org.neurona.layers.GRU;
import org.neurona.layers.Input;
import org.neurona.layers.LSTM;
import org.neurona.layers.Layer;
import org.neurona.layers.Layers;
import org.neurona.layers.MaxPooling2D;
import org.neurona.layers.MultiHeadAttention;
import org.neurona.layers.Normalization;
import org.neurona.layers.TimeDistributed;
import org.neurona.ops.Tensor;

/** Small models of many kinds, which hostile files begin from. */
final class SeedModels {
  private static final List<Shape> ROWS =
      List.of(Shape.of(4), Shape.of(6, 3), Shape.of(6, 5, 3), Shape.of(2, 4, 4, 2));

  private SeedModels() {}

  static List<Model> compiled() {
    List<Model> models = List.of(dense(), images(), sequences(), branches());
    models.get(0).compile("adam", "mse", "mae");
    models.get(1).compile("sgd", "sparse_categorical_crossentropy", "accuracy");
    models.get(2).compile("rmsprop", "binary_crossentropy", "auc");
    models.get(3).compile("adamw", "mse");
    return models;
  }

  static Sequential dense() {
    return new Sequential(new Input(2), new Normalization().statistics(0.5, 2), new Dense(3, "relu").name("hidden"),
        new Dense(1));
  }

  private static Sequential images() {
    return new Sequential(new Input(6, 5, 1), new Conv2D(2, 3), new BatchNormalization(), new MaxPooling2D(),
        new Flatten(), new Dense(3, "softmax"));
  }

  private static Sequential sequences() {
    return new Sequential(new Input(5), new Embedding(9, 3).maskZero(true), new LSTM(2).returnSequences(true),
        new TimeDistributed(new Dense(3)), new Bidirectional(new GRU(2)), new Dense(1, "sigmoid"));
  }

  private static Model branches() {
    Tensor left = Input.of(4, 3);
    Tensor right = Input.of(4, 3);
    Dense shared = new Dense(3, "tanh");
    Tensor both = new Concatenate().apply(shared.apply(left), shared.apply(right));
    Tensor seen = new MultiHeadAttention(2, 2).apply(left, right);
    return new Model(List.of(left, right),
        List.of(new Dense(2).name("main").apply(both), new Add().apply(left, seen)));
  }

  /** A model of one layer for each of the catalogue, as far as its default settings make one. */
  static List<Model> ofEachLayer() {
    List<Model> models = new ArrayList<>();
    for (Layer layer : Layers.catalogue().entries()) {
      for (Shape row : ROWS) {
        Map<String, Object> input = Map.of("class_name", "InputLayer", "config", Map.of("input_shape", row.toList()));
        try {
          models.add(Models.fromJson(JsonTexts.file("neurona", Map.of("model", Map.of("class_name", "Sequential",
              "name", "m", "seed", 0, "layers", List.of(input, layer.toPlain()))))));
        } catch (ModelFormatException | UnsupportedModelException e) {
          // Not a layer for such rows, or for one input.
          continue;
        }
      }
    }
    return models;
  }
}
