package org.neurona.core.ops;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.neurona.ops.Node;
import org.neurona.ops.Placeholder;
import org.neurona.ops.Scan;
import org.neurona.ops.ScanBody;
import org.neurona.ops.Tensor;

/** A step, over and over: its value step by step, its gradient by a scan in the other direction. */
final class ScanRule implements OpRule<Scan> {
  @Override
  public List<double[]> evaluate(Scan op, Node node, List<double[]> inputs, Evaluation run) {
    ScanBody body = op.body();
    List<Node> nodes = body.nodes().stream().filter(inner -> !(inner.op() instanceof Placeholder)).toList();
    int states = body.states().size();
    List<double[]> outputs = new ArrayList<>();
    for (int i = states; i < node.outputs().size(); i++) {
      outputs.add(new double[node.outputs().get(i).shape().size()]);
    }
    List<double[]> state = new ArrayList<>(inputs.subList(0, states));
    for (int step = 0; step < op.length(); step++) {
      int at = op.reverse() ? op.length() - 1 - step : step;
      Map<Tensor, double[]> values = new IdentityHashMap<>();
      for (int i = 0; i < inputs.size(); i++) {
        Tensor placeholder = body.placeholders().get(i);
        int from = i - states;
        values.put(placeholder, from < 0 ? state.get(i)
            : from < body.slices().size() ? slice(inputs.get(i), at, placeholder.shape().size()) : inputs.get(i));
      }
      for (Node inner : nodes) {
        List<double[]> results = OpRules.evaluate(inner, inner.inputs().stream().map(values::get).toList(), run);
        for (int i = 0; i < results.size(); i++) {
          values.put(inner.outputs().get(i), results.get(i));
        }
      }
      for (int i = 0; i < states; i++) {
        state.set(i, values.get(body.nextStates().get(i)));
      }
      for (int i = 0; i < outputs.size(); i++) {
        double[] value = values.get(body.outputs().get(i));
        System.arraycopy(value, 0, outputs.get(i), at * value.length, value.length);
      }
    }
    List<double[]> all = new ArrayList<>(state);
    all.addAll(outputs);
    return all;
  }

  private static double[] slice(double[] sequence, int at, int size) {
    return Arrays.copyOfRange(sequence, at * size, (at + 1) * size);
  }

  @Override
  public List<Tensor> gradient(Scan op, Node node, List<Tensor> outputGradients) {
    return new ScanGradient(op, node, outputGradients).ofInputs();
  }
}
