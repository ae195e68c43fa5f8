package org.neurona;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class NDArrayPrintingTest {
  @ParameterizedTest(name = "{0}")
  @MethodSource("casesOfNumPy")
  void printsAsNumPy(String name, NDArray array, String expected) {
    assertEquals(expected, array.toString());
  }

  @Test
  void theTableOfCasesIsThere() {
    assertTrue(casesOfNumPy().count() > 80);
  }

  static Stream<Arguments> casesOfNumPy() {
    String table;
    try (InputStream in = NDArrayPrintingTest.class.getResourceAsStream("printed-by-numpy.txt")) {
      assertNotNull(in);
      table = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Arrays.stream(table.split("(?m)^== ")).skip(1).map(text -> {
      String[] lines = text.stripTrailing().split("\n", 4);
      String[] kind = lines[1].split(" ");
      return arguments(lines[0], array(kind[0], kind[1], lines[2]), lines[3]);
    });
  }

  private static NDArray array(String dtype, String dims, String values) {
    Shape shape = dims.equals("scalar") ? Shape.of()
        : Shape.of(Arrays.stream(dims.split("x")).mapToInt(Integer::parseInt).toArray());
    List<String> words = values.isEmpty() ? List.of() : List.of(values.split(" "));
    double[] doubles = words.stream().mapToDouble(Double::parseDouble).toArray();
    if (!dtype.equals("float32")) {
      return NDArray.of(shape, doubles).astype(DType.of(dtype));
    }
    float[] floats = new float[doubles.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = Float.parseFloat(words.get(i));
    }
    return NDArray.of(shape, floats);
  }

  @Test
  void shortensMoreThanThousandElements() {
    assertEquals("[   0    1    2 ...  998  999 1000]", NDArray.of(IntStream.range(0, 1001).toArray()).toString());
  }

  @Test
  void printsThousandElementsInFull() {
    String text = NDArray.of(IntStream.range(0, 1000).toArray()).toString();
    assertEquals("\n 990 991 992 993 994 995 996 997 998 999]", text.substring(text.lastIndexOf('\n')));
  }

  @Test
  void onlyThePrintedElementsDecideTheFormat() {
    float[] values = new float[1500];
    for (int i = 0; i < values.length; i++) {
      values[i] = i == 700 ? 1e30f : i / 4f;
    }
    assertEquals("[0.0000e+00 2.5000e-01 5.0000e-01 ... 3.7425e+02 3.7450e+02 3.7475e+02]",
        NDArray.of(values).toString());
  }

  @Test
  void shortensEveryLongAxis() {
    NDArray array = NDArray.of(IntStream.range(0, 4 * 784).map(i -> i % 256).toArray()).reshape(4, 28, 28);
    assertEquals("""
        [[[  0   1   2 ...  25  26  27]
          [ 28  29  30 ...  53  54  55]
          [ 56  57  58 ...  81  82  83]
          ...
          [188 189 190 ... 213 214 215]
          [216 217 218 ... 241 242 243]
          [244 245 246 ...  13  14  15]]

         [[ 16  17  18 ...  41  42  43]
          [ 44  45  46 ...  69  70  71]
          [ 72  73  74 ...  97  98  99]
          ...
          [204 205 206 ... 229 230 231]
          [232 233 234 ...   1   2   3]
          [  4   5   6 ...  29  30  31]]

         [[ 32  33  34 ...  57  58  59]
          [ 60  61  62 ...  85  86  87]
          [ 88  89  90 ... 113 114 115]
          ...
          [220 221 222 ... 245 246 247]
          [248 249 250 ...  17  18  19]
          [ 20  21  22 ...  45  46  47]]

         [[ 48  49  50 ...  73  74  75]
          [ 76  77  78 ... 101 102 103]
          [104 105 106 ... 129 130 131]
          ...
          [236 237 238 ...   5   6   7]
          [  8   9  10 ...  33  34  35]
          [ 36  37  38 ...  61  62  63]]]""", array.toString());
  }

  @Test
  void shortensRowsButNotTheirFewColumns() {
    NDArray array = NDArray.of(IntStream.range(0, 4000).toArray()).reshape(1000, 4).astype(DType.FLOAT32);
    assertEquals("""
        [[0.000e+00 1.000e+00 2.000e+00 3.000e+00]
         [4.000e+00 5.000e+00 6.000e+00 7.000e+00]
         [8.000e+00 9.000e+00 1.000e+01 1.100e+01]
         ...
         [3.988e+03 3.989e+03 3.990e+03 3.991e+03]
         [3.992e+03 3.993e+03 3.994e+03 3.995e+03]
         [3.996e+03 3.997e+03 3.998e+03 3.999e+03]]""", array.toString());
  }

  @Test
  void printsBytesAsIntegers() {
    assertEquals("[  0 255  16]", NDArray.ofBytes(Shape.of(3), new byte[] {0, -1, 16}, 1).toString());
  }

  @Test
  void printsScaledBytesAsTheFloatsTheyRead() {
    assertEquals("[0.        1.        0.0627451]",
        NDArray.ofBytes(Shape.of(3), new byte[] {0, -1, 16}, 1 / 255f).toString());
  }

  @Test
  void printsAViewWithItsOwnElements() {
    NDArray array = NDArray.of(new int[][] {{1000, 2000}, {3, 4}, {5, 6}});
    assertEquals("[3 4]", array.row(1).toString());
    assertEquals("[[3 4]\n [5 6]]", array.slice(1, 3).toString());
  }
}
