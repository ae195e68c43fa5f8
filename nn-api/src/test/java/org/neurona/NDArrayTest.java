package org.neurona;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class NDArrayTest {
  private static final NDArray TWO_BY_THREE = NDArray.of(new float[][] {{1, 2, 3}, {4, 5, 6}});
  private static final NDArray PIXELS = NDArray.ofBytes(Shape.of(2, 2), new byte[] {0, 51, -1, 127}, 1 / 255f);

  private static void assertFails(Class<? extends Exception> type, String message, Executable action) {
    assertEquals(message, assertThrows(type, action).getMessage());
  }

  private static void assertRefused(String message, Executable action) {
    assertFails(IllegalArgumentException.class, message, action);
  }

  @Nested
  class Factories {
    @Test
    void takesShapeAndTypeFromTheArgument() {
      assertShape(DType.FLOAT32, Shape.of(2), NDArray.of(1.5f, 2f));
      assertShape(DType.FLOAT64, Shape.of(2), NDArray.of(1.5, 2));
      assertShape(DType.INT32, Shape.of(2), NDArray.of(1, 2));
      assertShape(DType.FLOAT32, Shape.of(2, 3), TWO_BY_THREE);
      assertShape(DType.FLOAT64, Shape.of(1, 2), NDArray.of(new double[][] {{1, 2}}));
      assertShape(DType.INT32, Shape.of(1, 2), NDArray.of(new int[][] {{1, 2}}));
      assertShape(DType.FLOAT32, Shape.of(1, 2, 1), NDArray.of(new float[][][] {{{1}, {2}}}));
      assertShape(DType.FLOAT64, Shape.of(1, 2, 1), NDArray.of(new double[][][] {{{1}, {2}}}));
      assertShape(DType.FLOAT32, Shape.of(1, 1, 2, 1), NDArray.of(new float[][][][] {{{{1}, {2}}}}));
      assertShape(DType.FLOAT64, Shape.of(1, 1, 2, 1), NDArray.of(new double[][][][] {{{{1}, {2}}}}));
      assertShape(DType.UINT8, Shape.of(2, 2), PIXELS);
      assertShape(DType.FLOAT32, Shape.of(), NDArray.scalar(1));
      assertShape(DType.FLOAT32, Shape.of(2, 0), NDArray.zeros(2, 0));
    }

    private void assertShape(DType dtype, Shape shape, NDArray array) {
      assertEquals(dtype, array.dtype());
      assertEquals(shape, array.shape());
      assertEquals(shape.size(), array.size());
    }

    @Test
    void keepsNestedValuesInRowMajorOrder() {
      float[][][] nested = {{{1, 2}, {3, 4}}, {{5, 6}, {7, 8}}, {{9, 10}, {11, 12}}};
      assertArrayEquals(new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}, NDArray.of(nested).toFloatArray());
    }

    @Test
    void fillsAndZeroes() {
      assertArrayEquals(new float[] {0, 0}, NDArray.zeros(2).toFloatArray());
      assertArrayEquals(new float[] {7, 7, 7, 7}, NDArray.full(Shape.of(2, 2), 7).toFloatArray());
    }

    @Test
    void copiesUnlessItWraps() {
      float[] values = {1, 2};
      NDArray copied = NDArray.of(values);
      NDArray wrapped = NDArray.wrap(Shape.of(2), values);
      values[0] = 9;
      assertEquals(1, copied.get(0));
      assertEquals(9, wrapped.get(0));
    }

    @Test
    void wrapsEveryType() {
      assertEquals(NDArray.of(1.5), NDArray.wrap(Shape.of(1), new double[] {1.5}));
      assertEquals(NDArray.of(1, 2), NDArray.wrap(Shape.of(2), new int[] {1, 2}));
      assertEquals(PIXELS, NDArray.wrapBytes(Shape.of(2, 2), new byte[] {0, 51, -1, 127}, 1 / 255f));
    }

    @Test
    void takesEmptyNestedArrays() {
      assertEquals(Shape.of(0, 0), NDArray.of(new float[0][]).shape());
      assertEquals(Shape.of(2, 0), NDArray.of(new float[2][0]).shape());
    }

    @Test
    void rejectsRaggedRows() {
      assertRefused("Ragged array: row [1] has length 2, row [0] has length 3",
          () -> NDArray.of(new float[][] {{1, 2, 3}, {4, 5}}));
      assertRefused("Ragged array: row [0, 1] has length 1, row [0, 0] has length 2",
          () -> NDArray.of(new double[][][] {{{1, 2}, {3}}}));
      assertRefused("Ragged array: row [2] has length 1, row [0] has length 0",
          () -> NDArray.of(new int[][] {{}, {}, {1}}));
    }

    @Test
    void rejectsNullRows() {
      assertRefused("Row [1] is null", () -> NDArray.of(new float[][] {{1}, null}));
      assertRefused("Row [0] is null", () -> NDArray.of(new float[][] {null, {1}}));
      assertRefused("Row [0, 0] is null", () -> NDArray.of(new float[][][] {{null}}));
    }

    @Test
    void rejectsAWrongNumberOfElements() {
      assertRefused("Shape (2, 3) needs 6 elements, got 5", () -> NDArray.of(Shape.of(2, 3), new float[5]));
      assertRefused("Shape (2, 3) needs 6 elements, got 7", () -> NDArray.wrap(Shape.of(2, 3), new double[7]));
      assertRefused("Shape () needs 1 elements, got 0", () -> NDArray.of(Shape.of(), new int[0]));
    }

    @Test
    void rejectsShapesThatNoArrayHas() {
      assertRefused("An array can't have shape (None, 3): The number of elements of shape (None, 3) is not known",
          () -> NDArray.of(Shape.of(-1, 3), new float[3]));
      assertRefused("An array can't have shape (65536, 65536): Shape (65536, 65536) has more than 2147483647 elements",
          () -> NDArray.zeros(65536, 65536));
    }

    @Test
    void rejectsAScaleThatLosesTheValues() {
      assertRefused("`scale` must be finite and not 0, got 0.0", () -> NDArray.ofBytes(Shape.of(1), new byte[1], 0));
      assertRefused("`scale` must be finite and not 0, got NaN",
          () -> NDArray.ofBytes(Shape.of(1), new byte[1], Float.NaN));
    }
  }

  @Nested
  class Reading {
    @Test
    void readsElements() {
      assertEquals(6, TWO_BY_THREE.get(1, 2));
      assertEquals(0.1, NDArray.of(0.1).getDouble(0));
      assertEquals(0.1f, NDArray.of(0.1).get(0));
      assertEquals(7, NDArray.scalar(7).get());
      assertEquals(7, NDArray.scalar(7).item());
      assertEquals(200, NDArray.ofBytes(Shape.of(1), new byte[] {(byte) 200}, 1).get(0));
    }

    @Test
    void readsScaledBytesAsFloats() {
      assertEquals(1 / 255f, PIXELS.scale());
      assertEquals(51 * (1 / 255f), PIXELS.get(0, 1));
      assertEquals(PIXELS.get(0, 1), PIXELS.getDouble(0, 1));
      assertArrayEquals(new float[] {0, 51 * (1 / 255f), 1, 127 * (1 / 255f)}, PIXELS.toFloatArray());
    }

    @Test
    void rejectsIndicesOutside() {
      for (int[] index : new int[][] {{2, 0}, {0, 3}, {-1, 0}}) {
        assertFails(IndexOutOfBoundsException.class,
            "No element [" + index[0] + ", " + index[1] + "] in shape (2, 3)", () -> TWO_BY_THREE.get(index));
      }
      assertFails(IndexOutOfBoundsException.class, "No element [1] in shape (2, 3)", () -> TWO_BY_THREE.getDouble(1));
      assertFails(IndexOutOfBoundsException.class, "No element [0, 0, 0] in shape (2, 3)",
          () -> TWO_BY_THREE.get(0, 0, 0));
      assertFails(IndexOutOfBoundsException.class, "No element [] in shape (2, 3)", TWO_BY_THREE::get);
    }

    @Test
    void anItemIsTheOnlyOne() {
      assertEquals(3, NDArray.of(new float[][] {{3}}).item());
      assertFails(IllegalStateException.class, "item() needs an array of one element, this one has shape (2, 3)",
          TWO_BY_THREE::item);
    }

    @Test
    void copiesToJavaArrays() {
      assertArrayEquals(new double[] {1, 2, 3, 4, 5, 6}, TWO_BY_THREE.toDoubleArray());
      assertArrayEquals(new int[] {1, 2, 3, 4, 5, 6}, TWO_BY_THREE.toIntArray());
      assertArrayEquals(new float[][] {{1, 2, 3}, {4, 5, 6}}, TWO_BY_THREE.toArray2D());
      assertArrayEquals(new float[][][] {{{1}, {2}, {3}}, {{4}, {5}, {6}}}, TWO_BY_THREE.reshape(2, 3, 1).toArray3D());
    }

    @Test
    void theCopiesAreTheCallers() {
      TWO_BY_THREE.toFloatArray()[0] = 99;
      TWO_BY_THREE.toArray2D()[0][0] = 99;
      assertEquals(1, TWO_BY_THREE.get(0, 0));
    }

    @Test
    void rejectsAnotherRank() {
      assertFails(IllegalStateException.class, "toArray2D() needs an array of rank 2, this one has shape (3,)",
          () -> NDArray.zeros(3).toArray2D());
      assertFails(IllegalStateException.class, "toArray3D() needs an array of rank 3, this one has shape (2, 3)",
          TWO_BY_THREE::toArray3D);
    }

    @Test
    void rejectsValuesThatAreNoInts() {
      assertFails(IllegalStateException.class, "The value at [1, 0] is no int: 0.5",
          () -> NDArray.of(new float[][] {{1}, {0.5f}}).toIntArray());
      assertFails(IllegalStateException.class, "The value at [0] is no int: NaN",
          () -> NDArray.of(Float.NaN).toIntArray());
      assertFails(IllegalStateException.class, "The value at [1] is no int: 2.147483648E9",
          () -> NDArray.of(1.0, 2147483648.0).toIntArray());
    }
  }

  @Nested
  class Parts {
    @Test
    void takesRowsAndSlices() {
      assertEquals(NDArray.of(4f, 5, 6), TWO_BY_THREE.row(1));
      assertEquals(NDArray.of(new float[][] {{4, 5, 6}}), TWO_BY_THREE.slice(1, 2));
      assertEquals(Shape.of(0, 3), TWO_BY_THREE.slice(2, 2).shape());
      assertEquals(5, TWO_BY_THREE.row(1).row(1).item());
      assertEquals(NDArray.of(new float[][] {{4, 5, 6}, {4, 5, 6}, {1, 2, 3}}), TWO_BY_THREE.take(1, 1, 0));
    }

    @Test
    void partsOfPartsReadTheirOwnElements() {
      NDArray column = NDArray.of(IntStream.range(0, 24).toArray()).reshape(4, 3, 2);
      NDArray part = column.slice(1, 4).row(1);
      assertEquals(NDArray.of(new int[][] {{12, 13}, {14, 15}, {16, 17}}), part);
      assertEquals(NDArray.of(new int[][] {{16, 17}, {12, 13}}), part.take(2, 0));
      assertEquals(NDArray.of(12, 13, 14, 15, 16, 17), part.reshape(-1));
      assertEquals(15, part.get(1, 1));
      assertArrayEquals(new int[] {12, 13, 14, 15, 16, 17}, part.toIntArray());
      assertEquals(NDArray.of(1, 1, 1), part.argMax());
      assertEquals(NDArray.of(12.0, 13, 14, 15, 16, 17), part.reshape(6).astype(DType.FLOAT64));
    }

    @Test
    void partsOfBytesKeepTheScale() {
      assertEquals(1f, PIXELS.slice(1, 2).get(0, 0));
      assertEquals(1 / 255f, PIXELS.take(1).scale());
    }

    @Test
    void rejectsRowsOutside() {
      assertFails(IndexOutOfBoundsException.class, "No row 2 in shape (2, 3)", () -> TWO_BY_THREE.row(2));
      assertFails(IndexOutOfBoundsException.class, "No row -1 in shape (2, 3)", () -> TWO_BY_THREE.take(0, -1));
      assertFails(IndexOutOfBoundsException.class, "No rows 1 to 3 in shape (2, 3)", () -> TWO_BY_THREE.slice(1, 3));
      assertFails(IndexOutOfBoundsException.class, "No rows 2 to 1 in shape (2, 3)", () -> TWO_BY_THREE.slice(2, 1));
      assertFails(IllegalStateException.class, "row needs an array with rows, this one is a scalar",
          () -> NDArray.scalar(1).row(0));
    }

    @Test
    void reshapes() {
      assertEquals(NDArray.of(new float[][] {{1, 2}, {3, 4}, {5, 6}}), TWO_BY_THREE.reshape(3, 2));
      assertEquals(Shape.of(3, 2), TWO_BY_THREE.reshape(-1, 2).shape());
      assertEquals(Shape.of(6), TWO_BY_THREE.reshape(-1).shape());
      assertEquals(Shape.of(), NDArray.of(1f).reshape().shape());
      assertEquals(Shape.of(0, 5), NDArray.zeros(0).reshape(-1, 5).shape());
    }

    @Test
    void rejectsAShapeThatDoesNotFit() {
      assertRefused("Can't reshape (2, 3) (6 elements) to [4, 2]", () -> TWO_BY_THREE.reshape(4, 2));
      assertRefused("Can't reshape (2, 3) (6 elements) to [-1, 4]", () -> TWO_BY_THREE.reshape(-1, 4));
      assertRefused("Can't reshape (2, 3) (6 elements) to [-1, 0]", () -> TWO_BY_THREE.reshape(-1, 0));
      assertRefused("Can't reshape (0,) (0 elements) to [-1, 0]", () -> NDArray.zeros(0).reshape(-1, 0));
      assertRefused("Can't reshape (2, 3) (6 elements) to [65536, 65536, 65536, 65536, 6]",
          () -> TWO_BY_THREE.reshape(65536, 65536, 65536, 65536, 6));
      assertRefused("reshape takes lengths >= 0 and at most one -1, got [-1, -1]",
          () -> TWO_BY_THREE.reshape(-1, -1));
      assertRefused("reshape takes lengths >= 0 and at most one -1, got [-2, 3]", () -> TWO_BY_THREE.reshape(-2, 3));
    }

    @Test
    void concatenatesRows() {
      assertEquals(NDArray.of(new float[][] {{1, 2, 3}, {4, 5, 6}, {4, 5, 6}}),
          NDArray.concatenate(List.of(TWO_BY_THREE, TWO_BY_THREE.slice(1, 2), TWO_BY_THREE.slice(0, 0))));
      assertEquals(1 / 255f, NDArray.concatenate(List.of(PIXELS, PIXELS)).scale());
    }

    @Test
    void rejectsWhatDoesNotConcatenate() {
      assertRefused("concatenate needs at least one array", () -> NDArray.concatenate(List.of()));
      assertRefused("concatenate: array 0 is a scalar, which has no rows",
          () -> NDArray.concatenate(List.of(NDArray.scalar(1))));
      assertRefused(
          "concatenate: array 0 has shape (2, 3), array 1 has shape (2, 2); all axes but the first must agree",
          () -> NDArray.concatenate(List.of(TWO_BY_THREE, NDArray.zeros(2, 2))));
      assertRefused("concatenate: array 0 has shape (1,), array 1 has shape (); all axes but the first must agree",
          () -> NDArray.concatenate(List.of(NDArray.zeros(1), NDArray.scalar(1))));
      assertRefused("concatenate: array 0 is float32, array 1 is uint8 scaled by 0.003921569; convert with astype",
          () -> NDArray.concatenate(List.of(NDArray.zeros(1, 2), PIXELS)));
    }
  }

  @Nested
  class Values {
    @Test
    void convertsTypes() {
      NDArray floats = NDArray.of(1.9f, -1.9f, 0);
      assertEquals(NDArray.of(1, -1, 0), floats.astype(DType.INT32));
      assertEquals(NDArray.of(1.9f, -1.9f, 0), NDArray.of((double) 1.9f, -1.9f, 0).astype(DType.FLOAT32));
      assertEquals(NDArray.ofBytes(Shape.of(2), new byte[] {-1, 0}, 1), NDArray.of(255.9f, -0.9f).astype(DType.UINT8));
      assertSame(floats, floats.astype(DType.FLOAT32));
    }

    @Test
    void convertsScaledBytesByTheirValues() {
      assertEquals(NDArray.of(Shape.of(2, 2), PIXELS.toFloatArray()), PIXELS.astype(DType.FLOAT32));
      assertEquals(NDArray.ofBytes(Shape.of(2, 2), new byte[] {0, 0, 1, 0}, 1), PIXELS.astype(DType.UINT8));
    }

    @Test
    void rejectsValuesOutsideTheType() {
      assertRefused("The value at [1] does not fit in uint8: 256.0", () -> NDArray.of(1, 256).astype(DType.UINT8));
      assertRefused("The value at [0] does not fit in uint8: -1.0", () -> NDArray.of(-1).astype(DType.UINT8));
      assertRefused("The value at [0, 1] does not fit in int32: NaN",
          () -> NDArray.of(new float[][] {{0, Float.NaN}}).astype(DType.INT32));
      assertRefused("The value at [0] does not fit in int32: 2.147483648E9",
          () -> NDArray.of(2147483648.0).astype(DType.INT32));
    }

    @Test
    void findsTheLargestOfEachRow() {
      assertEquals(NDArray.of(1, 0), NDArray.of(new float[][] {{0.1f, 0.7f, 0.2f}, {3, 3, 1}}).argMax());
      assertEquals(2, NDArray.of(-3.0, -2, -1).argMax().item());
      assertEquals(1, NDArray.of(5f, Float.NaN, 9, Float.NaN).argMax().item());
      assertEquals(Shape.of(2, 3), NDArray.zeros(2, 3, 4).argMax().shape());
      assertEquals(NDArray.of(new int[0]), NDArray.zeros(0, 3).argMax());
    }

    @Test
    void rejectsTheLargestOfNothing() {
      assertFails(IllegalStateException.class,
          "argMax needs values along the last axis, this array has shape (2, 0)", () -> NDArray.zeros(2, 0).argMax());
      assertFails(IllegalStateException.class, "argMax needs an array with rows, this one is a scalar",
          () -> NDArray.scalar(1).argMax());
    }

    @Test
    void equalsByTypeShapeAndBits() {
      assertEquals(TWO_BY_THREE, NDArray.of(Shape.of(2, 3), new float[] {1, 2, 3, 4, 5, 6}));
      assertEquals(TWO_BY_THREE.hashCode(), TWO_BY_THREE.slice(0, 2).hashCode());
      assertEquals(NDArray.of(1f, 2).hashCode(), NDArray.of(0f, 1, 2).slice(1, 3).hashCode());
      assertNotEquals(TWO_BY_THREE, TWO_BY_THREE.reshape(3, 2));
      assertNotEquals(NDArray.of(1f), NDArray.of(1));
      assertNotEquals(NDArray.of(0f), NDArray.of(-0f));
      assertEquals(NDArray.of(Float.NaN), NDArray.of(Float.NaN));
      assertNotEquals(PIXELS, NDArray.ofBytes(Shape.of(2, 2), new byte[] {0, 51, -1, 127}, 1));
    }

    @Test
    void isCloseAsInNumPy() {
      NDArray hundred = NDArray.of(100.0);
      assertTrue(NDArray.of(100.9).allClose(hundred, 0.01, 0));
      assertFalse(NDArray.of(101.1).allClose(hundred, 0.01, 0));
      assertTrue(NDArray.of(100.5f).allClose(hundred, 0, 0.5));
      assertFalse(hundred.allClose(NDArray.of(100.0, 100), 1, 1));
      assertFalse(NDArray.of(Float.NaN).allClose(NDArray.of(Float.NaN), 1, 1));
      assertTrue(NDArray.of(1 / 0f).allClose(NDArray.of(1 / 0f), 0, 0));
      assertFalse(NDArray.of(1f).allClose(NDArray.of(1 / 0f), 1, 1));
      assertFalse(NDArray.of(-1 / 0f).allClose(NDArray.of(1 / 0f), 1, 1));
    }
  }

  @Nested
  class CopyingRows {
    private final List<NDArray> kinds = List.of(
        NDArray.of(IntStream.range(0, 8).toArray()).reshape(4, 2).slice(1, 4),
        NDArray.of(new float[][] {{2, 3}, {4, 5}, {6, 7}}),
        NDArray.of(new double[][] {{2, 3}, {4, 5}, {6, 7}}),
        NDArray.ofBytes(Shape.of(3, 2), new byte[] {4, 6, 8, 10, 12, 14}, 0.5f));

    @Test
    void copiesInTheirOrder() {
      for (NDArray array : kinds) {
        float[] floats = {-1, -1, -1, -1, -1, -1};
        double[] doubles = {-1, -1, -1, -1, -1, -1};
        array.copyRows(null, 1, 2, floats, 1);
        array.copyRows(null, 1, 2, doubles, 1);
        assertArrayEquals(new float[] {-1, 4, 5, 6, 7, -1}, floats, array.dtype().kerasName());
        assertArrayEquals(new double[] {-1, 4, 5, 6, 7, -1}, doubles, array.dtype().kerasName());
      }
    }

    @Test
    void copiesInAnOrder() {
      int[] order = {0, 2, 0, 1};
      for (NDArray array : kinds) {
        float[] floats = {-1, -1, -1, -1, -1, -1};
        double[] doubles = {-1, -1, -1, -1, -1, -1};
        array.copyRows(order, 1, 2, floats, 2);
        array.copyRows(order, 1, 2, doubles, 2);
        assertArrayEquals(new float[] {-1, -1, 6, 7, 2, 3}, floats, array.dtype().kerasName());
        assertArrayEquals(new double[] {-1, -1, 6, 7, 2, 3}, doubles, array.dtype().kerasName());
      }
    }

    @Test
    void neverLeavesTheArray() {
      // A view has neighbours in its storage: an index past its end must not read them.
      NDArray view = TWO_BY_THREE.slice(0, 1);
      assertThrows(IndexOutOfBoundsException.class, () -> view.copyRows(new int[] {1}, 0, 1, new float[3], 0));
      assertThrows(IndexOutOfBoundsException.class, () -> view.copyRows(new int[] {-1}, 0, 1, new double[3], 0));
      assertThrows(IndexOutOfBoundsException.class, () -> view.copyRows(null, 0, 2, new float[6], 0));
      assertThrows(IndexOutOfBoundsException.class, () -> view.copyRows(new int[] {0}, 0, 2, new float[6], 0));
      assertFails(IndexOutOfBoundsException.class, "1 rows of 3 elements don't fit at 1 of 3",
          () -> view.copyRows(null, 0, 1, new float[3], 1));
    }
  }

  @Nested
  class Types {
    @Test
    void haveTheirKerasNames() {
      for (DType dtype : DType.values()) {
        assertSame(dtype, DType.of(dtype.kerasName()));
        assertEquals(dtype.kerasName(), dtype.toString());
      }
    }

    @Test
    void listTheKnownNames() {
      assertRefused("Unknown dtype \"float16\". Known: float32, float64, int32, uint8", () -> DType.of("float16"));
    }
  }

  @Test
  void elementsThatAreNoNumbersAreCounted() {
    assertEquals(0, NDArray.of(1f, -Float.MAX_VALUE, 0f).countNonFinite());
    assertEquals(2, NDArray.of(1f, Float.NaN, Float.POSITIVE_INFINITY).countNonFinite());
    assertEquals(1, NDArray.of(1.0, Double.NEGATIVE_INFINITY).countNonFinite());
    assertEquals(0, NDArray.of(1, 2).countNonFinite());
  }

  @Test
  void aSingleNaNIsNoticedWhereverItIs() {
    for (int size : new int[] {1, 7, 130, 20_000}) {
      assertFalse(NDArray.full(Shape.of(size), -Float.MAX_VALUE).mayHaveNaN());
      for (int at : new int[] {0, size / 2, size - 1}) {
        float[] values = new float[size];
        values[at] = Float.NaN;
        assertTrue(NDArray.wrap(Shape.of(size), values).mayHaveNaN(), "at " + at + " of " + size);
      }
    }
  }
}
