package org.neurona.optimizers;

import static org.neurona.ops.Ops.add;
import static org.neurona.ops.Ops.multiply;
import static org.neurona.ops.Ops.subtract;

import org.neurona.ops.Tensor;

/** Running means in slots, in the two ways in which Keras writes them. */
final class Moving {
  private Moving() {}

  /** A slot moved a part of the way to a value, which is also kept. */
  static Tensor towards(Update update, String slot, Tensor value, double part) {
    Tensor before = update.slot(slot);
    Tensor after = add(before, multiply(subtract(value, before), part));
    update.assignSlot(slot, after);
    return after;
  }

  /** So much of a slot and the rest of a value, which is also kept. */
  static Tensor average(Update update, String slot, Tensor value, double decay) {
    Tensor mean = add(multiply(update.slot(slot), decay), multiply(value, 1 - decay));
    update.assignSlot(slot, mean);
    return mean;
  }
}
