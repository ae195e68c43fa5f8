package org.neurona.io.keras;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.neurona.Model;
import org.neurona.NDArray;
import org.neurona.Shape;
import org.neurona.layers.LayerGraph.Member;
import org.neurona.layers.WeightSpec;
import org.neurona.spi.TrainingState;

/**
 * The optimizer's state as Keras writes it: how many steps were made, the learning rate, unless it follows a schedule,
 * and what is kept for each weight.
 */
final class OptimizerArrays {
  private static final System.Logger LOG = System.getLogger(OptimizerArrays.class.getName());

  private OptimizerArrays() {}

  /** The trainable weights of a model, as {@code layer/weight}, layer by layer in the order of the names given. */
  private static List<String> trained(Model model, List<LayerName> order) {
    Map<String, Member> members = new HashMap<>();
    model.graph().members().forEach(member -> members.put(member.name(), member));
    List<String> weights = new ArrayList<>();
    for (LayerName layer : order) {
      if (members.containsKey(layer.name())) {
        members.get(layer.name()).weights().stream().filter(WeightSpec::trainable)
            .forEach(weight -> weights.add(layer.name() + "/" + weight.name()));
      }
    }
    return weights;
  }

  /**
   * Lets a compiled model go on from a file's arrays. Arrays that can't be understood are left, with a warning: the
   * weights are right all the same.
   *
   * @param arrays by name, in order; the names are numbers where the file has none
   * @param bySlot whether all arrays of one slot come before those of the next
   */
  static void restore(Model model, List<LayerName> order, Map<String, NDArray> arrays, boolean bySlot) {
    if (arrays.isEmpty()) {
      return;
    }
    String problem = tryToRestore(model, order, List.copyOf(arrays.values()), bySlot);
    if (problem != null) {
      LOG.log(System.Logger.Level.WARNING, "The optimizer''s state was not taken over, it starts afresh: {0}", problem);
    }
  }

  private static String tryToRestore(Model model, List<LayerName> order, List<NDArray> arrays, boolean bySlot) {
    if (arrays.get(0).shape().rank() != 0) {
      return "the file does not say how many steps were made";
    }
    String optimizer = model.compileOptions().optimizer().className();
    if (!SlotOrder.isKnown(optimizer)) {
      return "the order of " + optimizer + "'s arrays is not known";
    }
    TrainingState fresh = model.trainingState();
    int next = 1;
    double learningRate = fresh.learningRate();
    if (arrays.size() > 1 && arrays.get(1).shape().rank() == 0) {
      learningRate = arrays.get(1).toDoubleArray()[0];
      next = 2;
    }
    List<NDArray> rest = arrays.subList(next, arrays.size());
    List<String> weights = trained(model, order);
    Map<String, NDArray> slots = new LinkedHashMap<>(fresh.slots());
    if (!rest.isEmpty()) {
      List<String> names = SlotOrder.of(optimizer, weights, fresh.slots().keySet(), bySlot);
      if (!fits(names, fresh, rest)) {
        // Between 3.9 and 3.10 Keras 3 wrote slot after slot, too.
        names = SlotOrder.of(optimizer, weights, fresh.slots().keySet(), !bySlot);
      }
      if (!fits(names, fresh, rest)) {
        return "the file has " + rest.size() + " arrays for the " + names.size() + " of " + optimizer
            + ", or of other shapes";
      }
      for (int i = 0; i < names.size(); i++) {
        slots.put(names.get(i), rest.get(i));
      }
    }
    double iterations = arrays.get(0).size() == 1 ? arrays.get(0).toDoubleArray()[0] : Double.NaN;
    if (!(iterations >= 0) || !Double.isFinite(learningRate) || learningRate < 0) {
      return "it claims " + iterations + " steps at the learning rate " + learningRate;
    }
    model.restore(new TrainingState((long) iterations, fresh.epochs(), learningRate, slots));
    return null;
  }

  /** Whether arrays fit; ones of one number behind them stand for what is not used, as amsgrad's did. */
  private static boolean fits(List<String> names, TrainingState fresh, List<NDArray> arrays) {
    if (arrays.size() < names.size()
        || arrays.subList(names.size(), arrays.size()).stream().anyMatch(array -> array.size() != 1)) {
      return false;
    }
    for (int i = 0; i < names.size(); i++) {
      Shape shape = fresh.slots().get(names.get(i)).shape();
      if (!arrays.get(i).shape().equals(shape)) {
        return false;
      }
    }
    return true;
  }

  /**
   * The names of slots in Keras 3's order.
   *
   * @return the names, or null if the order is not known
   */
  static List<String> slots(Model model, List<LayerName> order, TrainingState state) {
    String optimizer = model.compileOptions().optimizer().className();
    return SlotOrder.isKnown(optimizer)
        ? SlotOrder.of(optimizer, trained(model, order), state.slots().keySet(), false) : null;
  }
}
