package org.neurona.io;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurona.Model;
import org.neurona.NDArray;
import org.neurona.Shape;
import org.neurona.layers.ActivityRegularization;
import org.neurona.layers.AdaptiveAveragePooling2D;
import org.neurona.layers.AdaptiveMaxPooling1D;
import org.neurona.layers.AdditiveAttention;
import org.neurona.layers.AlphaDropout;
import org.neurona.layers.Attention;
import org.neurona.layers.Average;
import org.neurona.layers.CenterCrop;
import org.neurona.layers.Conv1DTranspose;
import org.neurona.layers.Conv2DTranspose;
import org.neurona.layers.Conv3DTranspose;
import org.neurona.layers.Cropping1D;
import org.neurona.layers.Cropping2D;
import org.neurona.layers.Dense;
import org.neurona.layers.DepthwiseConv1D;
import org.neurona.layers.DepthwiseConv2D;
import org.neurona.layers.Discretization;
import org.neurona.layers.Dot;
import org.neurona.layers.Dropout;
import org.neurona.layers.ELU;
import org.neurona.layers.GaussianDropout;
import org.neurona.layers.GaussianNoise;
import org.neurona.layers.GroupQueryAttention;
import org.neurona.layers.Identity;
import org.neurona.layers.Input;
import org.neurona.layers.IntegerLookup;
import org.neurona.layers.Layer;
import org.neurona.layers.LeakyReLU;
import org.neurona.layers.Maximum;
import org.neurona.layers.Minimum;
import org.neurona.layers.MultiHeadAttention;
import org.neurona.layers.Multiply;
import org.neurona.layers.Normalization;
import org.neurona.layers.PReLU;
import org.neurona.layers.Permute;
import org.neurona.layers.RandomBrightness;
import org.neurona.layers.RandomContrast;
import org.neurona.layers.RandomCrop;
import org.neurona.layers.RandomFlip;
import org.neurona.layers.RandomRotation;
import org.neurona.layers.RandomTranslation;
import org.neurona.layers.RandomZoom;
import org.neurona.layers.ReLU;
import org.neurona.layers.RepeatVector;
import org.neurona.layers.Rescaling;
import org.neurona.layers.Resizing;
import org.neurona.layers.SeparableConv1D;
import org.neurona.layers.SeparableConv2D;
import org.neurona.layers.Softmax;
import org.neurona.layers.SpatialDropout2D;
import org.neurona.layers.SpectralNormalization;
import org.neurona.layers.Subtract;
import org.neurona.layers.UpSampling1D;
import org.neurona.layers.UpSampling2D;
import org.neurona.layers.UpSampling3D;
import org.neurona.layers.ZeroPadding1D;
import org.neurona.layers.ZeroPadding2D;
import org.neurona.layers.ZeroPadding3D;
import org.neurona.ops.Tensor;
import org.neurona.regularizers.L2;

/** Layers with settings that are not the defaults come back from a file and compute what they did. */
class LayersInFilesTest {
  private static final Shape ROW = Shape.of(4);
  private static final Shape STEPS = Shape.of(7, 3);
  private static final Shape PIXELS = Shape.of(6, 5, 3);
  private static final Shape VOXELS = Shape.of(2, 3, 4, 2);

  @TempDir
  Path folder;

