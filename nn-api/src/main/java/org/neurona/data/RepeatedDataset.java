package org.neurona.data;

import java.util.Iterator;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** {@link Dataset#repeat}. */
final class RepeatedDataset extends Stage {
  /** 0 stands for ever. */
  private final int count;

  RepeatedDataset(Dataset source) {
    super(source, "repeat()");
    this.count = 0;
  }

  RepeatedDataset(Dataset source, int count) {
    super(source, "repeat(" + requirePositive("count", count) + ")");
    this.count = count;
  }

  @Override
  public boolean isEndless() {
    return count == 0 || source().isEndless();
  }

  @Override
  public OptionalInt rows() {
    return times(source().rows());
  }

  @Override
  public OptionalInt steps(int batchSize) {
    return isBatched() ? times(source().steps(batchSize)) : stepsOf(rows(), batchSize);
  }

  private OptionalInt times(OptionalInt elements) {
    long times = (long) count * elements.orElse(0);
    return isEndless() || elements.isEmpty() || times > Integer.MAX_VALUE ? OptionalInt.empty()
        : OptionalInt.of((int) times);
  }

  @Override
  public Pass batches(int batchSize, RandomGenerator random) {
    RandomGenerator own = split(random);
    Stream<Supplier<Pass>> passes = Stream.generate(() -> () -> open(batchSize, split(own)));
    Iterator<Supplier<Pass>> all = (count == 0 ? passes : passes.limit(count)).iterator();
    Pass sequence = new PassSequence(all);
    return isBatched() ? sequence : new Regrouping(sequence, batchSize);
  }
}
