package org.neurona.data;

import java.util.Iterator;

/**
 * One pass over a {@link Dataset}: its batches in their order, and what it holds while it lasts, such as open files or a
 * thread, which {@link #close} gives back. A batch holds until the pass is asked for more.
 */
public interface Pass extends Iterator<Batch>, AutoCloseable {
  /** Ends the pass, wherever it is; a second time does nothing. */
  @Override
  void close();

  /** A pass that gives out what an iterator does: the iterator itself where it is a pass. */
  static Pass over(Iterator<Batch> batches) {
    if (batches instanceof Pass pass) {
      return pass;
    }
    return new Pass() {
      @Override
      public boolean hasNext() {
        return batches.hasNext();
      }

      @Override
      public Batch next() {
        return batches.next();
      }

      @Override
      public void close() {
        // Plain iterators hold nothing.
      }
    };
  }
}