  static Stream<Arguments> layers() {
    return Stream.of(
        Arguments.of(new Conv1DTranspose(2, 3, "relu").strides(2).padding("same").outputPadding(1), STEPS, 1),
        Arguments.of(new Conv2DTranspose(2, 3).kernelSize(1, 3).kernelRegularizer(L2.of(0.5)), PIXELS, 1),
        Arguments.of(new Conv3DTranspose(2, 2).dilationRate(2).useBias(false), VOXELS, 1),
        Arguments.of(new DepthwiseConv1D(3, "tanh").depthMultiplier(2).depthwiseInitializer("he_normal"), STEPS, 1),
        Arguments.of(new DepthwiseConv2D(3).depthwiseRegularizer(L2.of(0.5)).strides(2, 1), PIXELS, 1),
        Arguments.of(new SeparableConv1D(5, 2).pointwiseInitializer("lecun_uniform").biasRegularizer("l1"), STEPS, 1),
        Arguments.of(new SeparableConv2D(5, 2, "selu").pointwiseRegularizer("l2").padding("same"), PIXELS, 1),
        Arguments.of(new Permute(3, 1, 2), PIXELS, 1),
        Arguments.of(new RepeatVector(3), ROW, 1),
        Arguments.of(new Identity(), ROW, 1),
        Arguments.of(new ZeroPadding1D(0, 2), STEPS, 1),
        Arguments.of(new ZeroPadding2D(1, 2, 3, 0), PIXELS, 1),
        Arguments.of(new ZeroPadding3D(0, 1, 2), VOXELS, 1),
        Arguments.of(new Cropping1D(0, 2), STEPS, 1),
        Arguments.of(new Cropping2D(1, 0, 0, 2), PIXELS, 1),
        Arguments.of(new UpSampling1D(3), STEPS, 1),
        Arguments.of(new UpSampling2D(1, 3).interpolation("bilinear"), PIXELS, 1),
        Arguments.of(new UpSampling3D(2, 1, 3), VOXELS, 1),
        Arguments.of(new ReLU().maxValue(0.5).negativeSlope(0.1).threshold(0.2), ROW, 1),
        Arguments.of(new LeakyReLU(0.1), ROW, 1),
        Arguments.of(new ELU(0.5), ROW, 1),
        Arguments.of(new PReLU().alphaInitializer("random_normal").sharedAxes(1, 2), PIXELS, 1),
        Arguments.of(new Softmax().axis(1, 2), PIXELS, 1),
        Arguments.of(new Dropout(0.4).noiseShape(-1, 1, 3).seed(1L << 40), STEPS, 1),
        Arguments.of(new AlphaDropout(0.4).seed(-3), STEPS, 1),
        Arguments.of(new SpatialDropout2D(0.4).seed(3), PIXELS, 1),
        Arguments.of(new GaussianDropout(0.4), ROW, 1),
        Arguments.of(new GaussianNoise(0.4).seed(3), ROW, 1),
        Arguments.of(new ActivityRegularization().l1(0.1).l2(0.2), ROW, 1),
        Arguments.of(new Subtract(), ROW, 2),
        Arguments.of(new Multiply(), ROW, 3),
        Arguments.of(new Average(), ROW, 3),
        Arguments.of(new Maximum(), ROW, 2),
        Arguments.of(new Minimum(), ROW, 2),
        Arguments.of(new Dot(1), STEPS, 2),
        Arguments.of(new Dot(2, -1).normalize(true), STEPS, 2),
        Arguments.of(new AdaptiveAveragePooling2D(2, 3), PIXELS, 1),
        Arguments.of(new AdaptiveMaxPooling1D(3), STEPS, 1),
        Arguments.of(new Resizing(3, 8).interpolation("nearest").padToAspectRatio(true).fillValue(0.5), PIXELS, 1),
        Arguments.of(new Resizing(9, 2).cropToAspectRatio(true), PIXELS, 1),
        Arguments.of(new CenterCrop(3, 4), PIXELS, 1),
        Arguments.of(new RandomFlip("horizontal").seed(3), PIXELS, 1),
        Arguments.of(new RandomRotation(-0.1, 0.3).fillMode("constant").fillValue(0.5), PIXELS, 1),
        Arguments.of(new RandomZoom(0.2), PIXELS, 1),
        Arguments.of(new RandomZoom(0.2, 0.3).heightFactor(-0.1, 0.2).interpolation("nearest"), PIXELS, 1),
        Arguments.of(new RandomTranslation(0.2, 0.3).fillMode("wrap").seed(-3), PIXELS, 1),
        Arguments.of(new RandomCrop(3, 4).seed(1L << 40), PIXELS, 1),
        Arguments.of(new RandomContrast(0.2, 0.3).valueRange(0, 1), PIXELS, 1),
        Arguments.of(new RandomBrightness(0.2).valueRange(-1, 1), PIXELS, 1),
        Arguments.of(new Attention().useScale(true).scoreMode("concat").seed(3).useCausalMask(true), STEPS, 2),
        Arguments.of(new AdditiveAttention().dropout(0.5), STEPS, 3),
        Arguments.of(new MultiHeadAttention(2, 3).valueDim(4).outputShape(2, 5).attentionAxes(1).useCausalMask(true)
            .kernelRegularizer("l2").biasInitializer("random_normal"), STEPS, 3),
        Arguments.of(new GroupQueryAttention(3, 4, 2).kernelInitializer("he_normal").seed(1), STEPS, 2),
        Arguments.of(new SpectralNormalization(new Dense(3, "relu").kernelRegularizer("l1")).powerIterations(3),
            ROW, 1),
        Arguments.of(new Rescaling(0.5, -1), STEPS, 1),
        Arguments.of(new Normalization().axis(1, 2).statistics(numbers(STEPS, 0), NDArray.full(STEPS, 0.25f)), STEPS, 1),
        Arguments.of(new Normalization().axis(List.of()).statistics(0.1, 2).invert(true), ROW, 1),
        Arguments.of(new Discretization(-0.5, 0, 0.1).outputMode("count"), ROW, 1),
        Arguments.of(Discretization.ofBins(3).epsilon(0.1).adapt(numbers(ROW, 2)), ROW, 1),
        Arguments.of(new IntegerLookup(5, -3).numOovIndices(2).maskToken(7).oovToken(9), ROW, 1),
        Arguments.of(new IntegerLookup(5, 3).maxTokens(4).padToMaxTokens(true).outputMode("tf_idf")
            .idfWeights(0.1, 0.7), ROW, 1));
  }

  @ParameterizedTest
  @MethodSource("layers")
  void aLayerComesBackAndComputesWhatItDid(Layer layer, Shape row, int count) throws IOException {
    List<Tensor> inputs = IntStream.range(0, count).mapToObj(i -> Input.of(row.dims())).toList();
    Model model = new Model(inputs, List.of(layer.apply(inputs))).seed(5);
    Path file = folder.resolve("model.json");

    Models.save(model, file);
    Model loaded = Models.load(file);

    assertEquals(layer.toPlain(), loaded.graph().members().get(count).layer().name(null).toPlain());
    List<NDArray> x = IntStream.range(0, count).mapToObj(i -> numbers(row.prepend(2), i)).toList();
    assertEquals(model.predict(x), loaded.predict(x));
  }

  private static NDArray numbers(Shape shape, int shift) {
    double[] values = new double[shape.size()];
    Arrays.setAll(values, i -> Math.sin(i + shift));
    return NDArray.wrap(shape, values);
  }
}
