package org.neurona.examples;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What a command line printed and how it ended. */
public record Run(int exitCode, String out, String err) {
  /** Runs a command line in this JVM, with nothing of the engine's choice left behind. */
  public static Run of(String... args) {
    PrintStream out = System.out;
    PrintStream err = System.err;
    String engine = System.getProperty("neurona.engine");
    ByteArrayOutputStream capturedOut = new ByteArrayOutputStream();
    ByteArrayOutputStream capturedErr = new ByteArrayOutputStream();
    try {
      System.setOut(new PrintStream(capturedOut, true, StandardCharsets.UTF_8));
      System.setErr(new PrintStream(capturedErr, true, StandardCharsets.UTF_8));
      int exitCode = NeuronaCommand.commandLine().execute(args);
      return new Run(exitCode, capturedOut.toString(StandardCharsets.UTF_8),
          capturedErr.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(out);
      System.setErr(err);
      if (engine == null) {
        System.clearProperty("neurona.engine");
      } else {
        System.setProperty("neurona.engine", engine);
      }
    }
  }

  /** What was printed, line by line. */
  public List<String> lines() {
    return out.lines().toList();
  }

  /** The last line. */
  public String lastLine() {
    List<String> lines = lines();
    return lines.get(lines.size() - 1);
  }
}
