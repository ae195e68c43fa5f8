package org.neurona.io.keras;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.neurona.io.FileContents;
import org.neurona.io.FileContents.Kind;
import org.neurona.io.FileContents.LayerEntry;
import org.neurona.io.LoadLimits;
import org.neurona.io.StoredArray;
import org.neurona.io.bytes.ByteSource;
import org.neurona.io.hdf5.Hdf5File;
import org.neurona.io.hdf5.Hdf5Group;
import org.neurona.io.zip.ZipArchive;

/** Tells what a file of Keras holds. No layer is made, so that it need not be known. */
public final class KerasContents {
  private static final List<String> WRITER = List.of("keras_version", "backend", "date_saved");
  /** What layers have layers in. */
  private static final List<String> INNER = List.of("layer", "forward_layer", "backward_layer", "cell");

  private final ByteSource bytes;
  private final LoadLimits limits;

  /** The contents of a file. */
  public KerasContents(ByteSource bytes, LoadLimits limits) {
    this.bytes = bytes;
    this.limits = limits;
  }

  private boolean isZip() throws IOException {
    return ZipArchive.isZip(bytes.bytes(0, (int) Math.min(8, bytes.size())));
  }

  /** What the file holds. */
  public FileContents read() throws IOException {
    Map<String, String> writer = new LinkedHashMap<>();
    if (isZip()) {
      ZipArchive archive = new ZipArchive(bytes, limits);
      Map<?, ?> config = json(archive, KerasReader.CONFIG);
      if (archive.names().contains(KerasReader.METADATA)) {
        Map<?, ?> metadata = json(archive, KerasReader.METADATA);
        WRITER.forEach(key -> put(writer, key, metadata.get(key)));
        markOwn(writer, KerasJson.get(metadata, Extras.KEY, Map.class));
      }
      return new FileContents(Kind.MODEL, "Keras 3 archive (.keras)", writer, layers(config));
    }
    Hdf5Group root = Hdf5File.open(bytes, limits).root();
    Hdf5Group weights = root.group("model_weights").orElse(root);
    for (String key : WRITER) {
      put(writer, key, root.text(key).or(() -> weights.text(key)).orElse(null));
    }
    String config = root.text("model_config").orElse(null);
    if (config != null) {
      String own = root.text(Extras.KEY).orElse(null);
      markOwn(writer, own == null ? null : KerasJson.read(own, Extras.KEY, limits));
      return new FileContents(LegacyStore.isOne(root) ? Kind.MODEL : Kind.ARCHITECTURE, "Keras HDF5 (.h5)", writer,
          layers(KerasJson.read(config, "model_config", limits)));
    }
    if (!VariableStore.isOne(root) && !LegacyStore.isOne(root)) {
      throw new IllegalArgumentException("an HDF5 file that is none of Keras: it has neither a model_config nor "
          + "weights in a layout of Keras");
    }
    return new FileContents(Kind.WEIGHTS, VariableStore.isOne(root) ? "Keras 3 weights (.weights.h5)"
        : "Keras weights in the older layout (.h5)", writer, List.of());
  }

  /** What {@code model.to_json()} gave. */
  public static FileContents ofJson(String text, LoadLimits limits) {
    Map<?, ?> plain = KerasJson.read(text, "the model", limits);
    Map<String, String> writer = new LinkedHashMap<>();
    WRITER.forEach(key -> put(writer, key, plain.get(key)));
    return new FileContents(Kind.ARCHITECTURE, "Keras JSON (to_json)", writer, layers(plain));
  }

  private static void put(Map<String, String> writer, String key, Object value) {
    if (value instanceof String text) {
      writer.put(key, text);
    }
  }

  /** Keras' version is then the one whose files it is like. */
  private static void markOwn(Map<String, String> writer, Map<?, ?> extras) {
    if (extras != null) {
      put(writer, Extras.VERSION, extras.get(Extras.VERSION) instanceof String version ? version : "unknown");
    }
  }

  private Map<?, ?> json(ZipArchive archive, String name) throws IOException {
    ByteSource member = archive.open(name);
    if (member.size() > limits.maxStructureChars()) {
      throw new IllegalArgumentException(name + " has more characters than the limit of "
          + limits.maxStructureChars());
    }
    return KerasJson.read(StandardCharsets.UTF_8.newDecoder().decode(member.bytes(0, (int) member.size())).toString(),
        name, limits);
  }

  private static List<LayerEntry> layers(Map<?, ?> model) {
    List<LayerEntry> found = new ArrayList<>();
    within(model, 0, found);
    return found;
  }

  /** The layers of a model, or those that a layer has in it. */
  private static void within(Map<?, ?> outer, int depth, List<LayerEntry> found) {
    Object config = outer.get("config");
    // Up to Keras 2.2 a Sequential's config was the list of its layers.
    Object layers = config instanceof Map<?, ?> map ? map.get("layers") : config;
    if (layers instanceof List<?> list) {
      list.forEach(entry -> layer(entry, depth, found));
    }
    if (config instanceof Map<?, ?> map) {
      INNER.forEach(key -> layer(map.get(key), depth, found));
    }
  }

  private static void layer(Object entry, int depth, List<LayerEntry> found) {
    if (entry instanceof Map<?, ?> layer && layer.get("class_name") instanceof String className) {
      Object name = layer.get("config") instanceof Map<?, ?> config ? config.get("name") : null;
      found.add(new LayerEntry(depth, name instanceof String text ? text
          : layer.get("name") instanceof String text ? text : null, className));
      within(layer, depth + 1, found);
    }
  }

  /** All arrays of the file, by their paths in it. */
  public List<StoredArray> readArrays() throws IOException {
    ByteSource weights = isZip() ? new ZipArchive(bytes, limits).open(KerasReader.WEIGHTS) : bytes;
    List<StoredArray> arrays = new ArrayList<>();
    collect(Hdf5File.open(weights, limits).root(), arrays);
    return arrays;
  }

  private static void collect(Hdf5Group group, List<StoredArray> arrays) {
    for (String name : group.names()) {
      if (group.hasArray(name)) {
        arrays.add(new StoredArray((group.path().isEmpty() ? "" : group.path() + "/") + name, group.array(name)));
      }
      group.group(name).ifPresent(child -> collect(child, arrays));
    }
  }
}
