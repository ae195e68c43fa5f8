package org.neurona.fuzz;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.neurona.datasets.DatasetFormatException;
import org.neurona.io.ModelFormatException;
import org.neurona.io.UnsupportedModelException;

/**
 * What a reader may do with a file, whatever is in it: return, or throw one of the documented exceptions for a reason
 * that is the file's; take at most {@value #CPU_SECONDS} seconds of the processor; and allocate at most
 * {@value #TIMES_SIZE} times the file's size, or 64 MiB where that is more.
 *
 * <p>Allocated are all bytes that the reading thread asked the heap for, those that were garbage at once too. That is
 * never less than what lived at any time, and doesn't depend on when a collector runs.
 */
final class Bounds {
  static final long FLOOR = 64L << 20;
  static final int TIMES_SIZE = 4;
  static final int CPU_SECONDS = 2;

  /** Exceptions whose messages say nothing of the file: a reader that hands them on has not looked where it should. */
  private static final List<Class<? extends Throwable>> ACCIDENTS = List.of(NullPointerException.class,
      ClassCastException.class, ArrayStoreException.class, NegativeArraySizeException.class, AssertionError.class);
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private Bounds() {}

  /** What reads a file. */
  interface Reading {
    /** Reads it. */
    void read() throws IOException;
  }

  /**
   * Reads, within the bounds.
   *
   * @param size the file's size
   * @throws AssertionError if the reading was out of bounds
   */
  static void hold(long size, Reading reading) throws IOException {
    Spent spent = spend(reading);
    if (!spent.isWithin(size)) {
      // A first reading loads classes as well, which is not the file's doing.
      spent = spend(reading);
    }
    if (!spent.isWithin(size)) {
      throw new AssertionError("A file of " + size + " bytes took " + spent);
    }
  }

  /** What a reading took. */
  private record Spent(long bytes, long nanos) {
    boolean isWithin(long size) {
      return bytes <= Math.max(FLOOR, TIMES_SIZE * size) && nanos <= CPU_SECONDS * 1_000_000_000L;
    }
  }

  private static Spent spend(Reading reading) throws IOException {
    long bytes = THREADS.getCurrentThreadAllocatedBytes();
    long nanos = THREADS.getCurrentThreadCpuTime();
    try {
      reading.read();
    } catch (ModelFormatException | UnsupportedModelException | DatasetFormatException e) {
      requireReason(e);
    }
    return new Spent(THREADS.getCurrentThreadAllocatedBytes() - bytes, THREADS.getCurrentThreadCpuTime() - nanos);
  }

  /** Readers turn whatever is thrown into a refusal; this looks at what it was. */
  private static void requireReason(IOException refusal) {
    for (Throwable cause = refusal.getCause(); cause != null; cause = cause.getCause()) {
      Throwable thrown = cause;
      String message = thrown.getMessage() == null ? thrown.getClass().getSimpleName() : thrown.getMessage();
      boolean accident = ACCIDENTS.stream().anyMatch(type -> type.isInstance(thrown));
      if (thrown instanceof VirtualMachineError || accident && refusal.getMessage().contains(message)) {
        throw new AssertionError("Refused by accident: " + refusal.getMessage(), refusal);
      }
    }
  }
}
