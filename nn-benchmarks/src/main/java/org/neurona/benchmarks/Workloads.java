package org.neurona.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Runs the workloads on every framework on the class path, each in a process of its own, all taking turns: a round of
 * one, a round of the next, and so on, so that what the machine does meanwhile touches all alike.
 */
@Command(name = "benchmark", mixinStandardHelpOptions = true,
    description = "Measures Neurona side by side with the frameworks on the class path.")
final class Workloads implements Callable<Integer> {
  @Parameters(paramLabel = "WORKLOAD", description = "What to run; all unless given: W1-b32, W1-b128, W2-latency, "
      + "W2-throughput, W2-throughput-noise, W3-train, W3-infer, W4-train, cold-start, cold-start-archived.")
  private List<String> ids = List.of();

  @Option(names = "--rounds", defaultValue = "5", description = "Rounds that count, after one to warm up (5).")
  private int rounds;

  @Option(names = "--only", split = ",", description = "Names of contestants, or parts of them.")
  private List<String> only = List.of();

  @Option(names = "--jdk", split = ",", description = "Folders of JDKs on which Neurona runs; this one unless given. "
      + "Other frameworks run on the first.")
  private List<Path> jdks = List.of(Path.of(System.getProperty("java.home")));

  /** Runs the command line. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new Workloads()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    List<Workload> workloads = ids.isEmpty() ? List.of(Workload.values()) : ids.stream().map(Workload::of).toList();
    Path folder = Files.createTempDirectory("neurona-benchmarks");
    List<Entry> entries = entries(folder);
    say("%s, %d processors, %s%n", System.getProperty("os.arch"), Runtime.getRuntime().availableProcessors(),
        processor());
    for (Entry entry : entries) {
      say("%s: Java %s, %s MB of jars", entry.label(), version(entry.javaHome()),
          Report.number(megabytes(entry.contestant())));
    }
    List<Measurement> measurements = new ArrayList<>();
    for (Workload workload : workloads) {
      Measurement measurement = measure(workload, entries);
      measurement.entries().forEach(entry -> say("%s", Report.line(measurement, entry)));
      measurements.add(measurement);
    }
    say("%n%s", Report.table(measurements, entries.stream().map(Entry::label).toList()));
    delete(folder);
    return 0;
  }

  /** Deletes models and logs, which are kept only where something failed. */
  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private List<Entry> entries(Path folder) throws IOException {
    List<Entry> entries = new ArrayList<>();
    for (Contestant contestant : ContestantMain.all()) {
      if (!only.isEmpty() && only.stream().noneMatch(contestant.name()::contains)) {
        continue;
      }
      boolean own = contestant instanceof NeuronaContestant;
      for (Path jdk : own ? jdks : jdks.subList(0, 1)) {
        String label = contestant.name() + (own && jdks.size() > 1 ? " on Java " + version(jdk) : "");
        entries.add(new Entry(contestant, jdk, label,
            Files.createDirectories(folder.resolve(label.replace(' ', '-')))));
      }
    }
    if (entries.isEmpty()) {
      throw new IllegalArgumentException("No contestant is called like " + only + ". There are: "
          + String.join(", ", ContestantMain.all().stream().map(Contestant::name).toList()));
    }
    return entries;
  }

  /** One round to warm up, then the rounds that count. */
  private Measurement measure(Workload workload, List<Entry> entries) throws Exception {
    Map<Entry, Round> ready = new LinkedHashMap<>();
    try {
      for (Entry entry : entries) {
        if (entry.contestant().workloads().contains(workload)) {
          Round round = entry.prepare(workload);
          ready.put(entry, round);
          round.run();
        }
      }
      Measurement measurement = new Measurement(workload);
      for (int i = 0; i < rounds; i++) {
        for (Map.Entry<Entry, Round> each : ready.entrySet()) {
          measurement.add(each.getKey().label(), each.getValue().run());
        }
      }
      return measurement;
    } finally {
      ready.values().forEach(Round::close);
    }
  }

  /** What a service ships, without the data sets. */
  private static double megabytes(Contestant contestant) throws IOException {
    long bytes = 0;
    for (Path jar : ClassPath.current().shipped(contestant)) {
      bytes += Files.size(jar);
    }
    return bytes / 1e6;
  }

  /** The version in the JDK's {@code release} file. */
  static String version(Path jdk) throws IOException {
    return Files.readAllLines(jdk.resolve("release")).stream().filter(line -> line.startsWith("JAVA_VERSION="))
        .map(line -> line.substring(line.indexOf('=') + 1).replace("\"", "")).findFirst()
        .orElseThrow(() -> new IOException(jdk + " doesn't say its version"));
  }

  private static String processor() throws IOException {
    Path info = Path.of("/proc/cpuinfo");
    return Files.exists(info)
        ? Files.readAllLines(info).stream().filter(line -> line.startsWith("model name")).findFirst()
            .map(line -> line.substring(line.indexOf(':') + 2)).orElse("unknown processor")
        : System.getProperty("os.name");
  }

  private static void say(String format, Object... arguments) {
    System.out.println(String.format(Locale.ROOT, format, arguments));
  }
}
