package org.neurona.io.keras;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.neurona.NDArray;
import org.neurona.io.hdf5.Hdf5Group;
import org.neurona.layers.LayerGraph;

/**
 * The layout of {@code model.weights.h5} and of Keras 3's {@code .weights.h5}: the variables of {@code layers/dense_1}
 * are {@code layers/dense_1/vars/0}, {@code 1} ... Groups are not called as the layers are, but after their classes,
 * counted in the layers' order.
 */
final class VariableStore {
  private static final String VARS = "vars";
  /** Where a model's layers are; the second as tf.keras 2.12 and 2.13 had it. */
  private static final List<String> CONTAINERS = List.of("layers", "_layer_checkpoint_dependencies");
  /** Keeps the state of a random generator, which has a meaning to Keras' backend alone. */
  private static final Set<String> NO_WEIGHTS = Set.of("seed_generator");

  private final Hdf5Group root;
  private final boolean windows;

  VariableStore(Hdf5Group root) {
    this.root = root;
    // tf.keras on Windows wrote paths as names: layers\dense.
    this.windows = root.names().stream().anyMatch(name -> name.contains("\\"));
  }

  /** Whether a file has this layout. */
  static boolean isOne(Hdf5Group root) {
    return root.names().stream().anyMatch(name -> CONTAINERS.contains(name.replaceFirst("\\\\.*", "")));
  }

  /**
   * The variables of each layer, by its name.
   *
   * @param layers names and classes, in Keras' order
   */
  Map<String, List<NDArray>> layers(List<LayerName> layers) {
    String container = CONTAINERS.stream().filter(this::exists).findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there are no layers among " + root.names()));
    Map<String, List<String>> byClass = new HashMap<>();
    for (String group : children(container)) {
      byClass.computeIfAbsent(group.replaceFirst("_\\d+$", ""), unused -> new ArrayList<>()).add(group);
    }
    byClass.values().forEach(groups -> groups.sort(Comparator.comparingInt(VariableStore::number)));
    Map<String, List<NDArray>> variables = new LinkedHashMap<>();
    for (LayerName layer : layers) {
      List<String> groups = byClass.getOrDefault(LayerGraph.defaultName(layer.className()), List.of());
      if (!groups.isEmpty()) {
        List<NDArray> found = new ArrayList<>();
        collect(container + "/" + groups.get(0), found);
        variables.put(layer.name(), found);
        byClass.put(LayerGraph.defaultName(layer.className()), groups.subList(1, groups.size()));
      }
    }
    byClass.values().stream().flatMap(List::stream).findFirst().ifPresent(left -> {
      List<NDArray> found = new ArrayList<>();
      collect(container + "/" + left, found);
      if (!found.isEmpty()) {
        throw new IllegalArgumentException("the file has variables of " + container + "/" + left
            + ", for which the model has no layer");
      }
    });
    return variables;
  }

  private static int number(String group) {
    String digits = group.replaceFirst("^.*?(?:_(\\d{1,9}))?$", "$1");
    return digits.isEmpty() ? 0 : Integer.parseInt(digits);
  }

  /** The optimizer's variables; empty if there are none. */
  List<NDArray> optimizer() {
    return variables("optimizer");
  }

  private void collect(String path, List<NDArray> found) {
    found.addAll(variables(path));
    Set<String> children = children(path);
    for (String child : VariablePaths.ORDER) {
      if (children.remove(child)) {
        collect(path + "/" + child, found);
      }
    }
    children.removeAll(NO_WEIGHTS);
    for (String child : children) {
      List<NDArray> more = new ArrayList<>();
      collect(path + "/" + child, more);
      if (!more.isEmpty()) {
        throw new IllegalArgumentException("variables at " + path + "/" + child + " belong to no part that is known");
      }
    }
  }

  private Optional<Hdf5Group> group(String path) {
    return root.group(windows ? path.replace('/', '\\') : path);
  }

  private boolean exists(String path) {
    return windows ? !children(path).isEmpty() : group(path).isPresent();
  }

  private Set<String> children(String path) {
    Set<String> children = new TreeSet<>();
    if (windows) {
      String prefix = path.replace('/', '\\') + "\\";
      for (String name : root.names()) {
        if (name.startsWith(prefix)) {
          children.add(name.substring(prefix.length()).replaceFirst("\\\\.*", ""));
        }
      }
    } else {
      group(path).ifPresent(group -> children.addAll(group.names()));
      children.remove(VARS);
    }
    return children;
  }

  private List<NDArray> variables(String path) {
    Optional<Hdf5Group> vars = group(path).flatMap(group -> group.group(VARS));
    List<NDArray> variables = new ArrayList<>();
    if (vars.isPresent()) {
      int count = vars.get().names().size();
      for (int i = 0; i < count; i++) {
        variables.add(vars.get().array(Integer.toString(i)));
      }
    }
    return variables;
  }
}
