package org.neurona.data;

import java.util.Collection;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;

/** {@link Dataset#from} and {@link Dataset#fromBatches}. */
final class GeneratedDataset implements Dataset {
  private final Iterable<Element> elements;
  private final boolean batched;

  GeneratedDataset(Iterable<Element> elements, boolean batched) {
    this.elements = Objects.requireNonNull(elements, "elements");
    this.batched = batched;
  }

  @Override
  public boolean isBatched() {
    return batched;
  }

  @Override
  public boolean hasOwnOrder() {
    return true;
  }

  @Override
  public OptionalInt rows() {
    return batched ? OptionalInt.empty() : count();
  }

  @Override
  public OptionalInt steps(int batchSize) {
    return batched ? count() : Stage.stepsOf(count(), batchSize);
  }

  private OptionalInt count() {
    return elements instanceof Collection<Element> all ? OptionalInt.of(all.size()) : OptionalInt.empty();
  }

  @Override
  public Pass batches(int batchSize, RandomGenerator random) {
    Stage.requirePositive("batchSize", batchSize);
    return new Generation(elements.iterator(), new Stacking(name()), batchSize);
  }

  private String name() {
    return batched ? "fromBatches" : "from";
  }

  @Override
  public String toString() {
    return "Dataset." + name() + "(...)";
  }

  private final class Generation implements Pass {
    private final Iterator<Element> iterator;
    private final Stacking stacking;
    private final int batchSize;

    Generation(Iterator<Element> iterator, Stacking stacking, int batchSize) {
      this.iterator = iterator;
      this.stacking = stacking;
      this.batchSize = batchSize;
    }

    @Override
    public boolean hasNext() {
      return iterator.hasNext();
    }

    @Override
    public Batch next() {
      if (!hasNext()) {
        throw new NoSuchElementException("All elements have been given out");
      }
      if (batched) {
        return stacking.batch(iterator.next());
      }
      for (int i = 0; i < batchSize && iterator.hasNext(); i++) {
        stacking.add(iterator.next(), batchSize);
      }
      return stacking.take();
    }

    @Override
    public void close() {
      if (iterator instanceof AutoCloseable closeable) {
        try {
          closeable.close();
        } catch (RuntimeException e) {
          throw e;
        } catch (Exception e) {
          throw new IllegalStateException(name() + ": the iterator can't be closed: " + e.getMessage(), e);
        }
      }
    }
  }
}
