package org.neurona.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neurona.config.SnakeCase;

class LayerNamesTest {
  @ParameterizedTest
  @CsvSource({"Dense,dense", "Conv2D,conv2d", "Conv2DTranspose,conv2d_transpose", "MaxPooling2D,max_pooling2d",
      "GlobalAveragePooling1D,global_average_pooling1d", "BatchNormalization,batch_normalization", "LSTM,lstm",
      "ReLU,re_lu", "SimpleRNN,simple_rnn", "ELU,elu", "InputLayer,input_layer", "My-Layer,my_layer"})
  void namesAreKerasSnakeCase(String className, String name) {
    assertEquals(name, SnakeCase.of(className));
  }

  @Test
  void eachKindOfLayerIsCountedFromItsSecondOn() {
    assertEquals(List.of("input_layer", "dense", "flatten", "dense_1", "dense_2"), LayerNames.unique(
        List.of(new Input(2), new Dense(1), new Flatten(), new Dense(1), new Dense(1))));
  }

  @Test
  void countingStepsOverGivenNamesWhereverTheyStand() {
    assertEquals(List.of("dense_2", "dense", "dense_1", "dense_3"), LayerNames.unique(
        List.of(new Dense(1).name("dense_2"), new Dense(1), new Dense(1).name("dense_1"), new Dense(1))));
    assertEquals(List.of("dense_1", "dense"),
        LayerNames.unique(List.of(new Dense(1), new Dense(1).name("dense"))));
  }

  @Test
  void countersAreTheModelsOwn() {
    assertEquals(List.of("dense"), LayerNames.unique(List.of(new Dense(1))));
    assertEquals(List.of("dense"), LayerNames.unique(List.of(new Dense(1))));
  }

  @Test
  void aNameCannotBeGivenTwice() {
    List<Dense> layers = List.of(new Dense(1).name("x"), new Dense(2).name("x"));

    assertEquals("All layers added to a model should have unique names. Name 'x' is already the name of a layer in this "
        + "model.", assertThrows(IllegalArgumentException.class, () -> LayerNames.unique(layers)).getMessage());
  }
}
