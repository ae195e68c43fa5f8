package org.neurona.data;

import java.lang.ref.Cleaner;
import java.util.NoSuchElementException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * A pass that a thread of its own reads ahead, into a few buffers that are used in turn. The thread ends with the pass,
 * with {@link #close}, and when nobody holds this object any more.
 */
final class Prefetch implements Pass {
  private static final System.Logger LOG = System.getLogger(Prefetch.class.getName());
  private static final Cleaner CLEANER = Cleaner.create(work -> {
    Thread thread = new Thread(work, "neurona-prefetch-cleaner");
    thread.setDaemon(true);
    return thread;
  });
  /** How long to wait for a thread that was told to end: a user's generator may not listen. */
  private static final long END_MILLIS = 5000;

  /** A buffer and what is in it: a batch, the end of the data (neither batch nor failure), or a failure. */
  private static final class Slot {
    private BatchBuffer buffer;
    private Batch batch;
    private Throwable failure;

    void fill(Batch read) {
      buffer = BatchBuffer.reuse(buffer, read, read.size());
      buffer.store(0, read, 0, read.size());
      batch = buffer.batch(null, 0, read.size());
    }
  }

  /** What the thread does. It does not know the {@link Prefetch}, which can thus be found to be abandoned. */
  private static final class Reader implements Runnable {
    private final Pass source;
    private final BlockingQueue<Slot> empty = new LinkedBlockingQueue<>();
    private final BlockingQueue<Slot> full = new LinkedBlockingQueue<>();
    private volatile boolean closed;

    Reader(Pass source, int slots) {
      this.source = source;
      for (int i = 0; i < slots; i++) {
        empty.add(new Slot());
      }
    }

    @Override
    public void run() {
      Slot last = new Slot();
      try (source) {
        while (!closed && source.hasNext()) {
          Slot slot = empty.take();
          slot.fill(source.next());
          full.add(slot);
        }
      } catch (Throwable thrown) {
        last.failure = thrown;
      }
      full.add(last);
    }
  }

  private final Reader reader;
  private final Thread thread;
  private final Cleaner.Cleanable abandoned;
  private Slot current;
  private Slot next;

  /**
   * A pass that is read ahead.
   *
   * @param source the pass; from now on the thread's alone
   * @param ahead how many batches may wait
   */
  Prefetch(Pass source, int ahead) {
    Reader work = new Reader(source, ahead + 1);
    Thread worker = new Thread(work, "neurona-prefetch");
    worker.setDaemon(true);
    this.reader = work;
    this.thread = worker;
    this.abandoned = CLEANER.register(this, () -> {
      work.closed = true;
      worker.interrupt();
    });
    thread.start();
  }

  @Override
  public boolean hasNext() {
    if (next == null) {
      if (reader.closed) {
        return false;
      }
      try {
        next = reader.full.take();
      } catch (InterruptedException e) {
        close();
        Thread.currentThread().interrupt();
        throw new IllegalStateException("Interrupted while waiting for the next batch of a pipeline", e);
      }
    }
    if (next.failure != null) {
      throw new IllegalStateException("The pipeline failed while reading ahead: " + next.failure.getMessage(),
          next.failure);
    }
    return next.batch != null;
  }

  @Override
  public Batch next() {
    if (!hasNext()) {
      throw new NoSuchElementException("All batches have been given out");
    }
    if (current != null) {
      reader.empty.add(current);
    }
    current = next;
    next = null;
    return current.batch;
  }

  @Override
  public void close() {
    abandoned.clean();
    try {
      thread.join(END_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    if (thread.isAlive()) {
      LOG.log(System.Logger.Level.WARNING,
          "A pipeline still reads {0} ms after it was told to end: its source does not listen to interrupts", END_MILLIS);
    }
  }
}
