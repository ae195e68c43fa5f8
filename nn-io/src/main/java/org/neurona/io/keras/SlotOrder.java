package org.neurona.io.keras;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The order in which Keras 3 writes what an optimizer keeps for each weight. Slots of one group come weight by weight
 * ({@code momentum, velocity, momentum, velocity}), groups one after the other.
 */
final class SlotOrder {
  private static final List<List<String>> COMMON = List.of(List.of("average"), List.of("gradient_accumulator"));
  private static final Map<String, List<List<String>>> OWN = Map.ofEntries(
      Map.entry("SGD", List.of(List.of("momentum"))),
      Map.entry("RMSprop", List.of(List.of("velocity"), List.of("momentum"), List.of("average_gradient"))),
      Map.entry("Adam", List.of(List.of("momentum", "velocity"), List.of("velocity_hat"))),
      Map.entry("AdamW", List.of(List.of("momentum", "velocity"), List.of("velocity_hat"))),
      Map.entry("Adamax", List.of(List.of("momentum", "norm"))),
      Map.entry("Nadam", List.of(List.of("momentum", "velocity"))),
      Map.entry("Adagrad", List.of(List.of("accumulator"))),
      Map.entry("Adadelta", List.of(List.of("accumulated_grad", "accumulated_delta_var"))),
      Map.entry("Ftrl", List.of(List.of("accumulator", "linear"))),
      Map.entry("Lion", List.of(List.of("momentum"))),
      Map.entry("Lamb", List.of(List.of("momentum", "velocity"))),
      // Of these two a weight has some, by its shape or its layer.
      Map.entry("Muon", List.of(List.of("momentum", "velocity"))),
      Map.entry("Adafactor", List.of(List.of("r", "c", "v"))),
      Map.entry("ScheduleFreeAdamW", List.of(List.of("momentum", "velocity"))));

  private SlotOrder() {}

  /** Whether the order of an optimizer's slots is known. */
  static boolean isKnown(String optimizer) {
    return OWN.containsKey(optimizer);
  }

  /**
   * The slots that there are, as {@code layer/weight/slot}, in Keras' order.
   *
   * @param optimizer the optimizer's class
   * @param weights the trainable weights, as {@code layer/weight}, in Keras' order
   * @param slots the slots that there are
   * @param bySlot whether even slots of one group come one after the other, as up to Keras 2
   */
  static List<String> of(String optimizer, List<String> weights, Set<String> slots, boolean bySlot) {
    List<List<String>> groups = new ArrayList<>(COMMON);
    for (List<String> group : OWN.get(optimizer)) {
      if (bySlot) {
        group.forEach(slot -> groups.add(List.of(slot)));
      } else {
        groups.add(group);
      }
    }
    List<String> order = new ArrayList<>();
    for (List<String> group : groups) {
      for (String weight : weights) {
        for (String slot : group) {
          if (slots.contains(weight + "/" + slot)) {
            order.add(weight + "/" + slot);
          }
        }
      }
    }
    return order;
  }
}
