package org.neurona.io.json;

/** The keys of a model file. */
final class Fields {
  static final String FORMAT = "format";
  static final String FORMAT_NAME = "neurona";
  static final String VERSION = "version";
  static final int CURRENT_VERSION = 1;
  static final String NEURONA_VERSION = "neurona_version";
  /** The release that writes; a test compares it with the build's. */
  static final String RELEASE = "0.1.0";

  static final String MODEL = "model";
  static final String CLASS_NAME = "class_name";
  static final String SEQUENTIAL = "Sequential";
  static final String FUNCTIONAL = "Functional";
  static final String CONFIG = "config";
  static final String NAME = "name";
  static final String SEED = "seed";
  static final String TRAINABLE = "trainable";
  static final String LAYERS = "layers";
  /** In the place of a layer that came before: which one, of all in the file. */
  static final String SHARED = "shared";
  static final String LAYER = "layer";
  static final String APPLICATIONS = "applications";
  static final String INPUTS = "inputs";
  static final String OUTPUTS = "outputs";

  static final String COMPILE = "compile";
  static final String OPTIMIZER = "optimizer";
  static final String LOSSES = "losses";
  static final String LOSS_WEIGHTS = "loss_weights";
  static final String METRICS = "metrics";
  static final String WEIGHTED_METRICS = "weighted_metrics";
  static final String METRIC = "metric";

  static final String WEIGHTS = "weights";
  static final String SHAPE = "shape";
  static final String DTYPE = "dtype";
  static final String CRC32 = "crc32";
  static final String VALUES = "values";

  static final String TRAINING = "training";
  static final String ITERATIONS = "iterations";
  static final String EPOCHS = "epochs";
  static final String LEARNING_RATE = "learning_rate";
  static final String SLOTS = "slots";

  static final String BACKUP_FORMAT_NAME = "neurona-backup";
  static final String SETUP = "setup";
  static final String STATES = "states";
  static final String FIT = "fit";
  static final String EPOCH = "epoch";
  static final String BATCHES = "batches";
  static final String PASSED = "passed";
  static final String STOPPED = "stopped";
  static final String LOGS = "logs";
  static final String TOTALS = "totals";
  static final String CALLBACKS = "callbacks";
  static final String CLASS = "class";
  static final String TEXTS = "texts";
  static final String NUMBERS = "numbers";
  static final String ARRAYS = "arrays";

  private Fields() {}
}
