package org.neurona.io.keras;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.neurona.CompileOptions;
import org.neurona.Model;
import org.neurona.NDArray;
import org.neurona.io.LoadLimits;
import org.neurona.io.LoadOptions;
import org.neurona.io.ModelFormatException;
import org.neurona.io.UnsupportedModelException;
import org.neurona.io.bytes.ByteSource;
import org.neurona.io.guard.GuardedReading;
import org.neurona.io.hdf5.Hdf5File;
import org.neurona.io.hdf5.Hdf5Group;
import org.neurona.io.hdf5.HdfGuard;
import org.neurona.io.zip.ZipArchive;
import org.neurona.spi.Engines;

/**
 * Reads Keras' files: {@code .keras}, {@code .h5} of Keras 1 to 3 and tf.keras, {@code .weights.h5}, and the JSON of
 * {@code to_json}. Whatever is wrong with a file ends in a {@link ModelFormatException}, what is sound but not here in
 * an {@link UnsupportedModelException}.
 */
public final class KerasReader {
  static final String CONFIG = "config.json";
  static final String METADATA = "metadata.json";
  static final String WEIGHTS = "model.weights.h5";

  private static final String FIRST_KEY = "\\s*\\{\\s*\"([a-z_]{1,30})\"";
  private static final Set<String> MODEL_KEYS = Set.of("class_name", "module", "config", "backend", "keras_version",
      "registered_name", "build_config", "compile_config");

  private final String file;
  private final LoadOptions options;
  private final LoadLimits limits;

  /**
   * A reader.
   *
   * @param file what messages call the source
   */
  public KerasReader(String file, LoadOptions options) {
    this.file = file;
    this.options = options;
    this.limits = options.limits();
  }

  /** Whether a JSON text is a model of Keras, by its first key. */
  public static boolean isModelJson(String text) {
    Matcher first = Pattern.compile(FIRST_KEY).matcher(text);
    return first.lookingAt() && MODEL_KEYS.contains(first.group(1));
  }

  /** Reads a model from a {@code .keras} or {@code .h5} file. */
  public Model read(ByteSource bytes) throws IOException {
    requireEngine();
    return guarded(() -> {
      ByteBuffer start = start(bytes);
      return ZipArchive.isZip(start) ? readArchive(new ZipArchive(bytes, limits))
          : readLegacy(Hdf5File.open(bytes, limits).root());
    });
  }

  /** Reads a model without weights, from what {@code model.to_json()} gave. */
  public Model readJson(String text) throws IOException {
    if (options.engine() != null) {
      requireEngine();
    }
    return guarded(() -> {
      Map<?, ?> plain = KerasJson.read(text, "the model", limits);
      return withEngine(new Parsed(plain, version(plain), null, null).model);
    });
  }

  /** Gives a model that is built the weights of a file of any kind. */
  public void readWeightsInto(Model model, ByteSource bytes) throws IOException {
    model.engine(); // whatever is wrong with the engine is not the file's fault
    guarded(() -> {
      ByteSource weights = bytes;
      if (ZipArchive.isZip(start(bytes))) {
        weights = new ZipArchive(bytes, limits).open(WEIGHTS);
      }
      Hdf5Group root = Hdf5File.open(weights, limits).root();
      List<VariableGroup> layers = VariableGroup.of(model, LayerOrder.own());
      GivenWeights given = new GivenWeights();
      if (VariableStore.isOne(root)) {
        new VariableStore(root).read(layers, given);
        given.give(model, false);
      } else {
        require(LegacyStore.isOne(root), "the file has no weights in a layout of Keras");
        int version = root.text("keras_version").map(KerasReader::major)
            .orElse(root.group("model_weights").flatMap(group -> group.text("keras_version")).map(KerasReader::major)
                .orElse(1));
        LegacyStore store = new LegacyStore(root);
        if (options.byName()) {
          store.readByName(layers, version, given);
        } else {
          store.read(layers, version, given);
        }
        given.give(model, options.byName());
      }
      return null;
    });
  }

  private static ByteBuffer start(ByteSource bytes) throws IOException {
    return bytes.bytes(0, (int) Math.min(8, bytes.size()));
  }

  /** A config, turned into a model. */
  private final class Parsed {
    final Model model;
    final CompileOptions compile;
    private final KnownLayers known;

    Parsed(Map<?, ?> plain, int version, Map<?, ?> compileConfig, Extras extras) throws UnsupportedModelException {
      known = new KnownLayers(extras == null ? SharedLayers.none() : extras.nested(), limits);
      KerasObjects objects = new KerasObjects(version, options.customObjects(), new Findings(), known);
      ModelConfig config = new ModelConfig(plain, objects, "");
      List<String> outputs = config.outputNames();
      compile = compileConfig == null || !options.compile() ? null
          : CompileConfig.read(extras == null ? compileConfig : extras.complete(compileConfig), objects, outputs);
      model = config.build(file);
    }

    /** The model's layers, in the file's order. */
    List<VariableGroup> layers() {
      return VariableGroup.of(model, known.order());
    }
  }

