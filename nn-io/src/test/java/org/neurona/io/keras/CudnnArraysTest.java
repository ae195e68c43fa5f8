package org.neurona.io.keras;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.neurona.Model;
import org.neurona.NDArray;
import org.neurona.Shape;
import org.neurona.io.ModelFormatException;
import org.neurona.io.Models;
import org.neurona.io.UnsupportedModelException;

/**
 * Weights as cuDNN has them. What is expected is Keras 2's rule, {@code kernel.T.reshape(kernel.shape, order='F')} for
 * each gate, by hand: of the kernel 1 2 / 3 4 / 5 6 the transposed one is 1 3 5 / 2 4 6, which fills the columns of the
 * result when it is read column by column: 1 2 3 / 4 5 6, and so the result is 1 4 / 2 5 / 3 6.
 */
class CudnnArraysTest {
  private static NDArray sideBySide(int gates, float[][] one) {
    float[][] all = new float[one.length][gates * one[0].length];
    for (int row = 0; row < one.length; row++) {
      for (int gate = 0; gate < gates; gate++) {
        for (int i = 0; i < one[row].length; i++) {
          all[row][gate * one[row].length + i] = one[row][i] + 100 * gate;
        }
      }
    }
    return NDArray.of(all);
  }

  private static NDArray numbers(int count) {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = i;
    }
    return NDArray.wrap(Shape.of(count), numbers);
  }

  @Test
  void anLstmAddsItsTwoBiases() {
    List<NDArray> converted = CudnnArrays.convert("LSTM",
        List.of(sideBySide(4, new float[][] {{1, 2}, {3, 4}, {5, 6}}), sideBySide(4, new float[][] {{1, 2}, {3, 4}}),
            numbers(16)));

    assertEquals(sideBySide(4, new float[][] {{1, 4}, {2, 5}, {3, 6}}), converted.get(0));
    assertEquals(sideBySide(4, new float[][] {{1, 3}, {2, 4}}), converted.get(1));
    assertEquals(NDArray.of(8f, 10f, 12f, 14f, 16f, 18f, 20f, 22f), converted.get(2));
  }

  @Test
  void aGruKeepsThem() {
    List<NDArray> converted = CudnnArrays.convert("GRU",
        List.of(sideBySide(3, new float[][] {{1, 2}, {3, 4}, {5, 6}}), sideBySide(3, new float[][] {{1, 2}, {3, 4}}),
            numbers(12)));

    assertEquals(sideBySide(3, new float[][] {{1, 4}, {2, 5}, {3, 6}}), converted.get(0));
    assertEquals(sideBySide(3, new float[][] {{1, 3}, {2, 4}}), converted.get(1));
    assertEquals(numbers(12).reshape(2, 6), converted.get(2));
  }

  @Test
  void bothDirectionsAreConvertedEachByItself() {
    List<NDArray> one = List.of(sideBySide(3, new float[][] {{1, 2}}), sideBySide(3, new float[][] {{1, 2}, {3, 4}}),
        numbers(12));
    List<NDArray> both = new ArrayList<>(one);
    both.addAll(one);

    List<NDArray> converted = CudnnArrays.convert("Bidirectional", both);

    assertEquals(CudnnArrays.convert("GRU", one), converted.subList(0, 3));
    assertEquals(converted.subList(0, 3), converted.subList(3, 6));
  }

  @Test
  void otherWeightsStayAsTheyAre() {
    List<NDArray> lstm = List.of(sideBySide(4, new float[][] {{1, 2}}), sideBySide(4, new float[][] {{1, 2}, {3, 4}}),
        numbers(8));
    assertSame(lstm, CudnnArrays.convert("LSTM", lstm));
    assertSame(lstm, CudnnArrays.convert("Dense", lstm));
  }

  @Test
  void theLayersAreReadUnderTheirCommonNames() throws ModelFormatException, UnsupportedModelException {
    Model model = Models.fromJson("{\"class_name\": \"Sequential\", \"keras_version\": \"2.3.1\", \"config\": "
        + "{\"name\": \"m\", \"layers\": [{\"class_name\": \"CuDNNLSTM\", \"config\": {\"name\": \"a\", \"units\": 2, "
        + "\"batch_input_shape\": [null, 5, 3], \"return_sequences\": true, \"unit_forget_bias\": true}}, "
        + "{\"class_name\": \"CuDNNGRU\", \"config\": {\"name\": \"b\", \"units\": 3}}]}}");

    assertEquals(List.of("LSTM", "GRU"), model.layers().stream().map(layer -> layer.className()).toList());
    assertEquals(Shape.of(2, 9), model.getWeights("b").get(2).shape());
  }
}
