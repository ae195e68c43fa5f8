package org.neurona.benchmarks;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** A framework that runs the workloads, each in a process of its own. Those of other frameworks are
 * found by {@code ServiceLoader}. */
public interface Contestant {
  /** The name in results: {@code neurona-simd}. */
  String name();

  /** What it can be asked for. */
  Set<Workload> workloads();

  /** Makes a workload ready; not where {@link Workload#isColdStart}. */
  Round prepare(Workload workload, Digits digits) throws Exception;

  /** Writes a new 784-300-100-10 to a folder, for {@link #loadAndPredict}. */
  void saveModel(Path folder) throws Exception;

  /** Loads what {@link #saveModel} wrote and predicts one row. */
  float[] loadAndPredict(Path folder, float[] row) throws Exception;

  /** Flags that the JVM needs. */
  default List<String> jvmFlags() {
    return List.of();
  }

  /** Flags that a careful user adds for a workload; not where {@link Workload#isColdStart}. */
  default List<String> flags(Workload workload) {
    return List.of();
  }

  /**
   * Flags that a careful user adds where a process loads a model, predicts and ends: the smallest collector, and the
   * fast compiler alone, for the thorough one would not be done in time.
   *
   * @param folder where {@link #saveModel} wrote
   */
  default List<String> coldStartFlags(Path folder) {
    return List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
  }

  /** Variables of the environment that a careful user sets. */
  default List<String> environment() {
    return List.of();
  }

  /** Parts of the names of the jars that a service ships with it. */
  List<String> jars();
}
