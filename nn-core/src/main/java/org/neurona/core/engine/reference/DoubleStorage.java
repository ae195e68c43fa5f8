package org.neurona.core.engine.reference;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.neurona.NDArray;
import org.neurona.core.engine.Storage;
import org.neurona.ops.Variable;

/** Variables in float64, an array each. */
final class DoubleStorage implements Storage {
  private final Map<Variable, double[]> values;

  private DoubleStorage(Map<Variable, double[]> values) {
    this.values = values;
  }

  static DoubleStorage of(List<Variable> variables) {
    Map<Variable, double[]> values = new IdentityHashMap<>();
    variables.forEach(variable -> values.put(variable, new double[variable.shape().size()]));
    return new DoubleStorage(values);
  }

  /** The array in which a variable lives. */
  double[] array(Variable variable) {
    double[] array = values.get(variable);
    if (array == null) {
      throw new IllegalArgumentException("Variable " + variable + " has no memory here");
    }
    return array;
  }

  @Override
  public NDArray get(Variable variable) {
    return NDArray.wrap(variable.shape(), array(variable).clone());
  }

  @Override
  public int countNonFinite(Variable variable) {
    return NDArray.wrap(variable.shape(), array(variable)).countNonFinite();
  }

  @Override
  public void set(Variable variable, NDArray value) {
    if (!value.shape().equals(variable.shape())) {
      throw new IllegalArgumentException("Variable " + variable + " can't have the shape " + value.shape());
    }
    double[] copy = value.toDoubleArray();
    System.arraycopy(copy, 0, array(variable), 0, copy.length);
  }

  @Override
  public Storage named(Map<Variable, Variable> names) {
    Map<Variable, double[]> named = new IdentityHashMap<>();
    names.forEach((name, variable) -> named.put(name, array(variable)));
    return new DoubleStorage(named);
  }

  @Override
  public Storage and(Storage other) {
    Map<Variable, double[]> both = new IdentityHashMap<>(values);
    both.putAll(((DoubleStorage) other).values);
    return new DoubleStorage(both);
  }
}
