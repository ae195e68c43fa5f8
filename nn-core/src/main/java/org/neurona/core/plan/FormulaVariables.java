package org.neurona.core.plan;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.neurona.ops.ReadVariable;
import org.neurona.ops.Tensor;
import org.neurona.ops.Variable;

/**
 * The variables of a formula in which models may be written out several times: each call of a model goes on from what
 * the calls before it made of their own weights and states.
 */
public final class FormulaVariables {
  private final Map<Variable, Tensor> reads = new LinkedHashMap<>();
  private final Map<Variable, Tensor> updates = new LinkedHashMap<>();

  /** Variables that nothing has read yet. */
  public FormulaVariables() {}

  /** The tensor by which the formula reads a variable, as it is before the formula runs: gradients are taken by it. */
  public Tensor read(Variable variable) {
    Tensor read = reads.get(variable);
    if (read == null) {
      read = Tensor.of(new ReadVariable(variable));
      reads.put(variable, read);
    }
    return read;
  }

  /** The value that a variable has behind the calls so far. */
  public Tensor value(Variable variable) {
    Tensor updated = updates.get(variable);
    return updated == null ? read(variable) : updated;
  }

  /** Gives a variable another value from here on. */
  void update(Variable variable, Tensor value) {
    updates.put(variable, value);
  }

  /** The variables that were read so far, each with its tensor. */
  public Map<Variable, Tensor> reads() {
    return Collections.unmodifiableMap(reads);
  }

  /** The variables to which the calls so far gave other values, and the last of these. */
  public Map<Variable, Tensor> updates() {
    return Collections.unmodifiableMap(updates);
  }
}
