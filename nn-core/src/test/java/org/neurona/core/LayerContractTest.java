package org.neurona.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.neurona.core.Computed.assertClose;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurona.NDArray;
import org.neurona.Shape;
import org.neurona.config.CustomObjects;
import org.neurona.core.engine.Backend;
import org.neurona.core.engine.reference.CommonsMathBackend;
import org.neurona.core.plan.Gradients;
import org.neurona.layers.Activation;
import org.neurona.layers.ActivityRegularization;
import org.neurona.layers.Add;
import org.neurona.layers.AdditiveAttention;
import org.neurona.layers.AlphaDropout;
import org.neurona.layers.Attention;
import org.neurona.layers.Average;
import org.neurona.layers.AveragePooling1D;
import org.neurona.layers.AveragePooling2D;
import org.neurona.layers.AveragePooling3D;
import org.neurona.layers.BatchNormalization;
import org.neurona.layers.Bidirectional;
import org.neurona.layers.Call;
import org.neurona.layers.Concatenate;
import org.neurona.layers.Conv1D;
import org.neurona.layers.Conv1DTranspose;
import org.neurona.layers.Conv2D;
import org.neurona.layers.Conv2DTranspose;
import org.neurona.layers.Conv3D;
import org.neurona.layers.Conv3DTranspose;
import org.neurona.layers.Cropping1D;
import org.neurona.layers.Cropping2D;
import org.neurona.layers.Cropping3D;
import org.neurona.layers.Dense;
import org.neurona.layers.DepthwiseConv1D;
import org.neurona.layers.DepthwiseConv2D;
import org.neurona.layers.Dot;
import org.neurona.layers.Dropout;
import org.neurona.layers.ELU;
import org.neurona.layers.Embedding;
import org.neurona.layers.Flatten;
import org.neurona.layers.GRU;
import org.neurona.layers.GRUCell;
import org.neurona.layers.GaussianDropout;
import org.neurona.layers.GaussianNoise;
import org.neurona.layers.GlobalAveragePooling1D;
import org.neurona.layers.GlobalAveragePooling2D;
import org.neurona.layers.GlobalAveragePooling3D;
import org.neurona.layers.GlobalMaxPooling1D;
import org.neurona.layers.GlobalMaxPooling2D;
import org.neurona.layers.GlobalMaxPooling3D;
import org.neurona.layers.GroupNormalization;
import org.neurona.layers.GroupQueryAttention;
import org.neurona.layers.Identity;
import org.neurona.layers.LSTM;
import org.neurona.layers.LSTMCell;
import org.neurona.layers.Layer;
import org.neurona.layers.LayerNormalization;
import org.neurona.layers.Layers;
import org.neurona.layers.LeakyReLU;
import org.neurona.layers.Masking;
import org.neurona.layers.MaxPooling1D;
import org.neurona.layers.MaxPooling2D;
import org.neurona.layers.MaxPooling3D;
import org.neurona.layers.Maximum;
import org.neurona.layers.Minimum;
import org.neurona.layers.MultiHeadAttention;
import org.neurona.layers.Multiply;
import org.neurona.layers.PReLU;
import org.neurona.layers.Permute;
import org.neurona.layers.RMSNormalization;
import org.neurona.layers.RNN;
import org.neurona.layers.ReLU;
import org.neurona.layers.RepeatVector;
import org.neurona.layers.Reshape;
import org.neurona.layers.SeparableConv1D;
import org.neurona.layers.SeparableConv2D;
import org.neurona.layers.SimpleRNN;
import org.neurona.layers.SimpleRNNCell;
import org.neurona.layers.Softmax;
import org.neurona.layers.SpatialDropout1D;
import org.neurona.layers.SpatialDropout2D;
import org.neurona.layers.SpatialDropout3D;
import org.neurona.layers.StackedRNNCells;
import org.neurona.layers.Subtract;
import org.neurona.layers.TimeDistributed;
import org.neurona.layers.UnitNormalization;
import org.neurona.layers.UpSampling1D;
import org.neurona.layers.UpSampling2D;
import org.neurona.layers.UpSampling3D;
import org.neurona.layers.WeightSpec;
import org.neurona.layers.ZeroPadding1D;
import org.neurona.layers.ZeroPadding2D;
import org.neurona.layers.ZeroPadding3D;
import org.neurona.ops.Ops;
import org.neurona.ops.Placeholder;
import org.neurona.ops.Tensor;
import org.neurona.regularizers.L1;
import org.neurona.regularizers.L2;

