package org.neurona.io.keras;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.neurona.Model;
import org.neurona.NDArray;
import org.neurona.Shape;
import org.neurona.io.keras.VariableGroup.Key;
import org.neurona.io.keras.VariableGroup.Variable;
import org.neurona.layers.Weight;
import org.neurona.spi.TrainingState;

/**
 * The optimizer's state as Keras writes it: how many steps were made, the learning rate, unless it follows a schedule,
 * and what is kept for each weight.
 */
final class OptimizerArrays {
  private static final System.Logger LOG = System.getLogger(OptimizerArrays.class.getName());

  /** Whose steps are the same whatever their number is, which Keras 1 and the first of Keras 2 did not write. */
  private static final Set<String> STEPLESS = Set.of("SGD", "RMSprop", "Adagrad", "Adadelta");

  private OptimizerArrays() {}

  /**
   * The weights of a model, as {@code layer/weight}, in Keras' order.
   *
   * @param repeated whether a layer that stands in several places comes as often
   */
  private static List<String> weights(Model model, List<VariableGroup> layers, boolean repeated) {
    Map<Key, String> paths = new HashMap<>();
    model.graph().weights().forEach(weight -> paths.put(Key.of(weight), weight.path()));
    Set<Key> seen = new HashSet<>();
    List<String> weights = new ArrayList<>();
    for (VariableGroup layer : layers) {
      for (Variable variable : layer.variables("", repeated)) {
        Key key = Key.of(variable.weight());
        if (seen.add(key) || repeated) {
          weights.add(paths.get(key));
        }
      }
    }
    return weights;
  }

  /**
   * Lets a compiled model go on from a file's arrays. Arrays that can't be understood are left, with a warning: the
   * weights are right all the same.
   *
   * @param layers the model's layers, in the file's order
   * @param arrays by name, in order; the names are numbers where the file has none
   * @param bySlot whether all arrays of one slot come before those of the next
   */
  static void restore(Model model, List<VariableGroup> layers, Map<String, NDArray> arrays, boolean bySlot) {
    if (arrays.isEmpty()) {
      return;
    }
    String problem = tryToRestore(model, layers, List.copyOf(arrays.values()), bySlot);
    if (problem != null) {
      LOG.log(System.Logger.Level.WARNING, "The optimizer''s state was not taken over, it starts afresh: {0}", problem);
    }
  }

  private static String tryToRestore(Model model, List<VariableGroup> layers, List<NDArray> arrays,
      boolean bySlot) {
    String optimizer = model.compileOptions().optimizer().className();
    boolean counted = arrays.get(0).shape().rank() == 0;
    if (!counted && !STEPLESS.contains(optimizer)) {
      return "the file does not say how many steps were made";
    }
    if (!SlotOrder.isKnown(optimizer)) {
      return "the order of " + optimizer + "'s arrays is not known";
    }
    TrainingState state = model.trainingState();
    TrainingState fresh = withPlaceholders(model, state);
    int next = counted ? 1 : 0;
    double learningRate = fresh.learningRate();
    if (counted && arrays.size() > 1 && arrays.get(1).shape().rank() == 0) {
      learningRate = arrays.get(1).toDoubleArray()[0];
      next = 2;
    }
    List<NDArray> rest = arrays.subList(next, arrays.size());
    Map<String, NDArray> slots = new LinkedHashMap<>(state.slots());
    if (!rest.isEmpty()) {
      List<String> names = null;
      // Between 3.9 and 3.10 Keras 3 wrote slot after slot, too.
      for (boolean by : new boolean[] {bySlot, !bySlot}) {
        for (boolean repeated : new boolean[] {true, false}) {
          List<String> tried =
              SlotOrder.of(optimizer, weights(model, layers, repeated), fresh.slots().keySet(), by);
          names = names == null || !fits(names, fresh, rest) ? tried : names;
        }
      }
      if (!fits(names, fresh, rest)) {
        return "the file has " + rest.size() + " arrays for the " + names.size() + " of " + optimizer
            + ", or of other shapes";
      }
      for (int i = 0; i < names.size(); i++) {
        slots.replace(names.get(i), rest.get(i));
      }
    }
    double iterations = !counted ? 0 : arrays.get(0).size() == 1 ? arrays.get(0).toDoubleArray()[0] : Double.NaN;
    if (!(iterations >= 0) || !Double.isFinite(learningRate) || learningRate < 0) {
      return "it claims " + iterations + " steps at the learning rate " + learningRate;
    }
    model.restore(new TrainingState((long) iterations, fresh.epochs(), learningRate, slots));
    return null;
  }

