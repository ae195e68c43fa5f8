package org.neurona;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Arrays that a user gives by the names of a model's inputs or outputs. */
final class NamedArrays {
  private NamedArrays() {}

  /**
   * The arrays in the model's order.
   *
   * @param call what the user called: {@code fit}
   * @param what what the names are of: {@code input}
   * @param names the model's names, in its order
   * @throws IllegalArgumentException if an array is missing, or is for no name of the model
   */
  static List<NDArray> inOrder(String call, String what, Map<String, NDArray> arrays, List<String> names) {
    Set<String> unknown = new TreeSet<>(arrays.keySet());
    names.forEach(unknown::remove);
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(call + ": the model has no " + what + " \"" + unknown.iterator().next()
          + "\". Known: " + String.join(", ", names));
    }
    List<NDArray> ordered = new ArrayList<>();
    for (String name : names) {
      NDArray array = arrays.get(name);
      if (array == null) {
        throw new IllegalArgumentException(call + ": there is no array for " + what + " \"" + name + "\". Received: "
            + String.join(", ", new TreeSet<>(arrays.keySet())));
      }
      ordered.add(array);
    }
    return ordered;
  }
}
