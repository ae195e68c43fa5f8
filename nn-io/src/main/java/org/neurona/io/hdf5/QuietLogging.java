package org.neurona.io.hdf5;

import java.util.ServiceLoader;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.SLF4JServiceProvider;

/**
 * Starts SLF4J, with which jHDF logs, without the complaint on standard error that there is nothing to log to: this
 * library prints nothing that its user did not ask for. Where a program has a provider, jHDF logs to it.
 */
final class QuietLogging {
  private static final String VERBOSITY = "slf4j.internal.verbosity";

  static {
    boolean silent = System.getProperty(VERBOSITY) == null
        && ServiceLoader.load(SLF4JServiceProvider.class).findFirst().isEmpty();
    if (silent) {
      System.setProperty(VERBOSITY, "ERROR");
    }
    try {
      LoggerFactory.getILoggerFactory();
    } finally {
      if (silent) {
        System.clearProperty(VERBOSITY);
      }
    }
  }

  private QuietLogging() {}

  /** Does it, once. */
  static void start() {}
}
