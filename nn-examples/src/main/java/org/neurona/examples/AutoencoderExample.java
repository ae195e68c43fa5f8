package org.neurona.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.neurona.DType;
import org.neurona.Model;
import org.neurona.NDArray;
import org.neurona.data.ArrayDataset;
import org.neurona.layers.Dense;
import org.neurona.layers.Flatten;
import org.neurona.layers.Input;
import org.neurona.layers.Reshape;
import org.neurona.ops.Tensor;
import org.neurona.plots.Caption;
import org.neurona.plots.Plots;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * An autoencoder: images go through a layer of few numbers and are drawn again from those, so that the few must hold
 * what matters. It is never told which digit an image shows; yet the encoder alone, cut out of the trained model, puts
 * images of the same digit close to each other.
 */
@Command(name = "autoencoder", description = "Digits as 32 numbers, and drawn again from those.")
final class AutoencoderExample extends Example {
  private static final int CODE = 32;
  private static final int SHOWN = 5;
  private static final int PICTURED = 8;
  /** Images whose neighbours are looked for, and where: enough to tell, and soon done. */
  private static final int ASKED = 500;
  private static final int KNOWN = 5000;

  @Mixin
  private final TrainingOptions options = new TrainingOptions(8, 128);

  @Mixin
  private final MnistOptions mnist = new MnistOptions();

  @Option(names = "--picture", paramLabel = "FILE",
      description = "Where to draw originals and reconstructions, .png or .svg (default: a temporary file).")
  private Path picture;

  @Override
  void run() throws IOException {
    ArrayDataset train = mnist.train();
    ArrayDataset test = mnist.test();

    Tensor image = Input.of(28, 28);
    Tensor x = new Flatten().apply(image);
    x = new Dense(128, "relu").apply(x);
    Tensor code = new Dense(CODE, "relu").name("code").apply(x);
    x = new Dense(128, "relu").apply(code);
    x = new Dense(28 * 28, "sigmoid").apply(x);
    Model model = new Model(image, new Reshape(28, 28).apply(x));
    model.seed(options.seed);
    model.compile("adam", "binary_crossentropy", "mse");
    model.summary();

    model.fit(train.x(), train.x(), options.fit()); // an image is its own target

    NDArray drawn = model.predict(test.x());
    show(test.x(), drawn);
    print("pictures: %s%n", save(test.x(), drawn));

    // The first half of the model, with the weights that were trained.
    Model encoder = new Model(model.input(), model.output("code"));
    ArrayDataset asked = test.slice(0, Math.min(ASKED, test.size()));
    ArrayDataset known = train.slice(0, Math.min(KNOWN, train.size()));
    print("The nearest of %,d images shows the same digit, for %,d test images:", known.size(), asked.size());
    print("  by %3d pixels: %.4f", 28 * 28, sameDigit(asked, asked.x(), known, known.x()));
    print("  by %3d codes:  %.4f", CODE, sameDigit(asked, encoder.predict(asked.x()), known,
        encoder.predict(known.x())));
    print("%nsquared error of a pixel, test images: %.4f", model.evaluate(test.x(), test.x()).get("mse"));
  }

  /** The first originals as text, and below them what was drawn from their codes. */
  private static void show(NDArray originals, NDArray drawn) {
    int count = Math.min(SHOWN, originals.shape().dim(0));
    for (NDArray images : List.of(originals, drawn)) {
      String caption = images == originals ? "original" : "from its code";
      print("");
      DigitText.forStandardOutput().sideBySide(images.slice(0, count), Collections.nCopies(count, caption))
          .forEach(System.out::println);
    }
    print("");
  }

  /** A row of originals above a row of what was drawn from their codes. */
  private Path save(NDArray originals, NDArray drawn) throws IOException {
    int count = Math.min(PICTURED, originals.shape().dim(0));
    List<Caption> captions = new ArrayList<>(Collections.nCopies(count, Caption.of("original")));
    captions.addAll(Collections.nCopies(count, Caption.of("from its code")));
    NDArray both = NDArray.concatenate(
        List.of(originals.slice(0, count).astype(DType.FLOAT32), drawn.slice(0, count)));
    Path file = picture != null ? picture : Files.createTempFile("neurona-autoencoder", ".png");
    Plots.images(both, captions).save(file);
    return file;
  }

  /** How many of the images asked for show the digit that the nearest known one shows; near is by squared distance. */
  private static double sameDigit(ArrayDataset asked, NDArray askedPoints, ArrayDataset known, NDArray knownPoints) {
    int[] digits = asked.y().toIntArray();
    int[] knownDigits = known.y().toIntArray();
    float[][] points = askedPoints.reshape(digits.length, -1).toArray2D();
    float[][] candidates = knownPoints.reshape(knownDigits.length, -1).toArray2D();
    int same = 0;
    for (int i = 0; i < points.length; i++) {
      int nearest = 0;
      double least = Double.POSITIVE_INFINITY;
      for (int k = 0; k < candidates.length; k++) {
        double distance = distance(points[i], candidates[k]);
        if (distance < least) {
          least = distance;
          nearest = k;
        }
      }
      same += digits[i] == knownDigits[nearest] ? 1 : 0;
    }
    return (double) same / points.length;
  }

  private static double distance(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return sum;
  }
}
