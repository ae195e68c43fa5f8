package org.neurona.benchmarks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.neurona.NDArray;
import org.neurona.Sequential;
import org.neurona.io.Models;

class WorkloadsTest {
  @Test
  void findsContestantsByName() {
    assertEquals("neurona-scalar", ContestantMain.find("neurona-scalar").name());
    var unknown = assertThrows(IllegalArgumentException.class, () -> ContestantMain.find("abacus"));
    assertTrue(unknown.getMessage().startsWith("Unknown contestant \"abacus\". Known: neurona-simd, neurona-scalar"),
        unknown.getMessage());
  }

  @Test
  void listsTheWorkloadsWhereOneIsUnknown() {
    var unknown = assertThrows(IllegalArgumentException.class, () -> Workload.of("W9"));
    assertEquals("Unknown workload \"W9\". Known: W1-b32, W1-b128, W2-latency, W2-throughput, "
        + "W2-throughput-noise, W3-train, W3-infer, W4-train, cold-start, cold-start-archived", unknown.getMessage());
  }

  @Test
  void measuresColdStartInAProcessThatPredictsWhatTheModelDoes(@TempDir Path folder) throws Exception {
    Contestant simd = ContestantMain.find("neurona-simd");
    Entry entry = new Entry(simd, Path.of(System.getProperty("java.home")), simd.name(), folder);
    try (Round round = entry.prepare(Workload.COLD_START)) {
      double[] figures = round.run();
      assertTrue(figures[0] > 0 && figures[1] > 0, List.of(figures[0], figures[1]).toString());
    }
    float[] row = new float[Digits.PIXELS];
    row[100] = 1;
    Sequential saved = (Sequential) Models.load(folder.resolve("model.keras"));
    NDArray expected = saved.predict(NDArray.of(new float[][] {row}));
    assertArrayEquals(expected.toFloatArray(), simd.loadAndPredict(folder, row));
  }

  @Test
  void trainingOnMnistStaysUnder400Megabytes(@TempDir Path folder) throws Exception {
    Contestant simd = ContestantMain.find("neurona-simd");
    Entry entry = new Entry(simd, Path.of(System.getProperty("java.home")), simd.name(), folder);
    try (Round round = entry.prepare(Workload.W1_B128)) {
      double[] figures = round.run();
      assertTrue(figures[0] > 0, "seconds: " + figures[0]);
      // NaN where the system doesn't tell.
      assertFalse(figures[1] > 400e6 / (1 << 20), "MiB: " + figures[1]);
    }
  }
}
