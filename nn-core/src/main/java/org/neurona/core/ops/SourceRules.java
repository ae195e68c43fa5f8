package org.neurona.core.ops;

import java.util.Arrays;
import java.util.List;
import org.neurona.core.engine.CounterRandom;
import org.neurona.ops.Constant;
import org.neurona.ops.Fill;
import org.neurona.ops.Node;
import org.neurona.ops.Op;
import org.neurona.ops.Placeholder;
import org.neurona.ops.RandomUniform;
import org.neurona.ops.ReadVariable;
import org.neurona.ops.Tensor;

/** Operations without inputs, and so without gradients. */
final class SourceRules {
  private SourceRules() {}

  private abstract static class SourceRule<O extends Op> implements OpRule<O> {
    abstract double[] value(O op, Node node, Evaluation run);

    @Override
    public final List<double[]> evaluate(O op, Node node, List<double[]> inputs, Evaluation run) {
      return List.of(value(op, node, run));
    }

    @Override
    public final List<Tensor> gradient(O op, Node node, List<Tensor> outputGradients) {
      return List.of();
    }
  }

  static final class PlaceholderRule extends SourceRule<Placeholder> {
    @Override
    double[] value(Placeholder op, Node node, Evaluation run) {
      return run.placeholder(node.outputs().get(0));
    }
  }

  static final class ReadVariableRule extends SourceRule<ReadVariable> {
    @Override
    double[] value(ReadVariable op, Node node, Evaluation run) {
      return run.variable(op.variable());
    }
  }

  static final class FillRule extends SourceRule<Fill> {
    @Override
    double[] value(Fill op, Node node, Evaluation run) {
      double[] values = new double[op.shape().size()];
      Arrays.fill(values, op.value());
      return values;
    }
  }

  static final class ConstantRule extends SourceRule<Constant> {
    @Override
    double[] value(Constant op, Node node, Evaluation run) {
      return op.value().toDoubleArray();
    }
  }

  static final class RandomUniformRule extends SourceRule<RandomUniform> {
    @Override
    double[] value(RandomUniform op, Node node, Evaluation run) {
      long key = CounterRandom.key(op.seed() == null ? run.seed() : op.seed(), op.stream(), run.step());
      double[] values = new double[op.shape().size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = CounterRandom.uniform(key, i);
      }
      return values;
    }
  }
}
