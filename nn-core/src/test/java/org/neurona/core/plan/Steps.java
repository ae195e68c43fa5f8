package org.neurona.core.plan;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.neurona.Model;
import org.neurona.Shape;
import org.neurona.core.engine.Graph;
import org.neurona.layers.Dense;
import org.neurona.layers.Input;
import org.neurona.layers.LayerGraph.Member;
import org.neurona.losses.MeanSquaredError;
import org.neurona.ops.Tensor;
import org.neurona.ops.Variable;
import org.neurona.optimizers.Optimizer;
import org.neurona.spi.Compilation;
import org.neurona.spi.Compilation.Target;
import org.neurona.training.TrainStep;

/** The training step of a small network: 5 inputs, 4 hidden relu neurons, 3 outputs, on 6 rows. */
record Steps(Graph graph, List<Variable> weights) {
  static Steps of(Optimizer optimizer) {
    Tensor input = Input.of(5);
    Model model = new Model(input, new Dense(3).apply(new Dense(4, "relu").apply(input)));
    Map<Member, List<Variable>> variables = new IdentityHashMap<>();
    List<Variable> all = new ArrayList<>();
    for (Member member : model.graph().members()) {
      variables.put(member, member.weights().stream()
          .map(spec -> new Variable(member.name() + "/" + spec.name(), spec.shape(), true)).toList());
      all.addAll(variables.get(member));
    }
    ModelTrace trace = ModelTrace.of(model.graph(), variables::get, 6, true);
    Compilation compilation =
        new Compilation(optimizer, List.of(new Target(new MeanSquaredError(), 1, null, List.of(), List.of())),
            TrainStep.STANDARD);
    Graph graph = StepGraphs.training(trace, compilation, Map.of(), List.of(Shape.of(6, 3)), false,
        new WeightUpdates(optimizer, all, Map.of()), true).graph();
    return new Steps(Lowering.of(Simplification.of(graph)), all);
  }
}
