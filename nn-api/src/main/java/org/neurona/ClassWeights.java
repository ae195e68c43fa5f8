package org.neurona;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.neurona.data.Batch;
import org.neurona.data.Dataset;
import org.neurona.data.DatasetView;
import org.neurona.data.Pass;
import org.neurona.data.Rows;

/** A data set whose rows count as the weights of their classes say. */
final class ClassWeights extends DatasetView {
  private final Map<Integer, Double> weights;

  /**
   * A data set with weights.
   *
   * @param weights the weights by class; 1 for the others
   * @param output the shape of the model's output
   * @throws IllegalArgumentException if a class has a weight that the output can't stand for
   */
  ClassWeights(Dataset data, Map<Integer, Double> weights, Shape output) {
    super(data);
    this.weights = weights;
    int classes = Math.max(2, output.dim(-1));
    weights.keySet().stream().filter(label -> label >= classes).sorted().findFirst().ifPresent(label -> {
      throw new IllegalArgumentException("fit: classWeight has a weight for class " + label + ", but the model's "
          + "output has shape " + output + ": classes are 0 to " + (classes - 1));
    });
  }

  @Override
  public Iterator<Batch> batches(int batchSize, RandomGenerator shuffle) {
    return new View(Pass.over(source().batches(batchSize, shuffle))) {
      @Override
      protected Batch view(Batch batch) {
        return weighted(batch);
      }
    };
  }

  private Batch weighted(Batch batch) {
    Rows targets = batch.y().get(0);
    int rows = batch.size();
    int width = targets.shape().size() / rows;
    float[] values = new float[rows * width];
    targets.copyTo(values, 0);
    float[] rowWeights = new float[rows];
    if (batch.sampleWeights() == null) {
      Arrays.fill(rowWeights, 1);
    } else {
      batch.sampleWeights().copyTo(rowWeights, 0);
    }
    for (int row = 0; row < rows; row++) {
      rowWeights[row] *= weights.getOrDefault(label(values, row * width, width), 1.0).floatValue();
    }
    return new Batch(batch.x(), List.of(targets), Rows.all(NDArray.wrap(Shape.of(rows), rowWeights)));
  }

  /** The number that is the target, or the place of its largest number. */
  private static int label(float[] values, int at, int width) {
    if (width == 1) {
      return Math.round(values[at]);
    }
    int largest = 0;
    for (int i = 1; i < width; i++) {
      if (values[at + i] > values[at + largest]) {
        largest = i;
      }
    }
    return largest;
  }
}
