package org.neurona.examples;

import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Callable;

/** One example: a command whose whole story is its {@link #run} method. */
abstract class Example implements Callable<Integer> {
  /** Tells the story, on standard output. */
  abstract void run() throws IOException;

  @Override
  public final Integer call() throws IOException {
    run();
    return 0;
  }

  /** Prints a line, with the decimal point that every reader of the documentation sees. */
  static void print(String format, Object... values) {
    System.out.printf(Locale.ROOT, format + "%n", values);
  }
}
