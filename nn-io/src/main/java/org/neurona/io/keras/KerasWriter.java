package org.neurona.io.keras;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.neurona.Model;
import org.neurona.NDArray;
import org.neurona.io.LoadLimits;
import org.neurona.io.bytes.ByteSource;
import org.neurona.io.hdf5.Hdf5Writer;
import org.neurona.io.keras.VariableGroup.Key;
import org.neurona.io.keras.VariableGroup.Variable;
import org.neurona.io.zip.ZipArchive;
import org.neurona.io.zip.ZipFileWriter;
import org.neurona.layers.Input;
import org.neurona.layers.Layer;
import org.neurona.layers.LayerGraph;
import org.neurona.layers.Weight;
import org.neurona.spi.TrainingState;

/**
 * Writes files that Keras 3 opens: {@code .keras}, {@code .weights.h5} and {@code .h5}. Each is read again and compared
 * before it is handed over.
 */
public final class KerasWriter {
  private static final System.Logger LOG = System.getLogger(KerasWriter.class.getName());
  /** The Keras whose files these are like. */
  private static final String KERAS_VERSION = "3.15.1";
  private static final DateTimeFormatter SAVED = DateTimeFormatter.ofPattern("yyyy-MM-dd@HH:mm:ss");
  private static final String VARS = "vars";

  private final Model model;
  private final List<VariableGroup> layers;
  private final Map<Key, NDArray> weights = new HashMap<>();

  private KerasWriter(Model model) {
    this.model = model;
    this.layers = VariableGroup.of(model, LayerOrder.own());
    List<NDArray> all = model.getWeights();
    List<Weight> distinct = model.graph().weights();
    for (int i = 0; i < all.size(); i++) {
      weights.put(Key.of(distinct.get(i)), all.get(i));
    }
  }

  /** Writes a {@code .keras} file; a part of it is first written to a second file, which is deleted again. */
  public static void writeArchive(Model model, Path file, Path second) throws IOException {
    KerasWriter writer = new KerasWriter(model);
    Map<String, Object> config = new ConfigWriter(model, true).model();
    if (model.isCompiled()) {
      config.put("compile_config", new CompileWriter(model.compileOptions(), writer.outputs()).compileConfig());
    }
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("keras_version", KERAS_VERSION);
    metadata.put("date_saved", LocalDateTime.now().format(SAVED));
    metadata.put(Extras.KEY, Extras.of(model));
    byte[] metadataBytes = bytes(metadata);
    byte[] configBytes = bytes(config);
    try {
      Hdf5Writer hdf5 = new Hdf5Writer(second);
      try (hdf5) {
        writer.variables(hdf5.root(), true);
      }
      try (OutputStream out = Files.newOutputStream(file); ZipFileWriter zip = new ZipFileWriter(out)) {
        zip.write(KerasReader.METADATA, metadataBytes);
        zip.write(KerasReader.CONFIG, configBytes);
        zip.write(KerasReader.WEIGHTS, second);
      }
      try (FileChannel channel = FileChannel.open(file)) {
        ZipArchive archive = new ZipArchive(ByteSource.of(channel), LoadLimits.defaults());
        requireSame(archive, KerasReader.METADATA, metadataBytes);
        requireSame(archive, KerasReader.CONFIG, configBytes);
        hdf5.verify(archive.open(KerasReader.WEIGHTS));
      } catch (IllegalArgumentException e) {
        throw new IOException("what was written does not read back: " + e.getMessage(), e);
      }
    } finally {
      Files.deleteIfExists(second);
    }
  }

  private static void requireSame(ZipArchive archive, String name, byte[] written) throws IOException {
    ByteSource found = archive.open(name);
    if (found.size() != written.length || !found.bytes(0, written.length).equals(java.nio.ByteBuffer.wrap(written))) {
      throw new IOException("what was written does not read back the same: " + name);
    }
  }

  private static byte[] bytes(Object plain) throws IOException {
    // An encoder, not getBytes: half a character in a layer's name is an error, not a question mark.
    java.nio.ByteBuffer encoded =
        StandardCharsets.UTF_8.newEncoder().encode(java.nio.CharBuffer.wrap(KerasJson.write(plain)));
    byte[] bytes = new byte[encoded.remaining()];
    encoded.get(bytes);
    return bytes;
  }

  /** Writes a {@code .weights.h5} file. */
  public static void writeVariables(Model model, Path file) throws IOException {
    write(file, hdf5 -> new KerasWriter(model).variables(hdf5.root(), model.isCompiled()));
  }

  /**
   * Writes an {@code .h5} file.
   *
   * @param asKeras2 whether as Keras 2 did
   * @throws IllegalArgumentException if the config is longer than such a file has room for, or Keras 2 does not have what
   *     the model has
   */
  public static void writeLegacy(Model model, Path file, boolean asKeras2) throws IOException {
    write(file, hdf5 -> new KerasWriter(model).legacy(hdf5.root(), asKeras2));
  }

  /** Writes an {@code .h5} file with weights alone. */
  public static void writeLegacyWeights(Model model, Path file) throws IOException {
    write(file, hdf5 -> new KerasWriter(model).legacyWeights(hdf5.root(), false));
  }

  /** What is written to an HDF5 file. */
  private interface Content {
    void writeTo(Hdf5Writer hdf5);
  }

  private static void write(Path file, Content content) throws IOException {
    Hdf5Writer hdf5 = new Hdf5Writer(file);
    try (hdf5) {
      content.writeTo(hdf5);
    }
    try (FileChannel channel = FileChannel.open(file)) {
      hdf5.verify(ByteSource.of(channel));
    }
  }

