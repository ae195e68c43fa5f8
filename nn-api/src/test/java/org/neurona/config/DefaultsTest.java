package org.neurona.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurona.constraints.Constraints;
import org.neurona.initializers.Initializers;
import org.neurona.layers.Layers;
import org.neurona.losses.Losses;
import org.neurona.metrics.Metrics;
import org.neurona.optimizers.Optimizers;
import org.neurona.regularizers.Regularizers;
import org.neurona.schedules.LearningRateSchedules;

/** Keras 3's keys and defaults, written out: a row for every class. */
class DefaultsTest {
  private static final List<Catalogue<?>> CATALOGUES = List.of(Initializers.catalogue(), Regularizers.catalogue(),
      Constraints.catalogue(), Layers.catalogue(), Losses.catalogue(), Metrics.catalogue(), Optimizers.catalogue(),
      LearningRateSchedules.catalogue());
  private static final String LAYER = "name=null, trainable=true, input_shape=null";
  private static final String KERNEL = "activation=linear, use_bias=true, "
      + "kernel_initializer={class_name=GlorotUniform, config={seed=null}}, "
      + "bias_initializer={class_name=Zeros, config={}}, kernel_regularizer=null, bias_regularizer=null, "
      + "activity_regularizer=null, kernel_constraint=null, bias_constraint=null";
  private static final String PROJECTIONS = KERNEL.substring(KERNEL.indexOf("kernel_initializer")) + ", seed=null";
  private static final String NORMALIZATION = "epsilon=0.001, center=true, scale=true, "
      + "beta_initializer={class_name=Zeros, config={}}, gamma_initializer={class_name=Ones, config={}}";
  private static final String NORMALIZATION_PENALTIES = "beta_regularizer=null, gamma_regularizer=null, "
      + "beta_constraint=null, gamma_constraint=null";
  private static final String UNITS = "units=1, activation=tanh, use_bias=true, "
      + "kernel_initializer={class_name=GlorotUniform, config={seed=null}}, "
      + "recurrent_initializer={class_name=Orthogonal, config={gain=1.0, seed=null}}, "
      + "bias_initializer={class_name=Zeros, config={}}, kernel_regularizer=null, recurrent_regularizer=null, "
      + "bias_regularizer=null, kernel_constraint=null, recurrent_constraint=null, bias_constraint=null, dropout=0.0, "
      + "recurrent_dropout=0.0, seed=null";
  private static final String CELL = "{class_name=SimpleRNNCell, config={" + LAYER + ", " + UNITS + "}}";
  private static final String SEQUENCES = "return_sequences=false, return_state=false, go_backwards=false, "
      + "stateful=false, unroll=false, zero_output_for_mask=false";
  private static final String OPTIMIZER = ", weight_decay=null, clipnorm=null, global_clipnorm=null, clipvalue=null, "
      + "use_ema=false, ema_momentum=0.99, ema_overwrite_frequency=null, gradient_accumulation_steps=null";
  private static final String METRIC = "name=null";
  private static final String LOSS = "reduction=sum_over_batch_size";
  private static final Map<String, String> DEFAULTS = new TreeMap<>();

