package org.neurona.io.keras;

import java.util.ArrayList;
import java.util.Collections;
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

  /** A longer number is none. */
  private static final int MOST_DIGITS = 9;

  private final Hdf5Group root;
  private final boolean windows;

  VariableStore(Hdf5Group root) {
    this.root = root;
    // tf.keras on Windows wrote paths as names: layers\dense.
    this.windows = String.join("", root.names()).indexOf('\\') >= 0;
  }

  /** Whether a file has this layout. */
  static boolean isOne(Hdf5Group root) {
    for (String name : root.names()) {
      if (CONTAINERS.contains(before('\\', name))) {
        return true;
      }
    }
    return false;
  }

  /** What a name has before some character; all of it where it has none. */
  private static String before(char separator, String name) {
    int end = name.indexOf(separator);
    return end < 0 ? name : name.substring(0, end);
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
    String container = container(around);
    if (container == null) {
      if (around.isEmpty()) {
        throw new IllegalArgumentException("there are no layers among " + root.names());
      }
      for (VariableGroup group : groups) {
        layer("", group, label, weights); // of a model that is in the file elsewhere
      }
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

  /** Where a model's layers are, or null. */
  private String container(String around) {
    for (String name : CONTAINERS) {
      if (exists(join(around, name))) {
        return join(around, name);
      }
    }
    return null;
  }

  /** The names of the layers' groups, of those that have one. */
  private Map<VariableGroup, String> names(String container, List<VariableGroup> groups) {
    Map<String, List<String>> written = new HashMap<>();
    for (String name : children(container)) {
      listOf(classOf(name), written).add(name);
    }
    Map<String, List<VariableGroup>> wanted = new HashMap<>();
    for (VariableGroup group : groups) {
      listOf(classOf(name(group)), wanted).add(group);
    }
    Map<VariableGroup, String> names = new IdentityHashMap<>();
    for (Map.Entry<String, List<VariableGroup>> sameClass : wanted.entrySet()) {
      List<VariableGroup> own = sameClass.getValue();
      List<String> there = inOrder(written.getOrDefault(sameClass.getKey(), List.of()));
      Set<String> expected = new LinkedHashSet<>();
      for (VariableGroup group : own) {
        expected.add(name(group));
      }
      // Older files skip numbers, but have all groups; where a layer is in the file elsewhere, its group is missing.
      boolean inOrder = !expected.containsAll(there) && there.size() <= own.size();
      for (int i = 0; i < own.size(); i++) {
        String name = inOrder ? i < there.size() ? there.get(i) : "" : name(own.get(i));
        if (there.contains(name)) {
          names.put(own.get(i), name);
        }
      }
    }
    return names;
  }

  private static <T> List<T> listOf(String key, Map<String, List<T>> lists) {
    if (!lists.containsKey(key)) {
      lists.put(key, new ArrayList<>());
    }
    return lists.get(key);
  }

  /** The names of the groups of one class, by their numbers. */
  private static List<String> inOrder(List<String> names) {
    List<Numbered> numbered = new ArrayList<>();
    for (String name : names) {
      numbered.add(new Numbered(number(name), name));
    }
    Collections.sort(numbered);
    List<String> ordered = new ArrayList<>();
    for (Numbered one : numbered) {
      ordered.add(one.name());
    }
    return ordered;
  }

  private record Numbered(int number, String name) implements Comparable<Numbered> {
    @Override
    public int compareTo(Numbered other) {
      return Integer.compare(number, other.number);
    }
  }

  /** The last part of a group's path: {@code dense_1}. */
  private static String name(VariableGroup group) {
    return group.path().substring(group.path().lastIndexOf('/') + 1);
  }

  private static String classOf(String group) {
    int digits = digits(group);
    return digits == group.length() ? group : group.substring(0, digits - 1);
  }

  private static int number(String group) {
    int digits = digits(group);
    return digits == group.length() || group.length() - digits > MOST_DIGITS ? 0
        : Integer.parseInt(group.substring(digits));
  }

  /** Where the number behind the last underscore starts; the length of the name where there is none. */
  private static int digits(String group) {
    int start = group.lastIndexOf('_') + 1;
    for (int i = start; i < group.length(); i++) {
      if (group.charAt(i) < '0' || group.charAt(i) > '9') {
        return group.length();
      }
    }
    return start == 0 ? group.length() : start;
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
        for (VariableGroup part : group.inside()) {
          layer("", part, label, weights);
        }
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
      known.add(before('/', part.path()));
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
    if (variableCount(path) > 0) {
      return true;
    }
    for (String child : children(path)) {
      if (!NO_WEIGHTS.contains(child) && holdsVariables(path + "/" + child)) {
        return true;
      }
    }
    return false;
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
          children.add(before('\\', name.substring(prefix.length())));
        }
      }
    } else {
      Optional<Hdf5Group> group = group(path);
      if (group.isPresent()) {
        children.addAll(group.get().names());
      }
      children.remove(VARS);
    }
    return children;
  }

  private int variableCount(String path) {
    Optional<Hdf5Group> vars = vars(path);
    return vars.isEmpty() ? 0 : vars.get().names().size();
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
    Optional<Hdf5Group> group = group(path);
    return group.isEmpty() ? group : group.get().group(VARS);
  }
}
