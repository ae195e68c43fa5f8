package org.neurona.core;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** The lock of weights that several models may share. A model takes those of all its weights, the oldest first. */
final class SharedLock implements Comparable<SharedLock> {
  private static final AtomicLong COUNT = new AtomicLong();

  private final long age = COUNT.getAndIncrement();
  private final ReentrantLock lock = new ReentrantLock();

  /** The locks that a model takes, each once, in the order in which every model takes them. */
  static List<SharedLock> inOrder(Collection<SharedLock> locks) {
    return List.copyOf(new TreeSet<>(locks));
  }

  @Override
  public int compareTo(SharedLock other) {
    return Long.compare(age, other.age);
  }

  /** Does something while all of these locks are held. */
  static <T> T whileHolding(List<SharedLock> locks, Supplier<T> action) {
    int held = 0;
    try {
      for (SharedLock one : locks) {
        one.lock.lock();
        held++;
      }
      return action.get();
    } finally {
      while (held > 0) {
        locks.get(--held).lock.unlock();
      }
    }
  }
}
