package org.neurona;

import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Holds up the end of the program (Ctrl-C, SIGTERM) until the work of one thread has ended in order, but not for long:
 * whoever asked for the end may do so less kindly soon.
 */
final class Shutdown implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Shutdown.class.getName());
  private static final long MOST_SECONDS = 30;

  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread worker = Thread.currentThread();
  private final Thread hook;
  private volatile boolean requested;

  /** Waits for the work of the calling thread, until {@link #close}, where that is wanted. */
  Shutdown(boolean wanted) {
    hook = wanted ? new Thread(this::awaitEnd, "neurona-shutdown") : null;
    if (wanted) {
      Runtime.getRuntime().addShutdownHook(hook);
    }
  }

  /** Whether the program is being ended. */
  boolean isRequested() {
    return requested;
  }

  private void awaitEnd() {
    requested = true;
    // Whoever calls System.exit never comes back from it.
    if (Arrays.stream(worker.getStackTrace()).anyMatch(frame -> frame.getClassName().equals("java.lang.Shutdown"))) {
      return;
    }
    try {
      if (!ended.await(MOST_SECONDS, TimeUnit.SECONDS)) {
        LOG.log(System.Logger.Level.WARNING, "Training did not leave off within {0} seconds of the program's end",
            MOST_SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    ended.countDown();
    if (hook != null && !requested) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        LOG.log(System.Logger.Level.DEBUG, "The program is being ended: the hook runs by itself", e);
      }
    }
  }
}