/** What holds for every built-in layer, in training and at inference. A new layer is a line in {@link #cases}. */
class LayerContractTest {
  private static final double DIFFERENCE_TOLERANCE = 1e-6;
  private static final double FLOAT_TOLERANCE = 1e-5;

  /** A layer and the shapes of inputs for it. */
  private record Case(Layer layer, Shape... inputs) {
    @Override
    public String toString() {
      return layer + " of " + List.of(inputs);
    }
  }

  static Stream<Case> cases() {
    Shape rows = Shape.of(5, 7);
    Shape images = Shape.of(3, 4, 6);
    Shape pixels = Shape.of(2, 5, 4, 2);
    Shape volumes = Shape.of(2, 3, 2, 4, 2);
    return Stream.of(new Case(new Dense(4), rows),
        new Case(new Dense(4, "gelu").kernelRegularizer(L2.of(0.1)).activityRegularizer(L2.of(0.1)), rows),
        new Case(new Dense(4, "softmax").useBias(false), rows),
        new Case(new Dense(5, "tanh").biasRegularizer(L1.of(0.1)), images),
        new Case(new Flatten(), images),
        new Case(new Activation("silu"), images),
        new Case(new ReLU(), images),
        new Case(new ReLU().maxValue(0.5).negativeSlope(0.1).threshold(0.2), images),
        new Case(new LeakyReLU(), images),
        new Case(new ELU(0.5), images),
        new Case(new PReLU().alphaRegularizer(L2.of(0.1)), rows),
        new Case(new PReLU().sharedAxes(1, 2), pixels),
        new Case(new Softmax(), images),
        new Case(new Softmax().axis(1), images),
        new Case(new Softmax().axis(-1, 1), pixels),
        new Case(new SpatialDropout1D(0.4), images),
        new Case(new SpatialDropout2D(0.4), pixels),
        new Case(new SpatialDropout3D(0.4), volumes),
        new Case(new GaussianNoise(0.3).seed(5), rows),
        new Case(new GaussianDropout(0.4), images),
        new Case(new AlphaDropout(0.4).noiseShape(-1, 1, -1), images),
        new Case(new ActivityRegularization().l1(0.1).l2(0.2), images),
        new Case(new Dropout(0.4), images),
        new Case(new Dropout(0.4).noiseShape(-1, 1, 6).seed(3), images),
        new Case(new Dropout(1), rows),
        new Case(new Masking(), images),
        new Case(new Reshape(2, -1), images),
        new Case(new Permute(2, 1), images),
        new Case(new Permute(2, 3, 1), pixels),
        new Case(new RepeatVector(3), rows),
        new Case(new Identity(), rows),
        new Case(new ZeroPadding1D(), images),
        new Case(new ZeroPadding2D(1, 0, 2, 3), pixels),
        new Case(new ZeroPadding3D(0, 1, 2), volumes),
        new Case(new Cropping1D(1, 0), images),
        new Case(new Cropping2D(1, 1, 0, 2), pixels),
        new Case(new Cropping3D(1, 0, 1), volumes),
        new Case(new UpSampling1D(3), images),
        new Case(new UpSampling2D(2, 3), pixels),
        new Case(new UpSampling2D(3, 2).interpolation("bilinear"), pixels),
        new Case(new UpSampling3D(1, 2, 2), volumes),
        new Case(new Concatenate(), rows, Shape.of(5, 2), rows),
        new Case(new Concatenate().axis(1), images, Shape.of(3, 2, 6)),
        new Case(new Add(), images, images, Shape.of(3, 1, 6)),
        new Case(new Subtract(), images, Shape.of(3, 6)),
        new Case(new Multiply(), images, images, Shape.of(3, 1, 6)),
        new Case(new Average(), rows, rows, rows),
        new Case(new Maximum(), rows, rows),
        new Case(new Minimum(), images, images, images),
        new Case(new Dot(1), rows, rows),
        new Case(new Dot(2, 1).normalize(true), images, Shape.of(3, 6, 2)),
        new Case(new Dot(-1), pixels, Shape.of(2, 3, 2)),
        new Case(new Conv1D(3, 2, "tanh"), images),
        new Case(new Conv1D(4, 2).padding("causal").dilationRate(2).useBias(false), images),
        new Case(new Conv2D(3, 2, "tanh").kernelRegularizer(L2.of(0.1)).activityRegularizer(L2.of(0.1)), pixels),
        new Case(new Conv2D(4, 3).padding("same").strides(2, 1), pixels),
        new Case(new Conv2D(4, 2).kernelSize(1, 2).groups(2).dilationRate(1, 3), pixels),
        new Case(new Conv3D(2, 2, "relu").biasRegularizer(L1.of(0.1)), volumes),
        new Case(new Conv1DTranspose(2, 3, "tanh").strides(2).padding("same").outputPadding(1), images),
        new Case(new Conv2DTranspose(3, 2).strides(1, 3).kernelRegularizer(L2.of(0.1)), pixels),
        new Case(new Conv2DTranspose(2, 3).padding("same").dilationRate(2).useBias(false), pixels),
        new Case(new Conv3DTranspose(2, 2).kernelSize(2, 1, 3).strides(2, 2, 1), volumes),
        new Case(new DepthwiseConv1D(2, "tanh").strides(2).depthwiseRegularizer(L2.of(0.1)), images),
        new Case(new DepthwiseConv2D(3).padding("same").depthMultiplier(3).dilationRate(2), pixels),
        new Case(new SeparableConv1D(4, 3).padding("same").pointwiseRegularizer(L1.of(0.1)), images),
        new Case(new SeparableConv2D(3, 2, "tanh").strides(2).depthMultiplier(2).useBias(false), pixels),
        new Case(new MaxPooling1D().strides(1), images),
        new Case(new MaxPooling2D(3).padding("same").strides(2), pixels),
        new Case(new MaxPooling3D(), volumes),
        new Case(new AveragePooling1D().padding("same"), images),
        new Case(new AveragePooling2D().poolSize(3, 2).strides(1, 2).padding("same"), pixels),
        new Case(new AveragePooling3D(), volumes),
        new Case(new GlobalMaxPooling1D(), images),
        new Case(new GlobalMaxPooling2D().keepdims(true), pixels),
        new Case(new GlobalMaxPooling3D(), volumes),
        new Case(new GlobalAveragePooling1D().keepdims(true), images),
        new Case(new GlobalAveragePooling2D(), pixels),
        new Case(new GlobalAveragePooling3D(), volumes),
        new Case(new BatchNormalization(), rows),
        new Case(new BatchNormalization().axis(1).scale(false).betaRegularizer(L2.of(0.1)), pixels),
        new Case(new BatchNormalization().center(false).trainable(false), images),
        new Case(new LayerNormalization(), images),
        new Case(new LayerNormalization().axis(1, 3).gammaRegularizer(L1.of(0.1)), pixels),
        new Case(new GroupNormalization(2), pixels),
        new Case(new GroupNormalization(-1).axis(1).epsilon(0.1), pixels),
        new Case(new UnitNormalization(), images),
        new Case(new UnitNormalization().axis(1, 2), images),
        new Case(new RMSNormalization(), images),
        new Case(new RMSNormalization().axis(2, 1).epsilon(0.01), images),
        new Case(new SimpleRNN(5, "relu").kernelRegularizer(L2.of(0.1)).activityRegularizer(L2.of(0.1)), images),
        new Case(new SimpleRNN(3).returnSequences(true).useBias(false).goBackwards(true), images),
        new Case(new LSTM(5).recurrentRegularizer(L2.of(0.1)).biasRegularizer(L1.of(0.1)), images),
        new Case(new LSTM(3).returnSequences(true).returnState(true), images, Shape.of(3, 3), Shape.of(3, 3)),
        new Case(new LSTM(4).dropout(0.4).recurrentDropout(0.3).goBackwards(true), images),
        new Case(new GRU(5).dropout(0.4).activation("softsign").recurrentActivation("hard_sigmoid"), images),
        new Case(new GRU(4).resetAfter(false).returnSequences(true).recurrentDropout(0.3), images),
        new Case(new GRU(4).recurrentDropout(0.3).useBias(false), images),
        new Case(new RNN(new LSTMCell(3), new GRUCell(2)).returnSequences(true), images),
        new Case(new SimpleRNNCell(4), rows, Shape.of(5, 4)),
        new Case(new LSTMCell(4), rows, Shape.of(5, 4), Shape.of(5, 4)),
        new Case(new GRUCell(4).resetAfter(false).useBias(false), rows, Shape.of(5, 4)),
        new Case(new StackedRNNCells(new GRUCell(4), new SimpleRNNCell(3)), rows, Shape.of(5, 4), Shape.of(5, 3)),
        new Case(new Bidirectional(new LSTM(3).returnSequences(true).dropout(0.2)), images),
        new Case(new Bidirectional(new GRU(3)).backwardLayer(new LSTM(3).goBackwards(true)).mergeMode("mul"), images),
        new Case(new Bidirectional(new SimpleRNN(3)).mergeMode("ave"), images, Shape.of(3, 3), Shape.of(3, 3)),
        new Case(new TimeDistributed(new Dense(3, "tanh").kernelRegularizer(L2.of(0.1))), images),
        new Case(new TimeDistributed(new LSTM(2)), pixels),
        new Case(new Embedding(4, 3).embeddingsRegularizer(L2.of(0.1)).activityRegularizer(L2.of(0.1)), rows),
        new Case(new Attention(), images, images),
        new Case(new Attention().useScale(true).useCausalMask(true), images, Shape.of(3, 5, 2), Shape.of(3, 5, 6)),
        new Case(new Attention().scoreMode("concat").useScale(true).dropout(0.3), images, images),
        new Case(new AdditiveAttention(), images, Shape.of(3, 2, 6)),
        new Case(new AdditiveAttention().useScale(false).dropout(0.3).useCausalMask(true), images, images),
        new Case(new MultiHeadAttention(2, 3), images, images),
        new Case(new MultiHeadAttention(2, 3).valueDim(4).outputShape(5).dropout(0.3).useCausalMask(true)
            .kernelRegularizer(L2.of(0.1)).biasRegularizer(L1.of(0.1)), images, Shape.of(3, 3, 2), Shape.of(3, 3, 5)),
        new Case(new MultiHeadAttention(3, 2).useBias(false).outputShape(2, 3).activityRegularizer(L2.of(0.1)), images,
            images),
        new Case(new GroupQueryAttention(3, 4, 2).dropout(0.3), images, Shape.of(3, 5, 4)),
        new Case(new GroupQueryAttention(2, 3, 1).useCausalMask(true).useBias(false), images, images, images));
  }

