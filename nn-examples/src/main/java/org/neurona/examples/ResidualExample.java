package org.neurona.examples;

import java.io.IOException;
import java.nio.file.Path;
import org.neurona.Model;
import org.neurona.layers.Add;
import org.neurona.layers.BatchNormalization;
import org.neurona.layers.Conv2D;
import org.neurona.layers.Dense;
import org.neurona.layers.GlobalAveragePooling2D;
import org.neurona.layers.Input;
import org.neurona.layers.ReLU;
import org.neurona.layers.Reshape;
import org.neurona.ops.Tensor;
import org.neurona.plots.Plots;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Handwritten digits with residual blocks: two convolutions compute only what is to be added to their input, and a
 * shortcut hands that input on (K. He, X. Zhang, S. Ren and J. Sun, "Deep residual learning for image recognition",
 * 2015).
 */
@Command(name = "residual", description = "Shortcuts around convolutions, functional style.")
final class ResidualExample extends Example {
  /** Averages of BatchNormalization settle in some dozen steps; Keras' 0.99 is for runs of thousands. */
  private static final double MOMENTUM = 0.9;

  @Mixin
  private final TrainingOptions options = new TrainingOptions(3, 64);

  @Mixin
  private final MnistOptions mnist = new MnistOptions();

  @Option(names = "--picture", paramLabel = "FILE", description = "Where to draw the model, .svg or .png.")
  private Path picture;

  @Override
  void run() throws IOException {
    Tensor image = Input.of(28, 28);
    Tensor x = new Reshape(28, 28, 1).apply(image);       // one channel: how dark a place is
    x = new ReLU().apply(convolution(x, 16, 3, 2));       // 14 by 14 places, 16 channels
    x = residual(x, 16, 1);
    x = residual(x, 32, 2);                               // 7 by 7 places, 32 channels
    x = new GlobalAveragePooling2D().apply(x);            // the mean of each channel
    Model model = new Model(image, new Dense(10, "softmax").apply(x));
    model.seed(options.seed);
    model.compile("adam", "sparse_categorical_crossentropy", "accuracy");
    print("%d layers, %,d weights", model.layers().size(), model.countParams());
    if (picture != null) {
      Plots.model(model, picture); // here it tells more than model.summary() does
      print("picture: %s", picture);
    }
    print("engine: %s", model.engine().describe());

    model.fit(mnist.train(), options.fit());

    print("test accuracy: %.4f", model.evaluate(mnist.test()).get("accuracy"));
  }

  /** A block: relu(x + f(x)). Where f changes the shape, the shortcut needs a convolution of one place to follow. */
  private static Tensor residual(Tensor x, int filters, int strides) {
    boolean sameShape = strides == 1 && x.shape().dim(-1) == filters;
    Tensor shortcut = sameShape ? x : convolution(x, filters, 1, strides);
    Tensor y = new ReLU().apply(convolution(x, filters, 3, strides));
    y = convolution(y, filters, 3, 1);
    return new ReLU().apply(new Add().apply(shortcut, y));
  }

  /** A convolution whose channels are normalized; the normalization has the bias. */
  private static Tensor convolution(Tensor x, int filters, int kernelSize, int strides) {
    Tensor y = new Conv2D(filters, kernelSize).strides(strides).padding("same").useBias(false).apply(x);
    return new BatchNormalization().momentum(MOMENTUM).apply(y);
  }
}
