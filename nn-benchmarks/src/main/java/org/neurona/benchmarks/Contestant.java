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

  /** Makes a workload ready; not for {@link Workload#COLD_START}. */
  Round prepare(Workload workload, Digits digits) throws Exception;

  /** Writes a new 784-300-100-10 to a folder, for {@link #loadAndPredict}. */
  void saveModel(Path folder) throws Exception;

  /** Loads what {@link #saveModel} wrote and predicts one row. */
  float[] loadAndPredict(Path folder, float[] row) throws Exception;

  /** Flags that the JVM needs. */
  default List<String> jvmFlags() {
    return List.of();
  }

  /** Variables of the environment that a careful user sets. */
  default List<String> environment() {
    return List.of();
  }

  /** Parts of the names of the jars that a service ships with it. */
  List<String> jars();
}
