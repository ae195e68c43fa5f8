package org.neurona.datasets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.neurona.DType;
import org.neurona.NDArray;
import org.neurona.ShapeMismatchException;

class ScalersTest {
  private static final NDArray X = NDArray.of(new double[][] {{1, 7, -2}, {2, 7, 0}, {6, 7, 10}});

  private static void assertRejected(String message, Executable action) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, action).getMessage());
  }

  @Nested
  class MinMax {
    private final MinMaxScaler scaler = new MinMaxScaler().fit(X);

    @Test
    void scalesEachColumnToTheRange() {
      assertTrue(scaler.transform(X).allClose(
          NDArray.of(new double[][] {{0, 0, 0}, {0.2, 0, 1 / 6.0}, {1, 0, 1}}), 0, 1e-15));
      assertTrue(new MinMaxScaler().featureRange(-1, 1).fit(X).transform(X).allClose(
          NDArray.of(new double[][] {{-1, -1, -1}, {-0.6, -1, -2 / 3.0}, {1, -1, 1}}), 0, 1e-15));
    }

    @Test
    void takesOtherRowsByTheSameRule() {
      assertEquals(NDArray.of(new double[][] {{2, 1, -1}}),
          scaler.transform(NDArray.of(new double[][] {{11, 8, -14}})));
    }

    @Test
    void inverts() {
      assertTrue(scaler.inverseTransform(scaler.transform(X)).allClose(X, 1e-15, 1e-15));
    }

    @Test
    void keepsWhatItWasFittedTo() {
      assertArrayEquals(new double[] {1, 7, -2}, scaler.dataMin());
      assertArrayEquals(new double[] {6, 7, 10}, scaler.dataMax());
    }

    @Test
    void rejectsARangeThatDoesNotRise() {
      assertRejected("`featureRange` must be finite and rise, got 1.0 to 1.0", () -> scaler.featureRange(1, 1));
      assertRejected("`featureRange` must be finite and rise, got 0.0 to Infinity",
          () -> scaler.featureRange(0, 1 / 0.0));
    }

    @Test
    void mustBeFitted() {
      assertEquals("This MinMaxScaler is not fitted. Use the scaler that fit(x) returns",
          assertThrows(IllegalStateException.class, () -> new MinMaxScaler().transform(X)).getMessage());
    }
  }

  @Nested
  class Standard {
    private final StandardScaler scaler = new StandardScaler().fit(X);

    @Test
    void scalesEachColumnToMeanZeroAndDeviationOne() {
      NDArray scaled = scaler.transform(X);
      assertTrue(scaled.allClose(NDArray.of(new double[][] {
          {-0.9258200997725514, 0, -0.88900089},
          {-0.4629100498862757, 0, -0.50800051},
          {1.3887301496588271, 0, 1.39700140}}), 1e-8, 1e-15), scaled.toString());
    }

    @Test
    void keepsWhatItWasFittedTo() {
      assertArrayEquals(new double[] {3, 7, 8 / 3.0}, scaler.mean(), 1e-15);
      assertArrayEquals(new double[] {2.160246899469287, 1, 5.2493385826745405}, scaler.scale(), 1e-15);
    }

    @Test
    void aColumnOfRoundingErrorsIsConstant() {
      NDArray tenths = NDArray.of(new double[][] {{0.1}, {0.1}, {0.1}, {0.1}, {0.1}, {0.1}, {0.1}});
      assertArrayEquals(new double[] {1}, new StandardScaler().fit(tenths).scale());
    }

    @Test
    void inverts() {
      assertTrue(scaler.inverseTransform(scaler.transform(X)).allClose(X, 1e-15, 1e-15));
    }

    @Test
    void mustBeFitted() {
      assertEquals("This StandardScaler is not fitted. Use the scaler that fit(x) returns",
          assertThrows(IllegalStateException.class, () -> new StandardScaler().inverseTransform(X)).getMessage());
    }
  }

  @Nested
  class Both {
    @Test
    void keepDoublesAndGiveFloatsElsewhere() {
      assertEquals(DType.FLOAT64, new StandardScaler().fit(X).transform(X).dtype());
      NDArray ints = X.astype(DType.INT32);
      assertEquals(DType.FLOAT32, new MinMaxScaler().fit(ints).transform(ints).dtype());
    }

    @Test
    void rejectWhatIsNoTable() {
      assertEquals("MinMaxScaler expects an array of rank 2, (rows, columns), got shape (3,)",
          assertThrows(ShapeMismatchException.class, () -> new MinMaxScaler().fit(X.row(0))).getMessage());
      assertRejected("StandardScaler can't be fitted to an array without rows, got shape (0, 3)",
          () -> new StandardScaler().fit(X.slice(0, 0)));
      assertRejected("StandardScaler can't be fitted to NaN at row 1, column 0",
          () -> new StandardScaler().fit(NDArray.of(new double[][] {{1}, {Double.NaN}})));
    }

    @Test
    void rejectOtherColumns() {
      assertEquals("StandardScaler expects 3 columns as it was fitted to, got shape (1, 2)",
          assertThrows(ShapeMismatchException.class,
              () -> new StandardScaler().fit(X).transform(NDArray.zeros(1, 2))).getMessage());
    }
  }
}
