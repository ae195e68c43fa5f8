package org.neurona.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.neurona.Shape.UNKNOWN;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurona.NDArray;
import org.neurona.Shape;
import org.neurona.ops.Tensor;

/** Input that does not fit is refused where the layer is applied, by every layer: who, what was expected, what came. */
class ShapeErrorsTest {
  private static final String NAME = "odd";
  private static final Pattern EXPECTED = Pattern.compile("expects|takes|accepts|must|should be");
  private static final Tensor ROW = Input.of(4);
  private static final Tensor STEPS = Input.of(5, 4);
  private static final Tensor PIXELS = Input.of(6, 5, 4);
  private static final Tensor VOXELS = Input.of(4, 4, 4, 4);
  private static final Tensor ENDLESS = Input.of(UNKNOWN, 4);

  private static Stream<Arguments> refused(Layer layer, Tensor... wrong) {
    return Stream.of(wrong).map(input -> Arguments.of(layer, List.of(input)));
  }

  private static Stream<Arguments> together(Layer layer, Tensor... inputs) {
    return Stream.of(Arguments.of(layer, List.of(inputs)));
  }

  static Stream<Arguments> misfits() {
    return Stream.of(anyShape(), core(), windows(), recurrent(), reshaping(), merging(), normalization(), attention(),
        preprocessing()).flatMap(one -> one);
  }

  /** What takes input of any shape takes one alone. */
  private static Stream<Arguments> anyShape() {
    return Stream.of(new Flatten(), new ReLU(), new LeakyReLU(), new ELU(), new PReLU(), new Dropout(0.5),
        new GaussianNoise(0.5), new GaussianDropout(0.5), new AlphaDropout(0.5), new ActivityRegularization(),
        new Masking(), new Identity(), new Reshape(4), new Rescaling(2), new Embedding(4, 3), new IntegerLookup(0, 1),
        new Discretization(0.5), new RandomFlip(), new Dense(3), new Normalization(), new BatchNormalization(),
        new Activation("relu"), new Permute(1), new RepeatVector(2), new UnitNormalization())
        .flatMap(layer -> together(layer, ROW, ROW));
  }

  private static Stream<Arguments> core() {
    return Stream.of(
        refused(new Dense(3), Input.of(), Input.of(UNKNOWN)), refused(new Flatten(), Input.of(UNKNOWN, UNKNOWN, 3)),
        refused(new Activation("glu"), Input.of(3)), refused(new PReLU(), ENDLESS),
        refused(new PReLU().sharedAxes(3), ROW),
        refused(new Softmax().axis(3), ROW), together(new Softmax(), STEPS, ROW),
        together(new Softmax(), ROW, ROW, ROW),
        refused(new Masking(), Input.of()),
        refused(new SpatialDropout1D(0.5), ROW, PIXELS), refused(new SpatialDropout2D(0.5), ROW, STEPS),
        refused(new SpatialDropout3D(0.5), ROW, PIXELS),
        refused(new Dropout(0.5).noiseShape(1, 3), ROW), refused(new AlphaDropout(0.5).noiseShape(1, 1, 1), ROW))
        .flatMap(one -> one);
  }

  private static Stream<Arguments> windows() {
    return Stream.of(
        refused(new Conv1D(2, 7), ROW, PIXELS, STEPS, Input.of(9, UNKNOWN)), refused(new Conv1D(3, 2).groups(3), STEPS),
        refused(new Conv2D(2, 6), STEPS, VOXELS, PIXELS), refused(new Conv2D(3, 2).groups(3), PIXELS),
        refused(new Conv2D(3, 2).dilationRate(6), PIXELS), refused(new Conv3D(2, 5), PIXELS, VOXELS),
        refused(new Conv1DTranspose(2, 2), ROW, PIXELS), refused(new Conv2DTranspose(2, 2), STEPS, VOXELS),
        refused(new Conv3DTranspose(2, 2), PIXELS),
        refused(new DepthwiseConv1D(7), ROW, PIXELS, STEPS), refused(new DepthwiseConv2D(6), STEPS, VOXELS, PIXELS),
        refused(new SeparableConv1D(2, 7), ROW, PIXELS, STEPS), refused(new SeparableConv2D(2, 6), STEPS, PIXELS),
        pooling(new MaxPooling1D(7), 1), pooling(new MaxPooling2D(7), 2), pooling(new MaxPooling3D(7), 3),
        pooling(new AveragePooling1D(7), 1), pooling(new AveragePooling2D(7), 2), pooling(new AveragePooling3D(7), 3),
        global(new GlobalMaxPooling1D(), 1), global(new GlobalMaxPooling2D(), 2), global(new GlobalMaxPooling3D(), 3),
        global(new GlobalAveragePooling1D(), 1), global(new GlobalAveragePooling2D(), 2),
        global(new GlobalAveragePooling3D(), 3),
        global(new AdaptiveMaxPooling1D(2), 1), global(new AdaptiveMaxPooling2D(2), 2),
        global(new AdaptiveMaxPooling3D(2), 3), global(new AdaptiveAveragePooling1D(2), 1),
        global(new AdaptiveAveragePooling2D(2), 2), global(new AdaptiveAveragePooling3D(2), 3),
        refused(new AdaptiveMaxPooling1D(2), ENDLESS))
        .flatMap(one -> one);
  }

