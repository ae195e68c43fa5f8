package org.neurona.benchmarks.jmh;

import java.util.List;
import java.util.Random;
import org.neurona.NDArray;
import org.neurona.Shape;
import org.neurona.data.Batch;
import org.neurona.data.Rows;

/** What a training step is given: numbers from 0 to 1, and a class of ten for each row. */
final class RandomBatch {
  private RandomBatch() {}

  /** A batch of rows of this shape, the first axis theirs. */
  static Batch of(Shape shape) {
    Random random = new Random(7);
    float[] pixels = new float[shape.size()];
    int[] labels = new int[shape.dim(0)];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = random.nextFloat();
    }
    for (int i = 0; i < labels.length; i++) {
      labels[i] = random.nextInt(10);
    }
    return new Batch(List.of(Rows.all(NDArray.wrap(shape, pixels))),
        List.of(Rows.all(NDArray.wrap(Shape.of(labels.length), labels))), null);
  }
}
