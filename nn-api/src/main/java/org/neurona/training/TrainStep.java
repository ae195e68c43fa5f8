package org.neurona.training;

import java.util.List;
import org.neurona.ops.Tensor;

/**
 * What {@code fit} does with a batch, as a formula: Keras' {@code train_step}, which a subclass of its {@code Model}
 * overrides. It is written down once for each shape of a batch, planned and then run at full speed. Loops, callbacks,
 * metrics and files are the same as with the standard step.
 *
 * <pre>{@code
 * // Training on inputs that were moved uphill (Goodfellow et al., 2015).
 * TrainStep adversarial = step -> {
 *   Tensor x = step.x().get(0);
 *   Tensor slope = step.gradients(step.computeLoss(step.call(step.x())), step.x()).get(0);
 *   Tensor loss = step.computeLoss(step.call(List.of(Ops.add(x, Ops.multiply(Ops.sign(slope), 0.01)))));
 *   step.minimize(loss);
 * };
 * model.compile(new CompileOptions().loss("mse").trainStep(adversarial));
 * }</pre>
 */
@FunctionalInterface
public interface TrainStep {
  /** The standard step: down the gradient of the compiled loss. */
  TrainStep STANDARD = step -> {
    List<Tensor> predictions = step.call(step.x());
    step.minimize(step.computeLoss(predictions));
  };

  /** Writes the step down. */
  void trace(StepTrace step);
}
