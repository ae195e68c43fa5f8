package org.neurona.core.ops;

import org.neurona.ops.Tensor;
import org.neurona.ops.Variable;

/** What a run gives to operations that take no inputs. */
public interface Evaluation {
  /** The value that was fed to a placeholder. */
  double[] placeholder(Tensor placeholder);

  /** The value that a variable has before the run. */
  double[] variable(Variable variable);

  /** The model's seed. */
  long seed();

  /** The number of the step. */
  long step();
}