  static {
    row("initializer Zeros", "");
    row("initializer Ones", "");
    row("initializer Constant", "value=0.0");
    row("initializer Identity", "gain=1.0");
    row("initializer Orthogonal", "gain=1.0, seed=null");
    row("initializer RandomUniform", "minval=-0.05, maxval=0.05, seed=null");
    row("initializer RandomNormal", "mean=0.0, stddev=0.05, seed=null");
    row("initializer TruncatedNormal", "mean=0.0, stddev=0.05, seed=null");
    row("initializer VarianceScaling", "scale=1.0, mode=fan_in, distribution=truncated_normal, seed=null");
    for (String kind : new String[] {"Glorot", "He", "Lecun"}) {
      row("initializer " + kind + "Uniform", "seed=null");
      row("initializer " + kind + "Normal", "seed=null");
    }
    row("regularizer L1", "l1=0.01");
    row("regularizer L2", "l2=0.01");
    row("regularizer L1L2", "l1=0.0, l2=0.0");
    row("regularizer OrthogonalRegularizer", "factor=0.01, mode=rows");
    row("constraint MaxNorm", "max_value=2.0, axis=0");
    row("constraint MinMaxNorm", "min_value=0.0, max_value=1.0, rate=1.0, axis=0");
    row("constraint NonNeg", "");
    row("constraint UnitNorm", "axis=0");
    row("layer InputLayer", "name=null, trainable=true, input_shape=[]");
    row("layer Dense", LAYER + ", units=1, " + KERNEL);
    row("layer Flatten", LAYER);
    row("layer Activation", LAYER + ", activation=linear");
    row("layer ReLU", LAYER + ", max_value=null, negative_slope=0.0, threshold=0.0");
    row("layer LeakyReLU", LAYER + ", negative_slope=0.3");
    row("layer ELU", LAYER + ", alpha=1.0");
    row("layer PReLU", LAYER + ", alpha_initializer={class_name=Zeros, config={}}, alpha_regularizer=null, "
        + "alpha_constraint=null, shared_axes=null");
    row("layer Softmax", LAYER + ", axis=-1");
    row("layer Dropout", LAYER + ", rate=0.0, noise_shape=null, seed=null");
    row("layer AlphaDropout", LAYER + ", rate=0.0, noise_shape=null, seed=null");
    row("layer GaussianDropout", LAYER + ", rate=0.0, seed=null");
    row("layer GaussianNoise", LAYER + ", stddev=0.0, seed=null");
    row("layer SpatialDropout1D", LAYER + ", rate=0.0, seed=null");
    row("layer SpatialDropout2D", LAYER + ", rate=0.0, data_format=channels_last, seed=null");
    row("layer SpatialDropout3D", LAYER + ", rate=0.0, data_format=channels_last, seed=null");
    row("layer ActivityRegularization", LAYER + ", l1=0.0, l2=0.0");
    row("layer Masking", LAYER + ", mask_value=0.0");
    row("layer Reshape", LAYER + ", target_shape=[]");
    row("layer Permute", LAYER + ", dims=[]");
    row("layer RepeatVector", LAYER + ", n=1");
    row("layer Identity", LAYER);
    row("layer ZeroPadding1D", LAYER + ", padding=[1, 1], data_format=channels_last");
    row("layer ZeroPadding2D", LAYER + ", padding=[[1, 1], [1, 1]], data_format=channels_last");
    row("layer ZeroPadding3D", LAYER + ", padding=[[1, 1], [1, 1], [1, 1]], data_format=channels_last");
    row("layer Cropping1D", LAYER + ", cropping=[1, 1]");
    row("layer Cropping2D", LAYER + ", cropping=[[0, 0], [0, 0]], data_format=channels_last");
    row("layer Cropping3D", LAYER + ", cropping=[[1, 1], [1, 1], [1, 1]], data_format=channels_last");
    row("layer UpSampling1D", LAYER + ", size=[2]");
    row("layer UpSampling2D", LAYER + ", size=[2, 2], data_format=channels_last, interpolation=nearest");
    row("layer UpSampling3D", LAYER + ", size=[2, 2, 2], data_format=channels_last");
    row("layer Concatenate", LAYER + ", axis=-1");
    for (String merged : new String[] {"Add", "Subtract", "Multiply", "Average", "Maximum", "Minimum"}) {
      row("layer " + merged, LAYER);
    }
    row("layer Dot", LAYER + ", axes=1, normalize=false");
    for (int axes = 1; axes <= 3; axes++) {
      List<Integer> ones = Collections.nCopies(axes, 1);
      row("layer Conv" + axes + "D", LAYER + ", filters=1, kernel_size=" + ones + ", strides=" + ones
          + ", padding=valid, data_format=channels_last, dilation_rate=" + ones + ", groups=1, " + KERNEL);
      row("layer Conv" + axes + "DTranspose", LAYER + ", filters=1, kernel_size=" + ones + ", strides=" + ones
          + ", padding=valid, data_format=channels_last, dilation_rate=" + ones + ", output_padding=null, " + KERNEL);
      for (String kind : new String[] {"Max", "Average"}) {
        row("layer " + kind + "Pooling" + axes + "D", LAYER + ", pool_size=" + Collections.nCopies(axes, 2)
            + ", padding=valid, strides=null, data_format=channels_last");
        row("layer Global" + kind + "Pooling" + axes + "D", LAYER + ", data_format=channels_last, keepdims=false");
      }
    }
    row("layer BatchNormalization", LAYER + ", axis=-1, momentum=0.99, " + NORMALIZATION
        + ", moving_mean_initializer={class_name=Zeros, config={}}, "
        + "moving_variance_initializer={class_name=Ones, config={}}, " + NORMALIZATION_PENALTIES);
    row("layer LayerNormalization", LAYER + ", axis=-1, " + NORMALIZATION + ", " + NORMALIZATION_PENALTIES);
    row("layer GroupNormalization", LAYER + ", groups=32, axis=-1, " + NORMALIZATION + ", " + NORMALIZATION_PENALTIES);
    row("layer UnitNormalization", LAYER + ", axis=-1");
    row("layer RMSNormalization", LAYER + ", axis=-1, epsilon=1.0E-6");
    for (int axes = 1; axes <= 2; axes++) {
      List<Integer> ones = Collections.nCopies(axes, 1);
      String window = "kernel_size=" + ones + ", strides=" + ones + ", padding=valid, data_format=channels_last, "
          + "dilation_rate=" + ones + ", ";
      row("layer DepthwiseConv" + axes + "D", LAYER + ", depth_multiplier=1, " + window
          + KERNEL.replace("kernel_", "depthwise_"));
      row("layer SeparableConv" + axes + "D", LAYER + ", depth_multiplier=1, filters=1, " + window
          + KERNEL.replace("kernel_initializer", "depthwise_initializer={class_name=GlorotUniform, "
              + "config={seed=null}}, pointwise_initializer")
              .replace("kernel_regularizer", "depthwise_regularizer=null, pointwise_regularizer")
              .replace("kernel_constraint", "depthwise_constraint=null, pointwise_constraint"));
    }
    row("layer SimpleRNNCell", LAYER + ", " + UNITS);
    row("layer LSTMCell", LAYER + ", " + UNITS + ", recurrent_activation=sigmoid, unit_forget_bias=true");
    row("layer GRUCell", LAYER + ", " + UNITS + ", recurrent_activation=sigmoid, reset_after=true");
    row("layer SimpleRNN", LAYER + ", " + UNITS + ", activity_regularizer=null, " + SEQUENCES);
    row("layer LSTM", LAYER + ", " + UNITS + ", recurrent_activation=sigmoid, unit_forget_bias=true, "
        + "activity_regularizer=null, " + SEQUENCES);
    row("layer GRU", LAYER + ", " + UNITS + ", recurrent_activation=sigmoid, reset_after=true, "
        + "activity_regularizer=null, " + SEQUENCES);
    row("layer RNN", LAYER + ", cell=" + CELL + ", " + SEQUENCES);
    row("layer StackedRNNCells", LAYER + ", cells=[" + CELL + "]");
    row("layer Bidirectional", LAYER + ", layer={class_name=SimpleRNN, config={" + LAYER + ", " + UNITS
        + ", activity_regularizer=null, " + SEQUENCES + "}}, merge_mode=concat, backward_layer=null");
    row("layer TimeDistributed", LAYER + ", layer={class_name=Dense, config={" + LAYER + ", units=1, " + KERNEL + "}}");
    row("layer Embedding", LAYER + ", input_dim=1, output_dim=1, "
        + "embeddings_initializer={class_name=RandomUniform, config={minval=-0.05, maxval=0.05, seed=null}}, "
        + "embeddings_regularizer=null, activity_regularizer=null, embeddings_constraint=null, mask_zero=false");
    row("layer Attention", LAYER + ", use_scale=false, score_mode=dot, dropout=0.0, seed=null");
    row("layer AdditiveAttention", LAYER + ", use_scale=true, dropout=0.0, seed=null");
    row("layer MultiHeadAttention", LAYER + ", num_heads=1, key_dim=1, value_dim=null, dropout=0.0, use_bias=true, "
        + "output_shape=null, attention_axes=null, " + PROJECTIONS);
    row("layer GroupedQueryAttention", LAYER + ", head_dim=1, num_query_heads=1, num_key_value_heads=1, dropout=0.0, "
        + "use_bias=true, " + PROJECTIONS);
    row("loss MeanSquaredError", LOSS);
    row("loss MeanAbsoluteError", LOSS);
    row("loss HalfSumOfSquares", LOSS);
    row("loss BinaryCrossentropy", LOSS + ", from_logits=false, label_smoothing=0.0, axis=-1");
    row("loss CategoricalCrossentropy", LOSS + ", from_logits=false, label_smoothing=0.0, axis=-1");
    row("loss SparseCategoricalCrossentropy", LOSS + ", from_logits=false, ignore_class=null");
    row("loss KLDivergence", LOSS);
    row("loss Poisson", LOSS);
    row("loss MeanAbsolutePercentageError", LOSS);
    row("loss MeanSquaredLogarithmicError", LOSS);
    row("loss LogCosh", LOSS);
    row("loss CosineSimilarity", LOSS);
    row("loss Hinge", LOSS);
    row("loss SquaredHinge", LOSS);
    row("loss CategoricalHinge", LOSS);
    row("loss Circle", LOSS + ", gamma=80.0, margin=0.4, remove_diagonal=true");
    row("loss Dice", LOSS + ", axis=null");
    row("loss Huber", LOSS + ", delta=1.0");
    row("loss Tversky", LOSS + ", alpha=0.5, beta=0.5");
    row("loss CategoricalGeneralizedCrossEntropy", LOSS + ", q=0.5");
    row("loss BinaryFocalCrossentropy", LOSS + ", apply_class_balancing=false, alpha=0.25, gamma=2.0, "
        + "from_logits=false, label_smoothing=0.0, axis=-1");
    row("loss CategoricalFocalCrossentropy", LOSS + ", alpha=0.25, gamma=2.0, from_logits=false, "
        + "label_smoothing=0.0, axis=-1");
    row("metric accuracy", METRIC);
    row("metric BinaryAccuracy", METRIC + ", threshold=0.5");
    row("metric CategoricalAccuracy", METRIC);
    row("metric SparseCategoricalAccuracy", METRIC);
    row("metric MeanSquaredError", METRIC);
    row("metric MeanAbsoluteError", METRIC);
    row("metric RootMeanSquaredError", METRIC);
    row("metric MeanAbsolutePercentageError", METRIC);
    row("metric MeanSquaredLogarithmicError", METRIC);
    row("metric CosineSimilarity", METRIC + ", axis=-1");
    row("metric LogCoshError", METRIC);
    row("metric BinaryCrossentropy", METRIC + ", from_logits=false, label_smoothing=0.0");
    row("metric CategoricalCrossentropy", METRIC + ", from_logits=false, label_smoothing=0.0, axis=-1");
    row("metric SparseCategoricalCrossentropy", METRIC + ", from_logits=false, axis=-1");
    row("metric KLDivergence", METRIC);
    row("metric Poisson", METRIC);
    row("metric Hinge", METRIC);
    row("metric SquaredHinge", METRIC);
    row("metric CategoricalHinge", METRIC);
    row("metric Precision", METRIC + ", thresholds=null, top_k=null, class_id=null");
    row("metric Recall", METRIC + ", thresholds=null, top_k=null, class_id=null");
    row("metric TruePositives", METRIC + ", thresholds=null");
    row("metric TrueNegatives", METRIC + ", thresholds=null");
    row("metric FalsePositives", METRIC + ", thresholds=null");
    row("metric FalseNegatives", METRIC + ", thresholds=null");
    row("metric TopKCategoricalAccuracy", METRIC + ", k=5");
    row("metric SparseTopKCategoricalAccuracy", METRIC + ", k=5");
    row("metric AUC", METRIC + ", num_thresholds=200, curve=ROC, summation_method=interpolation, "
        + "thresholds=null, multi_label=false, num_labels=null, label_weights=null, from_logits=false");
    row("metric F1Score", METRIC + ", average=null, threshold=null");
    row("metric FBetaScore", METRIC + ", average=null, threshold=null, beta=1.0");
    row("metric Accuracy", METRIC);
    row("metric R2Score", METRIC + ", class_aggregation=uniform_average, num_regressors=0");
    row("metric PearsonCorrelation", METRIC + ", axis=-1");
    row("metric ConcordanceCorrelation", METRIC + ", axis=-1");
    row("metric SensitivityAtSpecificity", METRIC + ", specificity=0.5, num_thresholds=200, class_id=null");
    row("metric SpecificityAtSensitivity", METRIC + ", sensitivity=0.5, num_thresholds=200, class_id=null");
    row("metric PrecisionAtRecall", METRIC + ", recall=0.5, num_thresholds=200, class_id=null");
    row("metric RecallAtPrecision", METRIC + ", precision=0.5, num_thresholds=200, class_id=null");
    row("metric IoU", METRIC + ", num_classes=2, ignore_class=null, sparse_y_pred=true, axis=-1, "
        + "target_class_ids=[0], sparse_y_true=true");
    row("metric MeanIoU", METRIC + ", num_classes=2, ignore_class=null, sparse_y_pred=true, axis=-1, "
        + "sparse_y_true=true");
    row("metric OneHotIoU", METRIC + ", num_classes=2, ignore_class=null, sparse_y_pred=false, axis=-1, "
        + "target_class_ids=[0]");
    row("metric OneHotMeanIoU", METRIC + ", num_classes=2, ignore_class=null, sparse_y_pred=false, axis=-1");
    row("metric BinaryIoU", METRIC + ", target_class_ids=[0, 1], threshold=0.5");
    row("metric Mean", METRIC);
    row("metric Sum", METRIC);
    row("optimizer SGD", "learning_rate=0.01, momentum=0.0, nesterov=false" + OPTIMIZER);
    row("optimizer RMSprop", "learning_rate=0.001, rho=0.9, momentum=0.0, epsilon=1.0E-7, centered=false" + OPTIMIZER);
    row("optimizer Adam", "learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1.0E-7, amsgrad=false" + OPTIMIZER);
    row("optimizer Adamax", "learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1.0E-7" + OPTIMIZER);
    row("optimizer Nadam", "learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1.0E-7" + OPTIMIZER);
    row("optimizer Adagrad", "learning_rate=0.001, initial_accumulator_value=0.1, epsilon=1.0E-7" + OPTIMIZER);
    row("optimizer Adadelta", "learning_rate=0.001, rho=0.95, epsilon=1.0E-7" + OPTIMIZER);
    row("optimizer Ftrl", "learning_rate=0.001, learning_rate_power=-0.5, initial_accumulator_value=0.1, "
        + "l1_regularization_strength=0.0, l2_regularization_strength=0.0, "
        + "l2_shrinkage_regularization_strength=0.0, beta=0.0" + OPTIMIZER);
    row("optimizer Lion", "learning_rate=0.001, beta_1=0.9, beta_2=0.99" + OPTIMIZER);
    row("optimizer Lamb", "learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1.0E-7" + OPTIMIZER);
    row("optimizer Adafactor", "learning_rate=0.001, beta_2_decay=-0.8, epsilon_1=1.0E-30, epsilon_2=0.001, "
        + "clip_threshold=1.0, relative_step=true" + OPTIMIZER);
    row("optimizer ScheduleFreeAdamW", "learning_rate=0.0025, beta_1=0.9, beta_2=0.999, epsilon=1.0E-8, "
        + "warmup_steps=0" + OPTIMIZER);
    row("optimizer Muon", "learning_rate=0.001, adam_beta_1=0.9, adam_beta_2=0.999, epsilon=1.0E-7, "
        + "exclude_layers=[], muon_a=3.4445, muon_b=-4.775, muon_c=2.0315, adam_lr_ratio=1.0, momentum=0.95, "
        + "ns_steps=5, nesterov=true, exclude_embeddings=true, adam_weight_decay=0.004, rms_rate=0.2"
        + OPTIMIZER.replace("weight_decay=null", "weight_decay=0.004"));
    row("optimizer AdamW", "learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1.0E-7, amsgrad=false"
        + OPTIMIZER.replace("weight_decay=null", "weight_decay=0.004"));
    row("learning rate schedule ExponentialDecay",
        "initial_learning_rate=0.01, decay_steps=1000, decay_rate=0.9, staircase=false");
    row("learning rate schedule InverseTimeDecay",
        "initial_learning_rate=0.01, decay_steps=1000, decay_rate=0.9, staircase=false");
    row("learning rate schedule PolynomialDecay", "initial_learning_rate=0.01, decay_steps=1000, "
        + "end_learning_rate=1.0E-4, power=1.0, cycle=false");
    row("learning rate schedule PiecewiseConstantDecay", "boundaries=[1.0], values=[0.01, 0.001]");
    row("learning rate schedule CosineDecay", "initial_learning_rate=0.01, decay_steps=1000, alpha=0.0, "
        + "warmup_target=null, warmup_steps=0");
    row("learning rate schedule CosineDecayRestarts", "initial_learning_rate=0.01, first_decay_steps=1000, t_mul=2.0, "
        + "m_mul=1.0, alpha=0.0");
  }

  private static void row(String entry, String config) {
    DEFAULTS.put(entry, "{" + config + "}");
  }

  private static Map<String, Configurable> entries() {
    Map<String, Configurable> entries = new LinkedHashMap<>();
    for (Catalogue<?> catalogue : CATALOGUES) {
      catalogue.entries().forEach(entry -> entries.put(catalogue.kind() + " " + entry.className(), entry));
    }
    return entries;
  }

  static Stream<Arguments> defaults() {
    return entries().entrySet().stream().map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("defaults")
  void defaultsAreThoseOfKeras(String name, Configurable entry) {
    assertEquals(DEFAULTS.get(name), entry.config().toMap().toString());
  }

  @Test
  void everyEntryHasARowAndEveryRowAnEntry() {
    Set<String> known = new TreeSet<>(entries().keySet());

    assertEquals(DEFAULTS.keySet(), known);
  }
}