  /** Too few axes, too many, and shorter ones than the window. */
  private static Stream<Arguments> pooling(Layer layer, int axes) {
    Tensor[] byAxes = {ROW, STEPS, PIXELS, VOXELS};
    return Stream.concat(global(layer, axes), refused(layer, byAxes[axes]));
  }

  private static Stream<Arguments> global(Layer layer, int axes) {
    Tensor[] byAxes = {ROW, STEPS, PIXELS, VOXELS};
    return axes == 3 ? refused(layer, byAxes[2]) : refused(layer, byAxes[axes - 1], byAxes[axes + 1]);
  }

  private static Stream<Arguments> recurrent() {
    return Stream.of(
        refused(new SimpleRNN(2), ROW, PIXELS), refused(new LSTM(2), ROW), refused(new GRU(2), ROW),
        refused(new RNN(new LSTMCell(2)), ROW), together(new LSTM(2), STEPS, Input.of(2)),
        together(new LSTM(2), STEPS, Input.of(2), Input.of(3)), together(new GRU(2), STEPS, Input.of(3)),
        refused(new GRU(2), Input.of(5, UNKNOWN)),
        together(new SimpleRNNCell(2), ROW, Input.of(3)), refused(new SimpleRNNCell(2), ROW),
        together(new LSTMCell(2), ROW, Input.of(2)), together(new GRUCell(2), STEPS, Input.of(2)),
        together(new StackedRNNCells(new GRUCell(2)), ROW, Input.of(3)),
        refused(new Bidirectional(new GRU(2)), ROW), together(new Bidirectional(new GRU(2)), STEPS, Input.of(2)),
        refused(new TimeDistributed(new Dense(2)), ROW), refused(new TimeDistributed(new Conv1D(2, 2)), STEPS),
        refused(new TimeDistributed(new Conv1D(2, 8)), PIXELS))
        .flatMap(one -> one);
  }

  private static Stream<Arguments> reshaping() {
    return Stream.of(
        refused(new Reshape(3, 2), ROW), refused(new Reshape(-1, 3), ROW), refused(new Permute(2, 1), ROW, PIXELS),
        refused(new RepeatVector(2), STEPS),
        refused(new Cropping1D(3), ROW, STEPS), refused(new Cropping2D(3), STEPS, PIXELS),
        refused(new Cropping3D(2), PIXELS, VOXELS),
        refused(new UpSampling1D(), ROW), refused(new UpSampling2D(), STEPS), refused(new UpSampling3D(), PIXELS),
        refused(new ZeroPadding1D(), ROW), refused(new ZeroPadding2D(), STEPS), refused(new ZeroPadding3D(), PIXELS))
        .flatMap(one -> one);
  }

  private static Stream<Arguments> merging() {
    Stream<Arguments> elementwise = Stream.of(new Add(), new Subtract(), new Multiply(), new Average(), new Maximum(),
        new Minimum()).flatMap(layer -> Stream.concat(refused(layer, ROW), together(layer, ROW, Input.of(3))));
    return Stream.concat(elementwise, Stream.of(
        together(new Subtract(), ROW, ROW, ROW), refused(new Concatenate(), ROW),
        together(new Concatenate().axis(1), STEPS, Input.of(5, 3)), together(new Concatenate(), ROW, STEPS),
        together(new Concatenate().axis(4), ROW, ROW), refused(new Dot(1), ROW), together(new Dot(1), ROW, Input.of(3)),
        together(new Dot(2), ROW, ROW)).flatMap(one -> one));
  }

