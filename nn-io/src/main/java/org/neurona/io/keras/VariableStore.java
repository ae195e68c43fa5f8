package org.neurona.io.keras;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.neurona.NDArray;
import org.neurona.io.hdf5.Hdf5Group;

/**
 * The layout of {@code model.weights.h5} and of Keras 3's {@code .weights.h5}: the variables of {@code layers/dense_1}
 * are {@code layers/dense_1/vars/0}, {@code 1} ..., those of a layer in a model within the model {@code
 * layers/functional/layers/dense/vars/0} ...
 */
final class VariableStore {
  private static final String VARS = "vars";
  private static final String LAYERS = "layers";
  /** Where a model's layers are; the second as tf.keras 2.12 and 2.13 had it. */
  private static final List<String> CONTAINERS = List.of(LAYERS, "_layer_checkpoint_dependencies");
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
   * Gives the layers of a model their variables.
   *
   * @param groups where they are
   */
  void read(List<VariableGroup> groups, GivenWeights weights) {
    layers("", groups, "", weights);
  }

  private void layers(String around, List<VariableGroup> groups, String label, GivenWeights weights) {
    String container = CONTAINERS.stream().map(name -> join(around, name)).filter(this::exists).findFirst()
        .orElse(null);
    if (container == null) {
      if (around.isEmpty()) {
        throw new IllegalArgumentException("there are no layers among " + root.names());
      }
      groups.forEach(group -> layer("", group, label, weights)); // a model that is in the file elsewhere
      return;
    }
    Map<VariableGroup, String> names = names(container, groups);
    for (VariableGroup group : groups) {
      layer(names.containsKey(group) ? container + "/" + names.get(group) : "", group, label, weights);
    }
    Set<String> found = new HashSet<>(names.values());
    for (String left : children(container)) {
      if (!found.contains(left) && holdsVariables(container + "/" + left)) {
        throw new IllegalArgumentException("the file has variables of " + container + "/" + left
            + ", for which the model has no layer");
      }
    }
  }

  /** The names of the layers' groups, of those that have one. */
  private Map<VariableGroup, String> names(String container, List<VariableGroup> groups) {
    Map<String, List<String>> written = new HashMap<>();
    for (String name : children(container)) {
      written.computeIfAbsent(classOf(name), unused -> new ArrayList<>()).add(name);
    }
    written.values().forEach(own -> own.sort(Comparator.comparingInt(VariableStore::number)));
    Map<String, List<VariableGroup>> wanted = new HashMap<>();
    groups.forEach(group -> wanted.computeIfAbsent(classOf(name(group)), unused -> new ArrayList<>()).add(group));
    Map<VariableGroup, String> names = new IdentityHashMap<>();
    wanted.forEach((className, own) -> {
      List<String> there = written.getOrDefault(className, List.of());
      Set<String> expected = new LinkedHashSet<>(own.stream().map(VariableStore::name).toList());
      // Older files skip numbers, but have all groups; where a layer is in the file elsewhere, its group is missing.
      boolean inOrder = !expected.containsAll(there) && there.size() <= own.size();
      for (int i = 0; i < own.size(); i++) {
        String name = inOrder ? i < there.size() ? there.get(i) : "" : name(own.get(i));
        if (there.contains(name)) {
          names.put(own.get(i), name);
        }
      }
    });
    return names;
  }

  /** The last part of a group's path: {@code dense_1}. */
  private static String name(VariableGroup group) {
    return group.path().substring(group.path().lastIndexOf('/') + 1);
  }

  private static String classOf(String group) {
    return group.replaceFirst("_\\d+$", "");
  }

  private static int number(String group) {
    String digits = group.replaceFirst("^.*?(?:_(\\d{1,9}))?$", "$1");
    return digits.isEmpty() ? 0 : Integer.parseInt(digits);
  }

  /**
   * Reads what is of one layer.
   *
   * @param path where; empty where the file has no group for it
   */
  private void layer(String path, VariableGroup group, String around, GivenWeights weights) {
    String label = join(around, group.name());
    if (group.isModel()) {
      if (!path.isEmpty()) {
        layers(path, group.inside(), label, weights);
      } else {
        group.inside().forEach(part -> layer("", part, label, weights));
      }
      return;
    }
    List<NDArray> found = new ArrayList<>();
    if (!path.isEmpty()) {
      collect(path, group, found);
    }
    weights.add(group.layer(), label, group.all(), found);
  }

  private void collect(String path, VariableGroup group, List<NDArray> found) {
    found.addAll(variables(path));
    Set<String> known = new TreeSet<>();
    for (VariableGroup part : group.inside()) {
      String first = part.path().replaceFirst("/.*", "");
      known.add(first);
      collect(path + "/" + part.path(), part, found);
    }
    known.addAll(NO_WEIGHTS);
    for (String child : children(path)) {
      if (!known.contains(child) && holdsVariables(path + "/" + child)) {
        throw new IllegalArgumentException("variables at " + path + "/" + child + " belong to no part that is known");
      }
    }
  }

  private boolean holdsVariables(String path) {
    return variableCount(path) > 0
        || children(path).stream().filter(child -> !NO_WEIGHTS.contains(child))
            .anyMatch(child -> holdsVariables(path + "/" + child));
  }

  /** The optimizer's variables; empty if there are none. */
  List<NDArray> optimizer() {
    return variables("optimizer");
  }

  private static String join(String path, String name) {
    return path.isEmpty() ? name : path + "/" + name;
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

  private int variableCount(String path) {
    return vars(path).map(vars -> vars.names().size()).orElse(0);
  }

  private List<NDArray> variables(String path) {
    int count = variableCount(path);
    List<NDArray> variables = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      variables.add(vars(path).orElseThrow().array(Integer.toString(i)));
    }
    return variables;
  }

  private Optional<Hdf5Group> vars(String path) {
    return group(path).flatMap(group -> group.group(VARS));
  }
}
