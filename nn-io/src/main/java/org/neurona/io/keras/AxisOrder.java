package org.neurona.io.keras;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.neurona.config.CustomObjects;
import org.neurona.io.keras.ModelConfig.Declared;
import org.neurona.layers.Layers;
import org.neurona.ops.Tensor;

/**
 * Applies layers whose axes come channels first: between two that move the channels to the end and back, so that all
 * that is around them, the model's input included, stays as Keras has it. Of layers one behind the other the moves fall
 * away.
 */
final class AxisOrder {
  private static final String MOVE = "Permute";

  /** What a tensor was before its channels were moved back to the front. */
  private final Map<Tensor, Tensor> channelsLast = new IdentityHashMap<>();
  private int moves;

  /** Whether there is a layer that moves axes. */
  static boolean isAvailable() {
    return Layers.catalogue().find(MOVE).isPresent();
  }

  List<Tensor> apply(Declared declared, List<Tensor> inputs) {
    if (!declared.channelsFirst()) {
      return declared.layer().applyAll(inputs.toArray(Tensor[]::new));
    }
    List<Tensor> moved = inputs.stream().map(this::toLast).toList();
    List<Tensor> outputs = declared.layer().applyAll(moved.toArray(Tensor[]::new));
    return outputs.stream().map(output -> output.rank() < 3 ? output : toFirst(output)).toList();
  }

  private Tensor toLast(Tensor input) {
    Tensor before = channelsLast.get(input);
    if (before != null || input.rank() < 3) {
      return before == null ? input : before;
    }
    List<Object> axes = new ArrayList<>();
    IntStream.range(2, input.rank()).forEach(axis -> axes.add((long) axis));
    axes.add(1L);
    return move(input, axes);
  }

  private Tensor toFirst(Tensor output) {
    List<Object> axes = new ArrayList<>(List.of(output.rank() - 1L));
    IntStream.range(1, output.rank() - 1).forEach(axis -> axes.add((long) axis));
    Tensor first = move(output, axes);
    channelsLast.put(first, output);
    return first;
  }

  private Tensor move(Tensor tensor, List<Object> axes) {
    Map<String, Object> config = Map.of("name", "axis_order_" + ++moves, "dims", axes);
    return Layers.catalogue().read(Map.of("class_name", MOVE, "config", config), CustomObjects.none()).apply(tensor);
  }
}
