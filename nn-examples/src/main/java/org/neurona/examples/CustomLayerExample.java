package org.neurona.examples;

import static org.neurona.ops.Ops.add;
import static org.neurona.ops.Ops.matmul;
import static org.neurona.ops.Ops.multiply;
import static org.neurona.ops.Ops.relu;
import static org.neurona.ops.Ops.sigmoid;
import static org.neurona.ops.Ops.subtract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.neurona.Model;
import org.neurona.NDArray;
import org.neurona.Sequential;
import org.neurona.Shape;
import org.neurona.config.Setting;
import org.neurona.data.ArrayDataset;
import org.neurona.initializers.Constant;
import org.neurona.initializers.Initializers;
import org.neurona.io.LoadOptions;
import org.neurona.io.Models;
import org.neurona.layers.Call;
import org.neurona.layers.Dense;
import org.neurona.layers.Flatten;
import org.neurona.layers.Layer;
import org.neurona.layers.WeightSpec;
import org.neurona.ops.Tensor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** A layer that the library does not have: its weights and its formula are all there is to write. */
@Command(name = "custom-layer", description = "A layer of one's own: only its forward pass is written.")
final class CustomLayerExample extends Example {
  @Mixin
  private final TrainingOptions options = new TrainingOptions(2, 32);

  @Mixin
  private final MnistOptions mnist = new MnistOptions();

  /**
   * A highway layer (Srivastava, Greff and Schmidhuber, 2015): a gate g between 0 and 1 mixes a Dense layer's output
   * with the input itself, g relu(x W + b) + (1 - g) x. The gradient follows from the formula; no line is about it.
   */
  static final class Highway extends Layer {
    /** What files, messages and toString know of the layer: the key, the type and the default. */
    private static final Setting<Double> GATE_BIAS = Setting.number("gate_bias", -2);

    /** A layer whose gate starts nearly closed. */
    Highway() {
      super(List.of(GATE_BIAS));
    }

    /** Returns a copy whose gate starts elsewhere. */
    Highway gateBias(double gateBias) {
      return with(this, GATE_BIAS, gateBias);
    }

    @Override
    protected List<WeightSpec> weights(List<Shape> inputs) {
      int width = inputs.get(0).dim(-1);
      return List.of(
          WeightSpec.of("kernel", Shape.of(width, width), Initializers.get("glorot_uniform")),
          WeightSpec.of("bias", Shape.of(width), Initializers.get("zeros")),
          WeightSpec.of("gate_kernel", Shape.of(width, width), Initializers.get("glorot_uniform")),
          WeightSpec.of("gate_bias", Shape.of(width), new Constant(get(GATE_BIAS))));
    }

    @Override
    protected Tensor call(Tensor x, Call call) {
      Tensor output = relu(add(matmul(x, call.weight("kernel")), call.weight("bias")));
      Tensor gate = sigmoid(add(matmul(x, call.weight("gate_kernel")), call.weight("gate_bias")));
      return add(multiply(gate, output), multiply(subtract(1, gate), x));
    }
  }

  @Override
  void run() throws IOException {
    ArrayDataset train = mnist.train();
    ArrayDataset test = mnist.test();

    var model = new Sequential(
        new Flatten(28, 28),
        new Dense(64, "relu"),
        new Highway(),
        new Highway().gateBias(-1),
        new Dense(10, "softmax"));
    model.seed(options.seed);
    model.compile("adam", "sparse_categorical_crossentropy", "accuracy");
    model.summary();
    model.fit(train, options.fit());

    // A file never makes the library run unknown code: whoever loads says which classes of their own it may name.
    Path file = Files.createTempFile("neurona-custom-layer", ".json");
    try {
      Models.save(model, file);
      Model loaded = Models.load(file, new LoadOptions().customObjects(new Highway()));
      NDArray expected = model.predict(test.x());
      print("%nsaved and loaded, same predictions: %s", loaded.predict(test.x()).equals(expected) ? "yes" : "NO");
    } finally {
      Files.delete(file);
    }
    print("test accuracy: %.4f", model.evaluate(test).get("accuracy"));
  }
}
