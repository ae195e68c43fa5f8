package org.neurona.io;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** What the library logs while something runs. */
final class LogCapture extends Handler {
  private final List<String> messages = new ArrayList<>();

  private LogCapture() {}

  /** What may fail as reading a file does. */
  interface Run {
    void run() throws IOException;
  }

  static List<String> of(Run run) throws IOException {
    LogCapture capture = new LogCapture();
    Logger logger = Logger.getLogger("org.neurona");
    logger.addHandler(capture);
    logger.setUseParentHandlers(false);
    try {
      run.run();
    } finally {
      logger.removeHandler(capture);
      logger.setUseParentHandlers(true);
    }
    return capture.messages;
  }

  @Override
  public void publish(LogRecord message) {
    messages.add(new SimpleFormatter().formatMessage(message));
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}
}