  private List<String> outputs() {
    LayerGraph graph = model.graph();
    return graph.outputs().stream().map(graph::name).toList();
  }

  // ---- the layout of Keras 3

  private void variables(Hdf5Writer.Group root, boolean withOptimizer) {
    Set<Layer> inputs = Collections.newSetFromMap(new IdentityHashMap<>());
    layers.forEach(layer -> variables(root, "", layer, inputs));
    if (withOptimizer && model.isCompiled()) {
      optimizer(root);
    }
    vars(root.group(VARS), model.name(), List.of());
  }

  /** Writes a group and what is in it; an input that two models have in common comes in the first, as in Keras. */
  private void variables(Hdf5Writer.Group root, String around, VariableGroup group, Set<Layer> inputs) {
    if (group.layer() instanceof Input && !inputs.add(group.layer())) {
      return;
    }
    String path = around + group.path();
    vars(root.group(path + "/" + VARS), group.name(),
        group.own().stream().map(weight -> weights.get(Key.of(weight))).toList());
    group.inside().forEach(part -> variables(root, path + "/", part, inputs));
  }

  private static void vars(Hdf5Writer.Group vars, String name, List<NDArray> arrays) {
    vars.text("name", name);
    for (int i = 0; i < arrays.size(); i++) {
      vars.array(Integer.toString(i), arrays.get(i));
    }
  }

  private void optimizer(Hdf5Writer.Group root) {
    Hdf5Writer.Group vars = root.group("optimizer/" + VARS);
    vars.text("name", CompileWriter.name(model.compileOptions().optimizer()));
    int next = 0;
    for (Map.Entry<String, Object> array : optimizerArrays().entrySet()) {
      put(vars, Integer.toString(next++), array.getValue());
    }
  }

  private static void put(Hdf5Writer.Group group, String name, Object value) {
    if (value instanceof Long whole) {
      group.whole(name, whole);
    } else {
      group.array(name, (NDArray) value);
    }
  }

  /** The optimizer's arrays in Keras' order, by the names that {@code .h5} files give them. */
  private Map<String, Object> optimizerArrays() {
    TrainingState state = model.trainingState();
    Map<String, Object> arrays = new LinkedHashMap<>();
    arrays.put("iteration", state.iterations());
    if (model.compileOptions().optimizer().learningRateSchedule().isConstant()) {
      arrays.put("learning_rate", NDArray.scalar((float) state.learningRate()));
    }
    Map<String, NDArray> slots = OptimizerArrays.slots(model, layers, scope(), state);
    if (slots == null) {
      LOG.log(System.Logger.Level.WARNING,
          "The state of {0} was not saved: the order of its arrays in Keras is not known",
          model.compileOptions().optimizer().className());
    } else {
      arrays.putAll(slots);
    }
    return arrays;
  }

  // ---- the layout of .h5

  private void legacy(Hdf5Writer.Group root, boolean asKeras2) {
    Map<String, Object> plain = new ConfigWriter(model, false).model();
    String config = KerasJson.write(asKeras2 ? Keras2Form.of(plain) : plain);
    int length = config.getBytes(StandardCharsets.UTF_8).length;
    if (length > Hdf5Writer.LONGEST_ATTRIBUTE) {
      throw new IllegalArgumentException("Model \"" + model.name() + "\" can't be saved as .h5: its config has "
          + length + " bytes, more than the " + Hdf5Writer.LONGEST_ATTRIBUTE
          + " that such a file has room for. Save it as .keras");
    }
    root.text("keras_version", asKeras2 ? Keras2Form.VERSION : KERAS_VERSION);
    root.text("backend", "tensorflow");
    root.text("model_config", config);
    if (model.isCompiled()) {
      CompileWriter compile = new CompileWriter(model.compileOptions(), outputs());
      root.text("training_config", KerasJson.write(compile.trainingConfig()));
    }
    root.text(Extras.KEY, KerasJson.write(Extras.of(model)));
    legacyWeights(root.group("model_weights"), asKeras2);
    if (model.isCompiled()) {
      Hdf5Writer.Group group = root.group("optimizer_weights");
      String name = CompileWriter.name(model.compileOptions().optimizer());
      List<String> names = new ArrayList<>();
      optimizerArrays().forEach((array, value) -> {
        names.add(name + "/" + array);
        put(group, name + "/" + array, value);
      });
      group.texts("weight_names", names);
    }
  }

  private String scope() {
    return VariableGroup.scopeOf(model, model.name());
  }

  private void legacyWeights(Hdf5Writer.Group group, boolean asKeras2) {
    // Readers of Keras 2's files look for a list of weights in each group, and one of nothing can't be written.
    List<VariableGroup> written = layers.stream().filter(layer -> !(asKeras2 && layer.all().isEmpty())).toList();
    group.texts("layer_names", written.stream().map(VariableGroup::name).toList());
    group.text("backend", "tensorflow");
    group.text("keras_version", asKeras2 ? Keras2Form.VERSION : KERAS_VERSION);
    for (VariableGroup layer : written) {
      Hdf5Writer.Group own = group.group(layer.name());
      List<String> names = new ArrayList<>();
      for (Variable variable : LegacyStore.order(layer.variables(scope(), true))) {
        String name = asKeras2 ? layer.name() + "/" + variable.weight().spec().name() + ":0" : variable.path();
        names.add(name);
        own.array(name, weights.get(Key.of(variable.weight())));
      }
      own.texts("weight_names", names);
    }
    if (!asKeras2) {
      group.group("top_level_model_weights").texts("weight_names", List.of());
    }
  }
}
