package org.neurona.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * The process of one contestant. It makes one workload ready, then runs a round for each line that it reads, and answers
 * with a line that starts with {@link #ANSWER}: frameworks print lines of their own.
 */
final class ContestantMain {
  /** What its own lines start with. */
  static final String ANSWER = "@neurona-benchmarks ";
  /** Its answer when the workload is ready. */
  static final String READY = "ready";
  /** What it is asked for, besides a workload's name. */
  static final String SAVE_MODEL = "save-model";

  private ContestantMain() {}

  /** The contestant of this name. */
  static Contestant find(String name) {
    return all().stream().filter(contestant -> contestant.name().equals(name)).findFirst()
        .orElseThrow(() -> new IllegalArgumentException("Unknown contestant \"" + name + "\". Known: "
            + String.join(", ", all().stream().map(Contestant::name).toList())));
  }

  /** Neurona, and all contestants on the class path. */
  static List<Contestant> all() {
    return Stream.concat(Stream.of(new NeuronaContestant.Simd(), new NeuronaContestant.Scalar()),
        ServiceLoader.load(Contestant.class).stream().map(ServiceLoader.Provider::get)).toList();
  }

  /** Arguments: the contestant's class, the workload or {@link #SAVE_MODEL}, and a folder where models are. */
  public static void main(String[] args) throws Exception {
    Contestant contestant = (Contestant) Class.forName(args[0]).getConstructor().newInstance();
    Path folder = Path.of(args[2]);
    if (args[1].equals(SAVE_MODEL)) {
      contestant.saveModel(folder);
    } else if (Workload.of(args[1]).isColdStart()) {
      contestant.loadAndPredict(folder, new float[Digits.PIXELS]);
      answer(Double.toString(peakMemory()));
    } else {
      serve(contestant, Workload.of(args[1]));
    }
    // Some frameworks leave threads behind that are no daemons.
    System.exit(0);
  }

  private static void serve(Contestant contestant, Workload workload) throws Exception {
    try (Round round = contestant.prepare(workload, new Digits());
        BufferedReader asked = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      answer(READY);
      while (asked.readLine() != null) {
        DoubleStream figures = Arrays.stream(round.run());
        answer((workload.measuresMemory() ? DoubleStream.concat(figures, DoubleStream.of(peakMemory())) : figures)
            .mapToObj(Double::toString).collect(Collectors.joining(" ")));
      }
    }
  }

  /** The most memory that this process had so far, in MiB: Linux' VmHWM; NaN elsewhere. */
  private static double peakMemory() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return Double.NaN;
    }
    // Without streams and patterns, which would take some of the time that is measured.
    for (String line : Files.readAllLines(status)) {
      if (line.startsWith("VmHWM:")) {
        return Long.parseLong(line.substring("VmHWM:".length(), line.length() - "kB".length()).trim()) / 1024.0;
      }
    }
    throw new IOException("No VmHWM in " + status);
  }

  private static void answer(String text) {
    System.out.println(ANSWER + text);
  }
}
