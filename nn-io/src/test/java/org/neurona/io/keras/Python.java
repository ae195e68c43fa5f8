package org.neurona.io.keras;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Programs of Python that judge what is written here. */
final class Python {
  private Python() {}

  /**
   * What a program said.
   *
   * @param code its exit code; -1 if there is no such program
   */
  record Run(int code, String output) {}

  static Run run(List<String> command) throws IOException, InterruptedException {
    Process process;
    try {
      process = new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException e) {
      return new Run(-1, e.getMessage());
    }
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor(1, TimeUnit.MINUTES);
    return new Run(process.exitValue(), output);
  }
}
