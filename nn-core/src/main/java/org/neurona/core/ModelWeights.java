package org.neurona.core;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.neurona.NDArray;
import org.neurona.Shape;
import org.neurona.constraints.Constraint;
import org.neurona.core.engine.Backend;
import org.neurona.core.engine.Storage;
import org.neurona.initializers.Initializer;
import org.neurona.layers.LayerGraph;
import org.neurona.layers.LayerState;
import org.neurona.layers.Weight;
import org.neurona.ops.Variable;
import org.neurona.regularizers.Regularizer;

/**
 * A model's weights, in Keras' order, and what its layers keep besides. Their memory may be shared with other models
 * ({@link LayerState}); the variables, which have the paths that weights have in this model, and whether it trains them,
 * are its own.
 */
final class ModelWeights {
  private final LayerGraph graph;
  private final List<Weight> weights;
  private final Set<LayerState> frozen;
  private final List<Variable> variables;
  /** The variables by those under which the memory was first known. */
  private final Map<Variable, Variable> byMemory = new IdentityHashMap<>();
  private final Storage memory;
  private final Storage storage;

  /**
   * The weights of a model.
   *
   * @param ownVariables whether the variables are this model's own, rather than those of all models with these weights
   */
  private ModelWeights(LayerGraph graph, Set<LayerState> frozen, Storage memory, boolean ownVariables) {
    this.graph = graph;
    this.weights = graph.weights();
    this.frozen = frozen;
    this.memory = memory;
    this.variables = new ArrayList<>();
    for (Weight weight : weights) {
      Variable variable = ownVariables ? own(weight) : stored(weight);
      variables.add(variable);
      byMemory.put(stored(weight), variable);
    }
    for (Weight state : graph.states()) {
      byMemory.put(stored(state), ownVariables ? own(state) : stored(state));
    }
    Map<Variable, Variable> names = new IdentityHashMap<>();
    for (Map.Entry<Variable, Variable> known : byMemory.entrySet()) {
      names.put(known.getValue(), known.getKey());
    }
    this.storage = memory.named(names);
  }

  /**
   * The weights of a model: those that other models hold already, and new ones for the rest.
   *
   * @throws IllegalStateException if some are held by another engine, or the layer was built for other inputs
   */
  static ModelWeights of(LayerGraph graph, Backend backend) {
    synchronized (ModelWeights.class) { // two models that are built at a time don't both make the weights of a layer
      Storage memory = memory(graph, backend);
      return new ModelWeights(graph, Set.of(), memory, false).frozen(graph.frozen(true));
    }
  }

  private static Storage memory(LayerGraph graph, Backend backend) {
    Map<Storage, Boolean> shared = new IdentityHashMap<>();
    Map<LayerState, List<Variable>> weights = made(graph.weights(), backend, shared,
        "its inputs must have the same width");
    Map<LayerState, List<Variable>> states = made(graph.states(), backend, shared,
        "it is stateful, and its batches must have the same size");
    List<Variable> all = new ArrayList<>();
    for (List<Variable> ofLayer : weights.values()) {
      all.addAll(ofLayer);
    }
    for (List<Variable> ofLayer : states.values()) {
      all.addAll(ofLayer);
    }
    Storage own = backend.allocate(all);
    SharedLock lock = new SharedLock();
    Set<LayerState> owners = new LinkedHashSet<>(weights.keySet());
    owners.addAll(states.keySet());
    for (LayerState owner : owners) {
      owner.hold(new StoredWeights(backend.name(), weights.getOrDefault(owner, List.of()),
          states.getOrDefault(owner, List.of()), own, lock));
    }
    Storage memory = own;
    for (Storage other : shared.keySet()) {
      memory = memory.and(other);
    }
    return memory;
  }

  /** New variables for what no model holds yet, by the layers; the memory of the rest is added to the shared one. */
  private static Map<LayerState, List<Variable>> made(List<Weight> weights, Backend backend,
      Map<Storage, Boolean> shared, String rule) {
    Map<LayerState, List<Variable>> made = new LinkedHashMap<>();
    for (Weight weight : weights) {
      if (weight.owner().weights() == null) {
        if (!made.containsKey(weight.owner())) {
          made.put(weight.owner(), new ArrayList<>());
        }
        made.get(weight.owner())
            .add(new Variable(weight.path(), weight.spec().shape(), weight.spec().trainable()));
      } else {
        requireSame(weight, backend, rule);
        shared.put(home(weight).storage(), true);
      }
    }
    return made;
  }

  private static void requireSame(Weight weight, Backend backend, String rule) {
    StoredWeights home = home(weight);
    if (!home.engine().equals(backend.name())) {
      throw new IllegalStateException("Weight " + weight.path() + " is shared with a model on engine " + home.engine()
          + ": this model can't run on " + backend.name() + ". Choose one engine for both before the first is used");
    }
    Shape there = weight.index() < home.variables().size() ? home.variables().get(weight.index()).shape() : null;
    if (!weight.spec().shape().equals(there)) {
      throw new IllegalStateException("Weight " + weight.path() + " has shape " + weight.spec().shape()
          + " here, but " + there + " in another model with the same layer: " + rule);
    }
  }

