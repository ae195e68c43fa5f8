package org.neurona.plots;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LayeredLayoutTest {
  private static LayeredLayout layout(List<List<Integer>> inputs) {
    double[] widths = new double[inputs.size()];
    Arrays.fill(widths, 100);
    return new LayeredLayout(widths, inputs);
  }

  @Test
  void aChainIsAColumn() {
    LayeredLayout layout = layout(List.of(List.of(), List.of(0), List.of(1), List.of(2)));
    assertEquals(4, layout.rows());
    assertEquals(100, layout.width());
    for (int i = 0; i < 4; i++) {
      assertEquals(i, layout.row(i));
      assertEquals(50, layout.center(i));
    }
  }

  @Test
  void branchesStandSideBySideUnderTheirMiddle() {
    LayeredLayout layout = layout(List.of(List.of(), List.of(0), List.of(0), List.of(1, 2)));
    assertEquals(layout.row(1), layout.row(2));
    assertEquals(228, layout.width());
    assertEquals(114, layout.center(0), 1e-9);
    assertEquals(114, layout.center(3), 1e-9);
    assertEquals(128, Math.abs(layout.center(1) - layout.center(2)), 1e-9);
  }

  @Test
  void aShortcutRunsBesideWhatItPasses() {
    LayeredLayout layout = layout(List.of(List.of(), List.of(0), List.of(1), List.of(2, 0)));
    double[] passing = layout.passing(3);
    assertEquals(2, passing.length);
    assertEquals(passing[0], passing[1], 1);
    assertTrue(Math.abs(passing[0] - layout.center(1)) > 50);
    assertArrayEquals(new double[0], layout.passing(0));
  }

  @Test
  void anInputStandsRightAboveWhereItIsNeeded() {
    LayeredLayout layout = layout(List.of(List.of(), List.of(), List.of(0), List.of(2), List.of(3, 1)));
    assertEquals(2, layout.row(1));
  }

  @Test
  void linesThatNeedNotCrossDont() {
    // 0 -> 3, 1 -> 2: in the order of the nodes the two cross
    LayeredLayout layout = layout(List.of(List.of(), List.of(), List.of(1), List.of(0), List.of(2, 3)));
    assertEquals(layout.center(0) < layout.center(1), layout.center(3) < layout.center(2));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void whateverTheGraphNothingOverlapsAndAllLeadsDown(long seed) {
    Random random = new Random(seed);
    int count = 30;
    List<List<Integer>> inputs = new ArrayList<>();
    double[] widths = new double[count];
    for (int i = 0; i < count; i++) {
      List<Integer> from = new ArrayList<>();
      for (int k = random.nextInt(4); k > 0 && i > 0; k--) {
        from.add(random.nextInt(i));
      }
      inputs.add(from);
      widths[i] = 20 + random.nextInt(200);
    }
    LayeredLayout layout = new LayeredLayout(widths, inputs);
    int edge = 0;
    for (int i = 0; i < count; i++) {
      assertTrue(layout.center(i) - widths[i] / 2 >= -1e-9);
      assertTrue(layout.center(i) + widths[i] / 2 <= layout.width() + 1e-9);
      for (int k = 0; k < i; k++) {
        if (layout.row(i) == layout.row(k)) {
          assertTrue(Math.abs(layout.center(i) - layout.center(k)) >= (widths[i] + widths[k]) / 2 + 27.9, i + ", " + k);
        }
      }
      for (int input : inputs.get(i)) {
        double[] passing = layout.passing(edge++);
        assertEquals(layout.row(i) - layout.row(input) - 1, passing.length);
        for (int step = 0; step < passing.length; step++) {
          for (int other = 0; other < count; other++) {
            assertTrue(layout.row(other) != layout.row(input) + 1 + step
                || Math.abs(layout.center(other) - passing[step]) > widths[other] / 2, "edge through " + other);
          }
        }
      }
    }
  }
}
