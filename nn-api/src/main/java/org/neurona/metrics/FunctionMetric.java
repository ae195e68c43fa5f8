package org.neurona.metrics;

import java.util.List;
import java.util.function.BinaryOperator;
import org.neurona.ops.Targets;
import org.neurona.ops.Tensor;

/** The mean of a function over all rows. */
final class FunctionMetric extends MeanMetric<FunctionMetric> {
  private final String name;
  private final BinaryOperator<Tensor> function;

  FunctionMetric(String name, BinaryOperator<Tensor> function) {
    super(List.of());
    this.name = name;
    this.function = function;
  }

  @Override
  protected String defaultName() {
    return name;
  }

  /** Targets of other shapes than the output's reach the function as they are: it may hold labels against scores. */
  @Override
  protected Tensor align(Tensor yTrue, Tensor yPred) {
    return Targets.likeWherePossible(yTrue, yPred);
  }

  @Override
  protected Tensor values(Tensor yTrue, Tensor yPred) {
    return function.apply(yTrue, yPred);
  }

  @Override
  public Object toPlain() {
    throw new IllegalStateException("The metric \"" + name() + "\" is given as a function and can't be written to a "
        + "file. Make it a class of its own that extends MeanMetric, or save without compile settings");
  }
}