  /** A layer written out on placeholders, with random numbers for all of them. */
  private static final class Written {
    final Map<Tensor, NDArray> fed = new LinkedHashMap<>();
    final Tensor output;
    final Tensor scalar;

    Written(Case tried, boolean training) {
      Random random = new Random(1);
      List<Tensor> inputs = new ArrayList<>();
      for (Shape shape : tried.inputs()) {
        // An embedding's input is cut down to whole numbers.
        boolean indices = tried.layer() instanceof Embedding;
        inputs.add(placeholder(random, "x", shape, indices ? 0 : -1, indices ? 4 : 1));
      }
      Map<String, Tensor> weights = new LinkedHashMap<>();
      Tensor penalty = Ops.constant(0);
      for (WeightSpec spec : tried.layer().declareWeights(List.of(tried.inputs()), "")) {
        // A variance is not below 0.
        double least = spec.name().endsWith("variance") ? 0.5 : -1;
        Tensor weight = placeholder(random, spec.name(), spec.shape(), least, 1);
        weights.put(spec.name(), weight);
        if (spec.regularizer() != null) {
          penalty = Ops.add(penalty, spec.regularizer().call(weight));
        }
      }
      Call call = new Call("layer", weights, training, 0);
      output = tried.layer().trace(inputs, call).get(0);
      for (Tensor loss : call.losses()) {
        penalty = Ops.add(penalty, loss);
      }
      scalar = Ops.add(Computed.probed(output), penalty);
    }

