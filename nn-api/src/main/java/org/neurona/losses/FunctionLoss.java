package org.neurona.losses;

import java.util.List;
import java.util.function.BinaryOperator;
import org.neurona.ops.Tensor;

/** A loss that is given as a function. */
final class FunctionLoss extends BaseLoss<FunctionLoss> {
  private final String name;
  private final BinaryOperator<Tensor> function;

  FunctionLoss(String name, BinaryOperator<Tensor> function) {
    super(List.of());
    this.name = name;
    this.function = function;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  protected Tensor call(Tensor yTrue, Tensor yPred) {
    return function.apply(yTrue, yPred);
  }

  @Override
  public Object toPlain() {
    throw new IllegalStateException("The loss \"" + name + "\" is given as a function and can't be written to a file. "
        + "Make it a class of its own that extends Loss, or save without compile settings");
  }
}
