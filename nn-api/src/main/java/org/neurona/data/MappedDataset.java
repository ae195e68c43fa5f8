package org.neurona.data;

import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;
import org.neurona.Shape;

/** {@link Dataset#map}. */
final class MappedDataset extends Stage {
  private final BiFunction<Element, RandomGenerator, Element> function;

  MappedDataset(Dataset source, BiFunction<Element, RandomGenerator, Element> function) {
    super(source, "map(...)");
    this.function = Objects.requireNonNull(function, "function");
  }

  /** What the function makes of the first element. */
  @Override
  public List<Shape> inputShapes() {
    try (Pass pass = batches(1, null)) {
      return pass.hasNext() ? pass.next().x().stream().map(Rows::rowShape).toList() : List.of();
    }
  }

  @Override
  public Pass batches(int batchSize, RandomGenerator random) {
    RandomGenerator own = random == null ? new SplittableRandom(0) : split(random);
    Stacking stacking = new Stacking("map");
    return new View(open(batchSize, split(random))) {
      @Override
      protected Batch view(Batch batch) {
        Element elements = Element.of(batch);
        if (isBatched()) {
          Batch mapped = stacking.batch(function.apply(elements, own));
          requireRows(batch.size(), mapped.size());
          return mapped;
        }
        for (int row = 0; row < batch.size(); row++) {
          stacking.add(function.apply(elements.row(row), own), batch.size());
        }
        return stacking.take();
      }
    };
  }

  private static void requireRows(int expected, int got) {
    if (got != expected) {
      throw new IllegalArgumentException("map must not change the number of rows of a batch: it made " + got + " of "
          + expected);
    }
  }
}