  private static Stream<Arguments> normalization() {
    return Stream.of(
        refused(new BatchNormalization().axis(3), ROW), refused(new BatchNormalization(), Input.of(UNKNOWN)),
        refused(new LayerNormalization().axis(3), ROW), refused(new LayerNormalization(), Input.of(UNKNOWN)),
        refused(new GroupNormalization(3), ROW), refused(new GroupNormalization(2).axis(4), ROW),
        refused(new RMSNormalization().axis(3), ROW), refused(new UnitNormalization().axis(3), ROW),
        refused(new SpectralNormalization(new Dense(2)), Input.of(UNKNOWN)),
        refused(new SpectralNormalization(new Conv2D(2, 7)), STEPS, PIXELS))
        .flatMap(one -> one);
  }

  private static Stream<Arguments> attention() {
    return Stream.of(new Attention(), new AdditiveAttention(), new MultiHeadAttention(2, 3),
        new GroupQueryAttention(3, 4, 2)).flatMap(layer -> Stream.of(
            refused(layer, STEPS), together(layer, ROW, STEPS), together(layer, STEPS, PIXELS),
            together(layer, STEPS, STEPS, Input.of(3, 4)), together(layer, STEPS, STEPS, STEPS, STEPS),
            together(layer, ENDLESS, STEPS)).flatMap(one -> one));
  }

  private static Stream<Arguments> preprocessing() {
    return Stream.of(
        refused(new Normalization().statistics(NDArray.of(1f, 2f), NDArray.of(1f, 2f)), ROW),
        refused(new Normalization().axis(3), ROW),
        together(new CategoryEncoding(3).outputMode("count"), ROW, Input.of(3)),
        together(new CategoryEncoding(3).outputMode("count"), ROW, ROW, ROW),
        refused(new Resizing(2, 2), STEPS, VOXELS, Input.of(3, UNKNOWN, 2)), refused(new CenterCrop(2, 2), STEPS),
        refused(new RandomFlip(), STEPS), refused(new RandomRotation(0.1), STEPS), refused(new RandomZoom(0.1), STEPS),
        refused(new RandomTranslation(0.1, 0.1), STEPS), refused(new RandomCrop(2, 2), STEPS),
        refused(new RandomContrast(0.1), STEPS), refused(new RandomBrightness(0.1), STEPS))
        .flatMap(one -> one);
  }

  @ParameterizedTest
  @MethodSource("misfits")
  void theMessageNamesTheLayerWhatItExpectsAndWhatItGot(Layer layer, List<Tensor> inputs) {
    String message = assertThrows(IllegalArgumentException.class, () -> layer.name(NAME).apply(inputs)).getMessage();

    assertTrue(message.startsWith(layer.label(NAME)), message);
    assertTrue(EXPECTED.matcher(message).find(), message);
    assertTrue(got(layer, inputs).anyMatch(message::contains), message);
  }

  /** A shape that came, or how many. TimeDistributed says it of a step. */
  private static Stream<String> got(Layer layer, List<Tensor> inputs) {
    Stream<String> counts = Stream.of("got ", "Received ", "Received length: ").map(word -> word + inputs.size());
    Stream<Shape> shapes = inputs.stream().map(Tensor::shape).map(shape ->
        layer instanceof TimeDistributed && shape.rank() > 2 ? shape.slice(2, shape.rank()).prepend(UNKNOWN) : shape);
    return Stream.concat(counts, shapes.map(Shape::toString));
  }

  @Test
  void everyLayerOfTheCatalogueRefusesSomething() {
    Set<String> tried = misfits().map(one -> ((Layer) one.get()[0]).className())
        .collect(Collectors.toCollection(TreeSet::new));
    Set<String> known = Layers.catalogue().entries().stream().map(Layer::className)
        .filter(name -> !name.equals("InputLayer")).collect(Collectors.toCollection(TreeSet::new));

    assertEquals(known, tried);
  }

  @Test
  void everyLayerIsRefusedWithoutInput() {
    for (Layer layer : Layers.catalogue().entries()) {
      if (!(layer instanceof Input)) {
        String message = assertThrows(IllegalArgumentException.class, () -> layer.name(NAME).applyAll()).getMessage();
        assertEquals(layer.label(NAME) + " is applied to nothing: give it a tensor", message);
      }
    }
  }
}