  private static StoredWeights home(Weight weight) {
    return (StoredWeights) weight.owner().weights();
  }

  private static Variable stored(Weight weight) {
    return home(weight).variables().get(weight.index());
  }

  private Variable own(Weight weight) {
    return new Variable(weight.path(), weight.spec().shape(), isTrained(weight, frozen));
  }

  /** The same weights for training that leaves some layers' alone. */
  ModelWeights frozen(Set<LayerState> layers) {
    return new ModelWeights(graph, layers, memory, true);
  }

  /** The same, but with variables that are those of other models with the same weights as well. */
  ModelWeights inCommon(Set<LayerState> layers) {
    return new ModelWeights(graph, layers, memory, false);
  }

  private static boolean isTrained(Weight weight, Set<LayerState> frozen) {
    return weight.spec().trainable() && !frozen.contains(weight.owner());
  }

  /** The locks of the memory. */
  List<SharedLock> locks() {
    Set<SharedLock> locks = new LinkedHashSet<>();
    for (Weight weight : weights) {
      locks.add(home(weight).lock());
    }
    for (Weight state : graph.states()) {
      locks.add(home(state).lock());
    }
    return SharedLock.inOrder(locks);
  }

  /** All variables, layer by layer. */
  List<Variable> variables() {
    return variables;
  }

  /** The variables that training by gradient changes. */
  List<Variable> trainable() {
    return IntStream.range(0, variables.size()).filter(i -> isTrained(weights.get(i), frozen))
        .mapToObj(variables::get).toList();
  }

  /** The layers whose weights training leaves alone. */
  Set<LayerState> frozen() {
    return Collections.unmodifiableSet(frozen);
  }

  /** The whole memory, by the variables under which it was first known. */
  Storage memory() {
    return memory;
  }

  /** Where the variables' numbers are. */
  Storage storage() {
    return storage;
  }

  /** The regularizer of each variable that has one; as in Keras, of those that training changes. */
  Map<Variable, Regularizer> penalties() {
    Map<Variable, Regularizer> penalties = new LinkedHashMap<>();
    for (int i = 0; i < weights.size(); i++) {
      if (weights.get(i).spec().regularizer() != null && isTrained(weights.get(i), frozen)) {
        penalties.put(variables.get(i), weights.get(i).spec().regularizer());
      }
    }
    return penalties;
  }

  /** The constraint of each variable that has one. */
  Map<Variable, Constraint> constraints() {
    Map<Variable, Constraint> constraints = new LinkedHashMap<>();
    for (int i = 0; i < weights.size(); i++) {
      if (weights.get(i).spec().constraint() != null) {
        constraints.put(variables.get(i), weights.get(i).spec().constraint());
      }
    }
    return constraints;
  }

  /** The variables of one layer, in the order of its weights and then its states. */
  List<Variable> of(LayerGraph.Member member) {
    List<Variable> own = new ArrayList<>();
    for (Weight weight : graph.weights(member)) {
      own.add(variable(weight));
    }
    for (Weight state : graph.states(member)) {
      own.add(variable(state));
    }
    return own;
  }

  private Variable variable(Weight weight) {
    return byMemory.get(stored(weight));
  }

  /** Gives each weight its first values, unless others came before. */
  void initialize(long modelSeed) {
    Set<StoredWeights> filled = Collections.newSetFromMap(new IdentityHashMap<>());
    for (int i = 0; i < weights.size(); i++) {
      if (!home(weights.get(i)).isInitialized()) {
        storage.set(variables.get(i), initialValue(i, modelSeed));
        filled.add(home(weights.get(i)));
      }
    }
    for (StoredWeights home : filled) {
      home.setInitialized();
    }
  }

  /** Replaces all weights. */
  void set(List<NDArray> values) {
    for (int i = 0; i < values.size(); i++) {
      storage.set(variables.get(i), values.get(i));
      home(weights.get(i)).setInitialized();
    }
  }

  private NDArray initialValue(int index, long modelSeed) {
    Initializer initializer = weights.get(index).spec().initializer();
    Long ownSeed = initializer.seed();
    SeededRandom random = ownSeed == null
        ? new SeededRandom(modelSeed, SeededRandom.Use.WEIGHT, index)
        : new SeededRandom(ownSeed, SeededRandom.Use.WEIGHT, 0);
    Shape shape = weights.get(index).spec().shape();
    double[] values = initializer.values(shape, random);
    if (values.length != shape.size()) {
      throw new IllegalStateException("Initializer " + initializer + " gave " + values.length + " values for weight "
          + variables.get(index).path() + " of shape " + shape);
    }
    return NDArray.wrap(shape, values);
  }
}
