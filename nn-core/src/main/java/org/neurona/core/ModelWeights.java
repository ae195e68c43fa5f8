package org.neurona.core;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.neurona.NDArray;
import org.neurona.Shape;
import org.neurona.constraints.Constraint;
import org.neurona.initializers.Initializer;
import org.neurona.layers.LayerGraph;
import org.neurona.layers.WeightSpec;
import org.neurona.ops.Variable;
import org.neurona.regularizers.Regularizer;

/** The variables behind a model's weights, in Keras' order. */
final class ModelWeights {
  private final List<Variable> variables = new ArrayList<>();
  private final List<WeightSpec> specs = new ArrayList<>();
  private final Map<LayerGraph.Member, List<Variable>> byMember = new IdentityHashMap<>();

  ModelWeights(LayerGraph graph) {
    for (LayerGraph.Member member : graph.members()) {
      List<Variable> own = new ArrayList<>();
      for (WeightSpec spec : member.weights()) {
        own.add(new Variable(member.name() + "/" + spec.name(), spec.shape(), spec.trainable()));
        specs.add(spec);
      }
      variables.addAll(own);
      byMember.put(member, own);
    }
  }

  /** All variables, layer by layer. */
  List<Variable> variables() {
    return Collections.unmodifiableList(variables);
  }

  /** The variables that training by gradient changes. */
  List<Variable> trainable() {
    return variables.stream().filter(Variable::isTrainable).toList();
  }

  /** The regularizer of each variable that has one. */
  Map<Variable, Regularizer> penalties() {
    Map<Variable, Regularizer> penalties = new LinkedHashMap<>();
    for (int i = 0; i < specs.size(); i++) {
      if (specs.get(i).regularizer() != null) {
        penalties.put(variables.get(i), specs.get(i).regularizer());
      }
    }
    return penalties;
  }

  /** The constraint of each variable that has one. */
  Map<Variable, Constraint> constraints() {
    Map<Variable, Constraint> constraints = new LinkedHashMap<>();
    for (int i = 0; i < specs.size(); i++) {
      if (specs.get(i).constraint() != null) {
        constraints.put(variables.get(i), specs.get(i).constraint());
      }
    }
    return constraints;
  }

  /** The variables of one layer, in the order of its weights. */
  List<Variable> of(LayerGraph.Member member) {
    return byMember.get(member);
  }

  /** The first values of one weight. */
  NDArray initialValue(int index, long modelSeed) {
    WeightSpec spec = specs.get(index);
    Initializer initializer = spec.initializer();
    Long ownSeed = initializer.seed();
    SeededRandom random = ownSeed == null
        ? new SeededRandom(modelSeed, SeededRandom.Use.WEIGHT, index)
        : new SeededRandom(ownSeed, SeededRandom.Use.WEIGHT, 0);
    Shape shape = spec.shape();
    double[] values = initializer.values(shape, random);
    if (values.length != shape.size()) {
      throw new IllegalStateException("Initializer " + initializer + " gave " + values.length + " values for weight "
          + variables.get(index).path() + " of shape " + shape);
    }
    return NDArray.wrap(shape, values);
  }
}