    private Tensor placeholder(Random random, String name, Shape shape, double low, double high) {
      Tensor placeholder = Tensor.of(new Placeholder(name, shape));
      fed.put(placeholder, Computed.random(random, shape, low, high));
      return placeholder;
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theShapeThatIsDeclaredForAnyBatchIsTheOneThatIsComputed(Case tried) {
    Tensor[] symbolic = Stream.of(tried.inputs()).map(shape ->
        org.neurona.layers.Input.of(shape.slice(1, shape.rank()).dims())).toArray(Tensor[]::new);
    Shape declared = tried.layer().applyAll(symbolic).get(0).shape();

    assertEquals(declared.withDim(0, tried.inputs()[0].dim(0)), new Written(tried, false).output.shape());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void settingsComeBackFromPlainData(Case tried) {
    Object plain = tried.layer().toPlain();

    assertEquals(plain, Layers.catalogue().read(plain, CustomObjects.none()).toPlain());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void gradientsByInputsAndWeightsAreThoseOfSmallDifferences(Case tried) {
    for (boolean training : new boolean[] {false, true}) {
      Written written = new Written(tried, training);
      for (Tensor by : written.fed.keySet()) {
        Computed.assertGradient(written.fed, written.scalar, by, DIFFERENCE_TOLERANCE, tried + ", " + by);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theFloatEnginesAgreeWithTheReference(Case tried) {
    for (boolean training : new boolean[] {false, true}) {
      Written written = new Written(tried, training);
      List<Tensor> results = new ArrayList<>(List.of(written.output, written.scalar));
      results.addAll(Gradients.of(written.scalar, List.copyOf(written.fed.keySet())));
      List<NDArray> expected = Computed.values(new CommonsMathBackend(), written.fed, results);
      Backends.floats().forEach(named -> {
        Backend backend = named.getPayload();
        List<NDArray> actual = Computed.values(backend, written.fed, results);
        for (int i = 0; i < results.size(); i++) {
          assertClose(expected.get(i).toDoubleArray(), actual.get(i).toDoubleArray(), FLOAT_TOLERANCE,
              tried + " on " + backend.name() + ", result " + i);
        }
      });
    }
  }

  @Test
  void everyLayerOfTheCatalogueHasACase() {
    Set<String> tried = cases().map(one -> one.layer().className()).collect(Collectors.toCollection(TreeSet::new));
    Set<String> known = Layers.catalogue().entries().stream().map(Layer::className)
        .filter(name -> !name.equals("InputLayer")).collect(Collectors.toCollection(TreeSet::new));

    assertEquals(known, tried);
  }
}
