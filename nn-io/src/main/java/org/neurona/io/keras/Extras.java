package org.neurona.io.keras;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.neurona.Model;
import org.neurona.config.Excerpt;
import org.neurona.io.json.JsonModelWriter;
import org.neurona.spi.TrainingState;

/**
 * What Neurona keeps of a model and Keras has no place for. It is written where Keras does not look, so that training
 * goes on to the bit after a load.
 *
 * @param seed the model's seed
 * @param epochs how many epochs were begun, which shuffling depends on
 * @param learningRate the learning rate in double precision
 * @param exclude the names of weights that are not decayed
 * @param nested what there is to say of models within the model
 */
record Extras(long seed, long epochs, Double learningRate, List<String> exclude, SharedLayers nested) {
  /** The key of metadata.json, and the attribute of an .h5 file. */
  static final String KEY = "neurona";

  /** The release that wrote the file. */
  static final String VERSION = "neurona_version";

  private static final String SEED = "seed";
  private static final String EPOCHS = "epochs";
  private static final String LEARNING_RATE = "learning_rate";
  /** A setting of optimizers which Keras keeps to itself. */
  static final String EXCLUDE = "exclude_from_weight_decay";

  static Map<String, Object> of(Model model) {
    TrainingState state = model.isCompiled() ? model.trainingState() : null;
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put(VERSION, JsonModelWriter.release());
    plain.put(SEED, model.seed());
    plain.put(EPOCHS, state == null ? 0L : state.epochs());
    plain.put(LEARNING_RATE, state == null ? null : state.learningRate());
    if (state != null && !model.compileOptions().optimizer().excludeFromWeightDecay().isEmpty()) {
      plain.put(EXCLUDE, model.compileOptions().optimizer().excludeFromWeightDecay());
    }
    plain.putAll(SharedLayers.of(model).toPlain());
    return plain;
  }

  /** What a file has of it; null where it has nothing. */
  static Extras read(Map<?, ?> plain) {
    if (plain == null) {
      return null;
    }
    Long epochs = KerasJson.get(plain, EPOCHS, Long.class);
    Long seed = KerasJson.get(plain, SEED, Long.class);
    Number rate = KerasJson.get(plain, LEARNING_RATE, Number.class);
    if (seed == null || epochs == null || epochs < 0
        || rate != null && (rate.doubleValue() < 0 || !Double.isFinite(rate.doubleValue()))) {
      throw new IllegalArgumentException("the part " + KEY + " is damaged: " + Excerpt.of(plain));
    }
    List<String> exclude = new ArrayList<>();
    for (Object name : KerasObjects.items(plain.get(EXCLUDE))) {
      exclude.add(String.valueOf(name));
    }
    return new Extras(seed, epochs, rate == null ? null : (Double) rate.doubleValue(),
        exclude, SharedLayers.read(plain));
  }

  /** A compile config with what only this knows. */
  Map<?, ?> complete(Map<?, ?> compileConfig) {
    String key = compileConfig.containsKey("optimizer_config") ? "optimizer_config" : "optimizer";
    if (exclude.isEmpty() || !(compileConfig.get(key) instanceof Map<?, ?> optimizer)
        || !(optimizer.get("config") instanceof Map<?, ?> config)) {
      return compileConfig;
    }
    return with(compileConfig, key, with(optimizer, "config", with(config, EXCLUDE, exclude)));
  }

  private static Map<?, ?> with(Map<?, ?> plain, String key, Object value) {
    Map<Object, Object> copy = new LinkedHashMap<>(plain);
    copy.put(key, value);
    return copy;
  }

  /** The state of training with what only this knows. */
  TrainingState complete(TrainingState state) {
    // Keras keeps the learning rate in single precision; where it means another one, a callback of Keras has set it.
    boolean same = learningRate != null && (float) (double) learningRate == (float) state.learningRate();
    return new TrainingState(state.iterations(), epochs, same ? learningRate : state.learningRate(), state.slots());
  }
}
