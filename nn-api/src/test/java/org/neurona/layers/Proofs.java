package org.neurona.layers;

import com.google.gson.Gson;
import com.google.gson.reflect.TypeToken;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.neurona.config.CustomObjects;
import org.neurona.config.Setting;

/**
 * Which tests prove what the page of all layers says: the golden cases of Keras' layers in which an argument differs
 * from its default, and what {@code proved-elsewhere.txt} names.
 */
final class Proofs {
  private static final Path GOLDEN =
      Path.of("..", "nn-core", "src", "test", "resources", "org", "neurona", "core", "golden", "keras");
  private static final List<String> MODULES = List.of("nn-api", "nn-core", "nn-io");
  /** Settings that have one value alone. */
  private static final Set<String> FIXED = Set.of("data_format", "Resizing.fill_mode", "Resizing.antialias");
  private static final int SHOWN = 2;

  /** The golden cases of each layer, by its name. */
  private final Map<String, List<Case>> cases = new LinkedHashMap<>();
  /** Tests by {@code Layer.argument} or {@code *.argument}. */
  private final Map<String, Set<String>> elsewhere = new LinkedHashMap<>();

  /**
   * A golden case.
   *
   * @param name what it is about, without the layer's name
   * @param config the arguments that Keras was given
   */
  private record Case(String name, Map<?, ?> config) {}

  Proofs() throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(GOLDEN, "*.json")) {
      for (Path file : new TreeSet<>(iterated(files))) {
        readCases(file);
      }
    }
    try (InputStream in = Proofs.class.getResourceAsStream("proved-elsewhere.txt")) {
      new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().filter(line -> !line.startsWith("#"))
          .forEach(this::readElsewhere);
    }
  }

  private static List<Path> iterated(DirectoryStream<Path> files) {
    List<Path> paths = new ArrayList<>();
    files.forEach(paths::add);
    return paths;
  }

  private void readCases(Path file) throws IOException {
    List<Map<String, Object>> read =
        new Gson().fromJson(Files.readString(file), new TypeToken<List<Map<String, Object>>>() {}.getType());
    for (Map<String, Object> one : read) {
      Map<?, ?> layer = (Map<?, ?>) one.get("layer");
      String name = (String) one.get("name");
      cases.computeIfAbsent((String) layer.get("class_name"), key -> new ArrayList<>())
          .add(new Case(name.substring(name.indexOf(' ') + 1), (Map<?, ?>) layer.get("config")));
    }
  }

  private void readElsewhere(String line) {
    int colon = line.indexOf(':');
    for (String argument : line.substring(0, colon).split(", ")) {
      elsewhere.computeIfAbsent(argument, key -> new TreeSet<>()).add(line.substring(colon + 1).strip());
    }
  }

  /** How many golden cases a layer has. */
  int count(Layer layer) {
    return cases.getOrDefault(layer.className(), List.of()).size();
  }

  /** What proves an argument, as the page says it; empty if nothing does. */
  String of(Layer layer, Setting<?> setting) {
    if (FIXED.contains(setting.key()) || FIXED.contains(layer.className() + "." + setting.key())) {
      return "has one value";
    }
    List<String> proofs = new ArrayList<>();
    List<String> golden = cases.getOrDefault(layer.className(), List.of()).stream()
        .filter(one -> differs(layer, setting, one.config())).map(Case::name).toList();
    if (!golden.isEmpty()) {
      proofs.add("Keras: " + String.join("; ", golden.subList(0, Math.min(SHOWN, golden.size())))
          + (golden.size() > SHOWN ? "; " + (golden.size() - SHOWN) + " more" : ""));
    }
    for (String key : List.of(layer.className() + "." + setting.key(), "*." + setting.key())) {
      elsewhere.getOrDefault(key, Set.of()).stream().map(Proofs::shortName).forEach(proofs::add);
    }
    return String.join("; ", proofs);
  }

  /** Whether a case gives the argument another value than the default, or any where there is none. */
  private static <T> boolean differs(Layer layer, Setting<T> setting, Map<?, ?> config) {
    if (!config.containsKey(setting.key())) {
      return false;
    }
    T value = setting.read(layer.className(), config.get(setting.key()), CustomObjects.none());
    return setting.isRequired() || !Objects.equals(setting.write(value), setting.write(setting.defaultValue()));
  }

  private static String shortName(String test) {
    return "`" + test.substring(test.lastIndexOf('.') + 1).replace('#', '.') + "`";
  }

  /** The keys of {@code proved-elsewhere.txt}. */
  Set<String> namedElsewhere() {
    return elsewhere.keySet();
  }

  /** What {@code proved-elsewhere.txt} names but is not there: a class, or its method. */
  Set<String> testsThatAreMissing() throws IOException {
    Set<String> missing = new TreeSet<>();
    for (Set<String> tests : elsewhere.values()) {
      for (String test : tests) {
        if (!exists(test)) {
          missing.add(test);
        }
      }
    }
    return missing;
  }

  private static boolean exists(String test) throws IOException {
    String[] parts = test.split("#");
    for (String module : MODULES) {
      Path source = Path.of("..", module, "src", "test", "java", parts[0].replace('.', '/') + ".java");
      if (Files.exists(source)) {
        return Files.readString(source).contains("void " + parts[1] + "(");
      }
    }
    return false;
  }
}
