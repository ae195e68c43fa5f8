package org.neurona.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {
  private final Measurement latency = new Measurement(Workload.W2_LATENCY);

  @Test
  void namesEntryWorkloadAndEachFigureInALine() {
    latency.add("neurona-simd", new double[] {9.512, 18});
    assertEquals("neurona-simd W2-latency 9.51 us median, 18.0 us p99", Report.line(latency, "neurona-simd"));
  }

  @Test
  void givesNeuronaARatioToTheBestPeerAndPeersNone() {
    latency.add("neurona-simd", new double[] {10, 30});
    latency.add("peer", new double[] {20, 20});
    latency.add("slow peer", new double[] {100, 100});
    assertEquals("""
        | workload | neurona-simd | peer | absent |
        | --- | --- | --- | --- |
        | W2-latency, us median | 10.0 (0.50 x) | 20.0 | - |
        | W2-latency, us p99 | 30.0 (1.50 x) | 20.0 | - |
        """, Report.table(List.of(latency), List.of("neurona-simd", "peer", "absent")));
  }

  @Test
  void writesNumbersWithThreeDigitsAndLargeOnesWhole() {
    assertEquals("0.710", Report.number(0.71));
    assertEquals("5.17", Report.number(5.166));
    assertEquals("54.4", Report.number(54.44));
    assertEquals("128", Report.number(128.2));
    assertEquals("758,000", Report.number(758_000));
  }
}
