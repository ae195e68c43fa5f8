package org.neurona.core.engine;

import java.util.Map;
import org.neurona.NDArray;
import org.neurona.ops.Variable;

/** The numbers of variables, in the precision of one engine. */
public interface Storage {
  /** A copy of a variable's values, float32 or float64 as the engine computes. */
  NDArray get(Variable variable);

  /** How many of a variable's values are NaN or infinite; without a copy. */
  int countNonFinite(Variable variable);

  /**
   * Gives a variable new values.
   *
   * @param value an array of the variable's shape, of any type
   */
  void set(Variable variable, NDArray value);

  /**
   * This memory under other variables.
   *
   * @param names for each new variable the one of this storage whose numbers it has, of the same shape
   */
  Storage named(Map<Variable, Variable> names);

  /** The variables of this and of another storage of the same engine, where each of them lives. */
  Storage and(Storage other);
}
