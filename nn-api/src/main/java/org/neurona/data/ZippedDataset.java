package org.neurona.data;

import java.util.NoSuchElementException;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;

/** {@link Dataset#zip}. */
final class ZippedDataset extends Stage {
  private final Dataset targets;

  ZippedDataset(Dataset inputs, Dataset targets) {
    super(inputs, "zip(" + targets + ")");
    requireSameElements("zip", inputs, targets);
    this.targets = targets;
  }

  @Override
  public boolean isEndless() {
    return source().isEndless() && targets.isEndless();
  }

  @Override
  public OptionalInt rows() {
    return isBatched() ? OptionalInt.empty() : least(source(), source().rows(), targets, targets.rows());
  }

  @Override
  public OptionalInt steps(int batchSize) {
    return isBatched() ? least(source(), source().steps(batchSize), targets, targets.steps(batchSize))
        : stepsOf(rows(), batchSize);
  }

  private static OptionalInt least(Dataset one, OptionalInt ofOne, Dataset two, OptionalInt ofTwo) {
    if (one.isEndless()) {
      return ofTwo;
    }
    if (two.isEndless()) {
      return ofOne;
    }
    boolean known = ofOne.isPresent() && ofTwo.isPresent();
    return known ? OptionalInt.of(Math.min(ofOne.getAsInt(), ofTwo.getAsInt())) : OptionalInt.empty();
  }

  @Override
  public Pass batches(int batchSize, RandomGenerator random) {
    Pass x = open(batchSize, split(random));
    Pass y = open(targets, batchSize, split(random));
    return new Pass() {
      @Override
      public boolean hasNext() {
        return x.hasNext() && y.hasNext();
      }

      @Override
      public Batch next() {
        if (!hasNext()) {
          throw new NoSuchElementException("One of the two has no more elements");
        }
        return zipped(x.next(), y.next());
      }

      @Override
      public void close() {
        try (y) {
          x.close();
        }
      }
    };
  }

  private Batch zipped(Batch inputs, Batch targets) {
    int rows = Math.min(inputs.size(), targets.size());
    if (isBatched() && inputs.size() != targets.size()) {
      throw new IllegalArgumentException("zip: a batch of " + inputs.size() + " rows meets one of " + targets.size());
    }
    return new Batch(inputs.part(0, rows).x(), targets.part(0, rows).x(), inputs.part(0, rows).sampleWeights());
  }
}