  private Model readArchive(ZipArchive archive) throws IOException {
    Map<?, ?> config = json(archive, CONFIG);
    Map<?, ?> metadata = archive.names().contains(METADATA) ? json(archive, METADATA) : Map.of();
    int version = metadata.get("keras_version") instanceof String text ? major(text) : 3;
    Map<?, ?> compile = KerasJson.get(config, "compile_config", Map.class);
    Extras extras = Extras.read(KerasJson.get(metadata, Extras.KEY, Map.class));
    Parsed parsed = new Parsed(config, version, compile, extras);
    Model model = prepare(parsed, extras);
    if (!model.isBuilt()) {
      return model;
    }
    VariableStore store = new VariableStore(Hdf5File.open(archive.open(WEIGHTS), limits).root());
    GivenWeights given = new GivenWeights();
    store.read(parsed.layers(), given);
    given.give(model, false);
    if (parsed.compile != null) {
      Map<String, NDArray> arrays = new LinkedHashMap<>();
      for (NDArray array : store.optimizer()) {
        arrays.put(Integer.toString(arrays.size()), array);
      }
      restore(parsed, arrays, false, extras);
    }
    return model;
  }

  private Model readLegacy(Hdf5Group root) throws IOException {
    String text = root.text("model_config").orElse(null);
    require(text != null, VariableStore.isOne(root) || LegacyStore.isOne(root)
        ? "the file has no model, only weights: use Models.loadWeights" : "the file has no model_config");
    Map<?, ?> config = KerasJson.read(text, "model_config", limits);
    int version = root.text("keras_version").map(KerasReader::major).orElse(1);
    String training = root.text("training_config").orElse(null);
    Map<?, ?> compile = training == null ? null : KerasJson.read(training, "training_config", limits);
    String neurona = root.text(Extras.KEY).orElse(null);
    Extras extras = neurona == null ? null : Extras.read(KerasJson.read(neurona, Extras.KEY, limits));
    Parsed parsed = new Parsed(config, version, compile, extras);
    Model model = prepare(parsed, extras);
    if (!model.isBuilt()) {
      return model;
    }
    require(LegacyStore.isOne(root), "the file has no weights: use Models.fromJson for its model_config");
    GivenWeights given = new GivenWeights();
    new LegacyStore(root).read(parsed.layers(), version, given);
    given.give(model, false);
    if (parsed.compile != null) {
      Map<String, NDArray> arrays = LegacyStore.optimizer(root);
      boolean bySlot = version < 3 && extras == null && !isInterleaved(List.copyOf(arrays.keySet()));
      restore(parsed, arrays, bySlot, extras);
    }
    return model;
  }

  /** From tf.keras 2.11 on names are {@code Adam/m/dense/kernel:0}, {@code Adam/v/dense/kernel:0}. */
  private static boolean isInterleaved(List<String> names) {
    return names.stream().anyMatch(name -> name.matches("[^/]+/(m|v|velocity|momentum|accumulator)/.*"));
  }

  private Model prepare(Parsed parsed, Extras extras) {
    Model model = withEngine(parsed.model);
    if (extras != null) {
      model.seed(extras.seed());
    }
    if (parsed.compile != null) {
      model.compile(parsed.compile);
    }
    return model;
  }

  private static void restore(Parsed parsed, Map<String, NDArray> arrays, boolean bySlot, Extras extras) {
    OptimizerArrays.restore(parsed.model, parsed.layers(), arrays, bySlot);
    if (extras != null) {
      parsed.model.restore(extras.complete(parsed.model.trainingState()));
    }
  }

  private Model withEngine(Model model) {
    return options.engine() == null ? model : model.engine(options.engine());
  }

  /** Fails as the caller's mistake, not the file's, where there is no such engine, or none at all. */
  private void requireEngine() {
    Engines.find(options.engine(), 0);
  }

  private Map<?, ?> json(ZipArchive archive, String name) throws IOException {
    ByteSource bytes = archive.open(name);
    require(bytes.size() <= limits.maxStructureChars(), name + " has more characters than the limit of "
        + limits.maxStructureChars());
    String text = StandardCharsets.UTF_8.newDecoder().decode(bytes.bytes(0, (int) bytes.size())).toString();
    return KerasJson.read(text, name, limits);
  }

  private static int version(Map<?, ?> plain) {
    // Keras 3's to_json names modules and no version.
    return plain.get("keras_version") instanceof String text ? major(text) : plain.containsKey("module") ? 3 : 1;
  }

  /** 1, 2 or 3; tf.keras counts as the Keras 2 that it was. */
  private static int major(String version) {
    int dot = version.indexOf('.');
    String major = dot < 0 ? version : version.substring(0, dot);
    require(!major.isEmpty() && major.length() <= 3, "keras_version is " + version);
    for (int i = 0; i < major.length(); i++) {
      require(major.charAt(i) >= '0' && major.charAt(i) <= '9', "keras_version is " + version);
    }
    return Math.max(1, Math.min(3, Integer.parseInt(major)));
  }

  private <T> T guarded(GuardedReading.Reading<T> reading) throws IOException {
    return GuardedReading.of("model", this::failure, reading);
  }

  private ModelFormatException failure(String reason, Throwable cause) {
    return new ModelFormatException(file, "", reason, cause);
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
