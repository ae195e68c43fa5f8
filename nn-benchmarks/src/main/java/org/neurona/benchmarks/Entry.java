package org.neurona.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A contestant on one JDK, whose workloads run in processes of their own.
 *
 * @param contestant the framework
 * @param javaHome the JDK
 * @param label the name in results: {@code neurona-simd}, followed by the JDK's version where there are several
 * @param folder where its saved model is
 */
record Entry(Contestant contestant, Path javaHome, String label, Path folder) {
  private Process start(String task, ClassPath classes, List<String> flags) throws IOException {
    List<String> command = new ArrayList<>(List.of(javaHome.resolve("bin").resolve("java").toString()));
    command.addAll(contestant.jvmFlags());
    command.addAll(flags);
    command.addAll(List.of("-cp", classes.toString(), ContestantMain.class.getName(),
        contestant.getClass().getName(), task, folder.toString()));
    ProcessBuilder builder = new ProcessBuilder(command);
    for (String variable : contestant.environment()) {
      int equals = variable.indexOf('=');
      builder.environment().put(variable.substring(0, equals), variable.substring(equals + 1));
    }
    return builder.redirectError(folder.resolve(task + ".log").toFile()).start();
  }

  /** Makes a workload ready in a new process. */
  Round prepare(Workload workload) throws IOException {
    return workload.isColdStart() ? coldStart(workload)
        : new Remote(start(workload.id(), ClassPath.current(), contestant.flags(workload)), workload);
  }

  private Round coldStart(Workload workload) throws IOException {
    answers(start(ContestantMain.SAVE_MODEL, ClassPath.current(), List.of()), 0);
    ClassPath own = ClassPath.current().only(contestant);
    List<String> flags = new ArrayList<>();
    if (workload == Workload.COLD_START_ARCHIVED) {
      flags.addAll(contestant.coldStartFlags(folder));
      ClassArchive archive = ClassArchive.of(javaHome, contestant.jvmFlags(), folder);
      answers(start(workload.id(), own, join(flags, archive.training())), 1);
      if (!archive.dump().isEmpty()) {
        // With G1, the default, for no other collector's process of JDK 17 writes objects into the archive.
        answers(start(workload.id(), own, archive.dump()), 0);
      }
      archive.require();
      flags.add(archive.use());
    }
    return () -> {
      long begin = System.nanoTime();
      List<String> answers = answers(start(workload.id(), own, flags), 1);
      return new double[] {(System.nanoTime() - begin) / 1e9, Double.parseDouble(answers.get(0))};
    };
  }

  private static List<String> join(List<String> first, List<String> second) {
    List<String> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }

  /** All that a process answers until it ends. */
  private List<String> answers(Process process, int expected) throws IOException {
    try (BufferedReader said = said(process)) {
      List<String> answers = said.lines().filter(line -> line.startsWith(ContestantMain.ANSWER))
          .map(line -> line.substring(ContestantMain.ANSWER.length())).toList();
      int code = process.waitFor();
      if (code != 0 || answers.size() != expected) {
        throw failure("ended with code " + code);
      }
      return answers;
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw failure("was interrupted");
    }
  }

  private IOException failure(String what) {
    return new IOException(label + " " + what + "; see the logs in " + folder);
  }

  private static BufferedReader said(Process process) {
    return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /** A round in another process. */
  private final class Remote implements Round {
    private final Process process;
    private final Workload workload;
    private final BufferedReader said;
    private final Writer asks;

    Remote(Process process, Workload workload) throws IOException {
      this.process = process;
      this.workload = workload;
      this.said = said(process);
      this.asks = process.outputWriter(StandardCharsets.UTF_8);
      if (!answer().equals(ContestantMain.READY)) {
        throw failure("did not get ready for " + workload.id());
      }
    }

    private String answer() throws IOException {
      for (String line = said.readLine(); line != null; line = said.readLine()) {
        if (line.startsWith(ContestantMain.ANSWER)) {
          return line.substring(ContestantMain.ANSWER.length());
        }
      }
      throw failure("ended during " + workload.id());
    }

    @Override
    public double[] run() throws IOException {
      asks.write(String.format(Locale.ROOT, "go%n"));
      asks.flush();
      return Arrays.stream(answer().split(" ")).mapToDouble(Double::parseDouble).toArray();
    }

    @Override
    public void close() {
      try {
        asks.close();
        process.waitFor();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } finally {
        process.destroy();
      }
    }
  }
}
