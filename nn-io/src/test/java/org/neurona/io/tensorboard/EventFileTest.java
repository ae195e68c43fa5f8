package org.neurona.io.tensorboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.proto.Event;

/** Names, frames and first events of the files. */
class EventFileTest {
  private static final InstantSource CLOCK = InstantSource.fixed(Instant.ofEpochSecond(1_700_000_000, 250_000_000));

  @TempDir
  Path folder;

  @Test
  void theReadersChecksumIsThePublishedOne() {
    // The check value of CRC-32C (iSCSI), RFC 3720.
    assertEquals(0xe3069283L, EventReader.crc32c("123456789".getBytes(StandardCharsets.US_ASCII)));
  }

  @Test
  void aRecordIsItsLengthAndItsDataEachWithAChecksum() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    new RecordWriter(out).write("123456789".getBytes(StandardCharsets.US_ASCII));

    // e3069283 turned right by 15 bits is 2507c60d; with a282ead8 that makes c78ab0e5.
    String bytes = HexFormat.of().formatHex(out.toByteArray());
    assertTrue(bytes.startsWith("0900000000000000"), bytes);
    assertTrue(bytes.endsWith("313233343536373839" + "e5b08ac7"), bytes);
    assertEquals(1, EventReader.records(out.toByteArray()).size());
  }

  @Test
  void theNameHasTimeHostProcessAndNumber() throws IOException {
    EventFile.in(folder, CLOCK).close();

    String name = EventReader.onlyFile(folder).getFileName().toString();
    assertTrue(name.matches("events\\.out\\.tfevents\\.1700000000\\..+\\." + ProcessHandle.current().pid()
        + "\\.\\d+\\.v2"), name);
  }

  @Test
  void twoFilesOfOneSecondAreTwo() throws IOException {
    EventFile.in(folder, CLOCK).close();
    EventFile.in(folder, CLOCK).close();

    List<Path> files = EventReader.files(folder);
    assertEquals(2, files.size());
    assertNotEquals(files.get(0), files.get(1));
  }

  @Test
  void theVersionComesFirstAndEachEventHasItsTime() throws IOException {
    try (EventFile file = EventFile.in(folder, CLOCK)) {
      file.write(7, () -> EventMessages.scalar("a", 1));
    }

    List<byte[]> records = EventReader.records(Files.readAllBytes(EventReader.onlyFile(folder)));
    Event version = Event.parseFrom(records.get(0));
    Event event = Event.parseFrom(records.get(1));
    assertEquals(2, records.size());
    assertEquals("brain.Event:2", version.getFileVersion());
    assertEquals(1_700_000_000.25, version.getWallTime());
    assertEquals(1_700_000_000.25, event.getWallTime());
    assertEquals(7, event.getStep());
  }

  @Test
  void theFirstEventIsThereAtOnceAndOthersWhenFlushed() throws IOException {
    try (EventFile file = EventFile.in(folder, CLOCK)) {
      assertEquals(0, EventReader.events(EventReader.onlyFile(folder)).size());

      file.write(1, () -> EventMessages.scalar("a", 1));
      file.flush();

      assertEquals(1, EventReader.events(EventReader.onlyFile(folder)).size());
    }
  }

  @Test
  void aFailureNamesTheFile() throws IOException {
    Path occupied = Files.createFile(folder.resolve("train"));

    UncheckedIOException failure = assertThrows(UncheckedIOException.class, () -> EventFile.in(occupied, CLOCK));

    assertTrue(failure.getMessage().startsWith("TensorBoard could not write " + occupied), failure.getMessage());
    assertEquals(FileAlreadyExistsException.class, failure.getCause().getClass());
  }

  @Test
  void writingToAClosedFileFailsAndNamesIt() throws IOException {
    EventFile file = EventFile.in(folder, CLOCK);
    file.close();

    UncheckedIOException failure = assertThrows(UncheckedIOException.class, () -> {
      file.write(1, () -> EventMessages.scalar("a", 1));
      file.flush();
    });

    assertEquals("TensorBoard could not write " + EventReader.onlyFile(folder), failure.getMessage());
  }
}
