package org.neurona.data;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Supplier;

/** Passes one after the other, each begun when the one before has ended. */
final class PassSequence implements Pass {
  private final Iterator<Supplier<Pass>> passes;
  private Pass current;
  private boolean gave = true;
  private boolean closed;

  PassSequence(Iterator<Supplier<Pass>> passes) {
    this.passes = passes;
  }

  @Override
  public boolean hasNext() {
    while (!closed && (current == null || !current.hasNext())) {
      // Two passes without a batch: a repetition of nothing would go on for ever.
      boolean nothing = current != null && !gave;
      endCurrent();
      if (!passes.hasNext()) {
        return false;
      }
      Pass next = passes.next().get();
      current = next;
      if (nothing && !next.hasNext()) {
        close();
      }
      gave = false;
    }
    return !closed;
  }

  @Override
  public Batch next() {
    if (!hasNext()) {
      throw new NoSuchElementException("All batches have been given out");
    }
    gave = true;
    return current.next();
  }

  private void endCurrent() {
    if (current != null) {
      current.close();
      current = null;
    }
  }

  @Override
  public void close() {
    closed = true;
    endCurrent();
  }
}
