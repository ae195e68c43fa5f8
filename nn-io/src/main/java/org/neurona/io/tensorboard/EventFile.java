package org.neurona.io.tensorboard;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A file of events that TensorBoard reads, named as TensorFlow 2 names it:
 * {@code events.out.tfevents.<seconds>.<host>.<process>.<number>.v2}. Failures say which file could not be written.
 */
final class EventFile implements Closeable {
  /** Tells files apart that one process opens within a second. */
  private static final AtomicInteger OPENED = new AtomicInteger();
  private static final String HOST = host();
  private static final double NANOS_PER_SECOND = 1e9;

  private final Path path;
  private final InstantSource clock;
  private final RecordWriter records;

  /** Makes what one event says. */
  interface Value {
    /** The message. */
    Message message() throws IOException;
  }

  private EventFile(Path path, InstantSource clock, RecordWriter records) {
    this.path = path;
    this.clock = clock;
    this.records = records;
  }

  /** Opens a new file in a folder, which is made if there is none. */
  static EventFile in(Path folder, InstantSource clock) {
    Path path = folder.resolve(name(clock.instant().getEpochSecond()));
    try {
      Files.createDirectories(folder);
      EventFile file = new EventFile(path, clock, new RecordWriter(
          new BufferedOutputStream(Files.newOutputStream(path, StandardOpenOption.CREATE_NEW))));
      file.records.write(EventMessages.fileVersion(file.now()).toBytes());
      file.flush();
      return file;
    } catch (IOException e) {
      throw failure(path, e);
    }
  }

  private static String name(long seconds) {
    return String.format(Locale.ROOT, "events.out.tfevents.%010d.%s.%d.%d.v2", seconds, HOST,
        ProcessHandle.current().pid(), OPENED.getAndIncrement());
  }

  /** The host's name, which only tells files of several machines apart; one without a name is {@code localhost}. */
  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }

  void write(long step, Value value) {
    try {
      records.write(EventMessages.event(now(), step, value.message()).toBytes());
    } catch (IOException e) {
      throw failure(path, e);
    }
  }

  /** Makes what was written visible to readers. */
  void flush() {
    try {
      records.flush();
    } catch (IOException e) {
      throw failure(path, e);
    }
  }

  @Override
  public void close() {
    try {
      records.close();
    } catch (IOException e) {
      throw failure(path, e);
    }
  }

  private double now() {
    Instant now = clock.instant();
    return now.getEpochSecond() + now.getNano() / NANOS_PER_SECOND;
  }

  private static UncheckedIOException failure(Path path, IOException cause) {
    return new UncheckedIOException("TensorBoard could not write " + path, cause);
  }
}
