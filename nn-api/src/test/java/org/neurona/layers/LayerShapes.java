package org.neurona.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.neurona.Shape;
import org.neurona.ops.Tensor;

/** What a layer declares for inputs, and what it says of those that don't fit. */
final class LayerShapes {
  private LayerShapes() {}

  /** Fails unless the output has these axes behind the batch's, and the weights are those. */
  static void assertDeclares(Layer layer, List<Tensor> inputs, Shape row, String weights) {
    List<Shape> shapes = inputs.stream().map(Tensor::shape).toList();

    assertEquals(row.prepend(Shape.UNKNOWN), layer.apply(inputs).shape());
    assertEquals(weights, layer.declareWeights(shapes, "").stream()
        .map(spec -> spec.name() + " " + spec.shape()).toList().toString());
  }

  /** Fails unless the layer refuses the inputs with this message. */
  static void assertRefuses(Layer layer, List<Tensor> inputs, String message) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, () -> layer.apply(inputs)).getMessage());
  }
}
