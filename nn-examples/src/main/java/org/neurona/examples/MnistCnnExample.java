package org.neurona.examples;

import java.io.IOException;
import org.neurona.Sequential;
import org.neurona.layers.Conv2D;
import org.neurona.layers.Dense;
import org.neurona.layers.Dropout;
import org.neurona.layers.Flatten;
import org.neurona.layers.Input;
import org.neurona.layers.MaxPooling2D;
import org.neurona.layers.Reshape;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Handwritten digits by convolution: kernels find strokes wherever they are, pooling keeps the strongest. */
@Command(name = "mnist-cnn", description = "Handwritten digits with convolution and pooling.")
final class MnistCnnExample extends Example {
  @Mixin
  private final TrainingOptions options = new TrainingOptions(5, 32);

  @Mixin
  private final MnistOptions mnist = new MnistOptions();

  @Override
  void run() throws IOException {
    var model = new Sequential();
    model.add(new Input(28, 28));
    model.add(new Reshape(28, 28, 1));          // one channel: how dark a place is
    model.add(new Conv2D(32, 3, "relu"));       // 32 kernels of 3 by 3 places
    model.add(new MaxPooling2D());              // of each 2 by 2 places the largest
    model.add(new Conv2D(64, 3, "relu"));
    model.add(new MaxPooling2D());
    model.add(new Flatten());
    model.add(new Dropout(0.5));
    model.add(new Dense(10, "softmax"));
    model.seed(options.seed);
    model.compile("adam", "sparse_categorical_crossentropy", "accuracy");
    model.summary();
    print("%nengine: %s", model.engine().describe());

    model.fit(mnist.train(), options.fit());

    print("test accuracy: %.4f", model.evaluate(mnist.test()).get("accuracy"));
  }
}
