package org.neurona.callbacks;

import java.io.PrintStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.charset.Charset;

/**
 * Where progress is shown, and what that can show.
 *
 * @param out where text goes
 * @param isTerminal whether a line can be drawn over
 * @param canDrawBars whether it has the character of Keras' bars
 */
record Console(PrintStream out, boolean isTerminal, boolean canDrawBars) {
  /** How text can be set off on a terminal. */
  enum Style {
    /** Bold. */
    BOLD("\u001b[1m"),
    /** Green. */
    GREEN("\u001b[32m"),
    /** White. */
    WHITE("\u001b[37m");

    private final String start;

    Style(String start) {
      this.start = start;
    }
  }

  private static final String RESET = "\u001b[0m";
  private static final String BAR = "\u2501";

  /** Standard output. */
  static Console standard() {
    return new Console(System.out, isTerminal(System.console()), charset().newEncoder().canEncode(BAR));
  }

  /** From JDK 22 on there is a console even where output goes to a file, and a method that tells. */
  private static boolean isTerminal(java.io.Console console) {
    if (console == null) {
      return false;
    }
    try {
      return (boolean) MethodHandles.publicLookup()
          .findVirtual(java.io.Console.class, "isTerminal", MethodType.methodType(boolean.class)).invoke(console);
    } catch (NoSuchMethodException e) {
      return true; // before 22 a console is a terminal
    } catch (Throwable e) {
      throw new IllegalStateException("Console.isTerminal failed", e);
    }
  }

  /** The charset of standard output, which a system property names: one from JDK 19 on, another before that. */
  private static Charset charset() {
    String name = System.getProperty("stdout.encoding", System.getProperty("sun.stdout.encoding"));
    try {
      return name == null ? Charset.defaultCharset() : Charset.forName(name);
    } catch (IllegalArgumentException e) {
      return Charset.defaultCharset(); // as the JDK itself does with a name that it doesn't know
    }
  }

  /** Text that is set off. */
  String styled(Style style, String text) {
    return text.isEmpty() ? "" : style.start + text + RESET;
  }

  /** The character of what is done. */
  String full() {
    return canDrawBars ? BAR : "=";
  }

  /** The character of what is left. */
  String empty() {
    return canDrawBars ? BAR : ".";
  }
}