  /** Keras' Adafactor has three arrays for each weight, of which it uses one or two: the others are zeros. */
  private static TrainingState withPlaceholders(Model model, TrainingState state) {
    if (!model.compileOptions().optimizer().className().equals("Adafactor")) {
      return state;
    }
    Map<String, NDArray> slots = new LinkedHashMap<>(state.slots());
    for (Weight weight : model.graph().weights()) {
      if (slots.containsKey(weight.path() + "/v")) {
        slots.put(weight.path() + "/r", NDArray.scalar(0));
        slots.put(weight.path() + "/c", NDArray.scalar(0));
      } else if (slots.containsKey(weight.path() + "/r")) {
        slots.put(weight.path() + "/v", NDArray.zeros(weight.spec().shape()));
      }
    }
    return new TrainingState(state.iterations(), state.epochs(), state.learningRate(), slots);
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
   * What is kept for each weight, in the order and by the names of Keras 3.
   *
   * @param scope what comes before the names of the model's layers
   * @return the arrays, or null if their order is not known
   */
  static Map<String, NDArray> slots(Model model, List<VariableGroup> layers, String scope, TrainingState state) {
    String optimizer = model.compileOptions().optimizer().className();
    if (!SlotOrder.isKnown(optimizer)) {
      return null;
    }
    Map<String, Map<String, NDArray>> kept = new HashMap<>();
    withPlaceholders(model, state).slots().forEach((path, array) -> {
      int slash = path.lastIndexOf('/');
      kept.computeIfAbsent(path.substring(0, slash), unused -> new LinkedHashMap<>())
          .put(path.substring(slash), array);
    });
    Map<String, NDArray> byName = new LinkedHashMap<>();
    Set<String> names = new LinkedHashSet<>();
    List<String> weights = weights(model, layers, true);
    for (VariableGroup layer : layers) {
      for (Variable variable : layer.variables(scope, true)) {
        String name = unique(variable.path(), names);
        kept.getOrDefault(weights.get(names.size()), Map.of()).forEach((slot, array) -> byName.put(name + slot, array));
        names.add(name);
      }
    }
    Map<String, NDArray> slots = new LinkedHashMap<>();
    for (String slot : SlotOrder.of(optimizer, List.copyOf(names), byName.keySet(), false)) {
      slots.put(unique(slot.replace('/', '_'), slots.keySet()), byName.get(slot));
    }
    if (optimizer.equals("Nadam")) {
      slots.put("u_product", NDArray.scalar(momentumProduct(model, state.iterations())));
    }
    return slots;
  }

  /** The product of Nadam's momenta up to now, {@code beta_1 (1 - 0.96^t / 2)}, in single precision as Keras has it. */
  private static float momentumProduct(Model model, long steps) {
    float beta1 = ((Number) model.compileOptions().optimizer().config().toMap().get("beta_1")).floatValue();
    float product = 1;
    for (long step = 1; step <= steps && product != 0; step++) {
      product *= beta1 * (1 - 0.5f * (float) Math.pow(0.96f, step));
    }
    return product;
  }

  /** Keras gives the same name to weights of two models inside that have layers of the same names. */
  private static String unique(String name, Collection<String> taken) {
    String free = name;
    while (taken.contains(free)) {
      free += "_1";
    }
    return free;
  }
}
