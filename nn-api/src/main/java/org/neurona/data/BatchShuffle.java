package org.neurona.data;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;

/** Shuffles batches as they come; those that wait are kept as copies. */
final class BatchShuffle implements Pass {
  private final Pass source;
  private final ShuffleWindow window;
  private final List<Batch> places = new ArrayList<>();
  /** A place that holds nothing. */
  private int free;

  BatchShuffle(Pass source, ShuffleWindow window) {
    this.source = source;
    this.window = window;
  }

  @Override
  public boolean hasNext() {
    return !window.isEmpty() || source.hasNext();
  }

  @Override
  public Batch next() {
    if (!hasNext()) {
      throw new NoSuchElementException("All batches have been given out");
    }
    while (!window.isFull() && source.hasNext()) {
      window.add(places.size());
      places.add(source.next().kept());
      free = places.size();
    }
    if (!source.hasNext()) {
      return places.set(window.take(), null);
    }
    if (free == places.size()) {
      places.add(null);
    }
    places.set(free, source.next().kept());
    free = window.replace(free);
    return places.get(free);
  }

  @Override
  public void close() {
    source.close();
  }
}
