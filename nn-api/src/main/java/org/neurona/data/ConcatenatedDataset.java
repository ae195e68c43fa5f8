package org.neurona.data;

import java.util.List;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** {@link Dataset#concatenate}. */
final class ConcatenatedDataset extends Stage {
  private final Dataset other;

  ConcatenatedDataset(Dataset source, Dataset other) {
    super(source, "concatenate(" + other + ")");
    requireSameElements("concatenate", source, other);
    if (source.isEndless()) {
      throw new IllegalArgumentException("concatenate: " + source + " never ends, so that nothing can come after it");
    }
    this.other = other;
  }

  @Override
  public boolean isEndless() {
    return other.isEndless();
  }

  @Override
  public OptionalInt rows() {
    return sum(source().rows(), other.rows());
  }

  @Override
  public OptionalInt steps(int batchSize) {
    return isBatched() ? sum(source().steps(batchSize), other.steps(batchSize)) : stepsOf(rows(), batchSize);
  }

  private static OptionalInt sum(OptionalInt one, OptionalInt two) {
    boolean known = one.isPresent() && two.isPresent() && one.getAsInt() <= Integer.MAX_VALUE - two.getAsInt();
    return known ? OptionalInt.of(one.getAsInt() + two.getAsInt()) : OptionalInt.empty();
  }

  @Override
  public Pass batches(int batchSize, RandomGenerator random) {
    RandomGenerator first = split(random);
    RandomGenerator second = split(random);
    List<Supplier<Pass>> passes = List.of(() -> open(batchSize, first), () -> open(other, batchSize, second));
    Pass sequence = new PassSequence(passes.iterator());
    return isBatched() ? sequence : new Regrouping(sequence, batchSize);
  }
}
