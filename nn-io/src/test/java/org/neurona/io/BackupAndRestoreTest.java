package org.neurona.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs that train, and are killed. */
class BackupAndRestoreTest {
  private static final List<String> RESULTS = List.of("model.json", "history.txt", "log.csv", "best.json");
  private static final int KILLS = 10;

  @TempDir
  private static Path straight;
  @TempDir
  private Path folder;
  /** The line of each epoch and batch, in order, as a run gives it that is never killed. */
  private static final Map<String, String> LINES = new LinkedHashMap<>();

  private static Process start(Path folder, String... arguments) throws IOException {
    return start(folder, ProcessBuilder.Redirect.INHERIT, arguments);
  }

  private static Process start(Path folder, ProcessBuilder.Redirect errors, String... arguments) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new ProcessBuilder(Stream.concat(Stream.of(java, "-XX:TieredStopAtLevel=1", "-cp",
        System.getProperty("java.class.path"), BackupProgram.class.getName(), folder.toString()),
        Stream.of(arguments)).toList()).redirectError(errors).start();
  }

  private static BufferedReader output(Process process) {
    return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  private static String place(String line) {
    return line.substring(0, line.indexOf(' ', line.indexOf(' ') + 1));
  }

  @BeforeAll
  static void trainWithoutBeingKilled() throws IOException, InterruptedException {
    Process process = start(straight, "epoch");
    for (String line : output(process).lines().filter(text -> !text.startsWith("end")).toList()) {
      assertNull(LINES.put(place(line), line));
    }
    assertEquals(0, process.waitFor());
    assertFalse(Files.exists(straight.resolve("backup")), "removed at the end");
    assertTrue(LINES.size() > 6 * 15 && LINES.size() < 30 * 15, "the early stop is part of it: " + LINES.size());
  }

  /** Reads so many lines, each of which must be that of the straight run, or all there are. */
  private static int follow(BufferedReader output, int lines) throws IOException {
    int read = 0;
    for (String line; read < lines && (line = output.readLine()) != null; read++) {
      if (!line.startsWith("end")) {
        assertEquals(LINES.get(place(line)), line);
      }
    }
    return read;
  }

  private static void assertSameResults(Path folder) throws IOException {
    for (String name : RESULTS) {
      assertArrayEquals(Files.readAllBytes(straight.resolve(name)), Files.readAllBytes(folder.resolve(name)), name);
    }
    assertFalse(Files.exists(folder.resolve("backup")), "removed at the end");
  }

  @ParameterizedTest
  @ValueSource(strings = {"epoch", "1", "4"})
  void whoeverIsKilledAtAnyMomentAndStartedAgainEndsWithTheSameBits(String saveFreq)
      throws IOException, InterruptedException {
    Random random = new Random(saveFreq.hashCode());
    int kills = 0;
    for (int run = 0; kills < KILLS; run++) {
      Path own = Files.createDirectory(folder.resolve("run" + run));
      for (boolean ended = false; !ended;) {
        Process process = start(own, saveFreq);
        try (BufferedReader output = output(process)) {
          if (kills < KILLS) {
            // Enough to get on where backups are far apart, and somewhere within what follows the last line.
            int lines = random.nextInt(saveFreq.equals("epoch") ? 40 : 20);
            ended = follow(output, lines) < lines;
            if (!ended) {
              TimeUnit.MICROSECONDS.sleep(random.nextInt(4000));
              kills++;
              process.destroyForcibly();
            }
          } else {
            follow(output, Integer.MAX_VALUE);
            ended = true;
          }
        }
        int code = process.waitFor();
        assertTrue(code == 0 || !ended && code == 137, "exit code " + code);
        ended = code == 0; // the kill may have come too late
      }
      assertSameResults(own);
    }
  }

  /** Whether the system does not pass SIGINT, number 2, on to this process, and so not to those that it starts. */
  private static boolean ignoresInterrupts() throws IOException {
    Path status = Path.of("/proc/self/status");
    return Files.exists(status) && Files.readAllLines(status).stream().filter(line -> line.startsWith("SigIgn:"))
        .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 2) != 0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM"})
  void whoeverIsAskedToEndLeavesOffInOrderAndGoesOnWhereItStopped(String signal)
      throws IOException, InterruptedException {
    assumeTrue(Files.exists(Path.of("/bin/kill")), "needs a system with signals");
    assumeTrue(signal.equals("TERM") || !ignoresInterrupts(), "a shell's background job does not hear of Ctrl-C");
    // Batches to the first backup but the first one: more than there are.
    Process process = start(folder, "1000", "slow");
    List<String> before;
    try (BufferedReader output = output(process)) {
      assertEquals(40, follow(output, 40));
      assertEquals(0, new ProcessBuilder("/bin/kill", "-" + signal, Long.toString(process.pid())).start().waitFor());
      before = output.lines().filter(line -> !line.startsWith("end")).toList();
    }
    assertEquals(signal.equals("INT") ? 130 : 143, process.waitFor());
    List<String> all = List.copyOf(LINES.values());
    int done = 40 + before.size();
    assertEquals(all.subList(40, done), before);
    assertTrue(done < all.size(), "it left off");
    int epochs = Files.readAllLines(folder.resolve("log.csv")).size() - 1;
    assertEquals(Files.readAllLines(straight.resolve("log.csv")).subList(0, epochs + 1),
        Files.readAllLines(folder.resolve("log.csv")), "whole epochs alone");
    try (Stream<Path> files = Files.list(folder.resolve("backup"))) {
      assertEquals(List.of("backup.json"), files.map(file -> file.getFileName().toString()).toList());
    }

    process = start(folder, "1000");
    try (BufferedReader output = output(process)) {
      assertEquals(all.subList(done, all.size()), output.lines().filter(line -> !line.startsWith("end")).toList());
    }
    assertEquals(0, process.waitFor());
    assertSameResults(folder);
  }

  @Test
  void aCallbackThatExitsTheProgramIsNotWaitedFor() throws IOException, InterruptedException {
    Path errors = folder.resolve("errors.txt");
    Process process = start(folder, ProcessBuilder.Redirect.to(errors.toFile()), "epoch", "exit");
    try (BufferedReader output = output(process)) {
      assertEquals(2 * 15, follow(output, Integer.MAX_VALUE));
    }
    assertEquals(3, process.waitFor());
    assertFalse(Files.readString(errors).contains("did not leave off"));
  }
}
