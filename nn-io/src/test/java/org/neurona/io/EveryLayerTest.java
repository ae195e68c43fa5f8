package org.neurona.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ValueSource;
import org.neurona.Model;
import org.neurona.NDArray;
import org.neurona.Shape;
import org.neurona.layers.*;
import org.neurona.losses.MeanSquaredError;
import org.neurona.ops.Tensor;
import org.neurona.optimizers.Adam;

/** One model in which every layer of the catalogue stands: it trains, is saved and loaded, and goes on to the bit. */
class EveryLayerTest {
  private static final int ROWS = 2;
  private static final Shape ROW = Shape.of(4);
  private static final Shape STEPS = Shape.of(7, 3);
  private static final Shape PIXELS = Shape.of(6, 5, 3);
  private static final Shape VOXELS = Shape.of(2, 4, 4, 2);

  @TempDir
  Path folder;

  /** What the other tests of files leave out. */
  static Stream<Arguments> further() {
    Stream<Arguments> plain = Stream.of(new Dense(3, "relu"), new Dropout(0.2), new Activation("tanh"),
        new Embedding(2, 3), new CategoryEncoding(3))
        .map(layer -> Arguments.of(layer, ROW, 1));
    Stream<Arguments> sequences = Stream.of(new Masking(), new Flatten(), new Reshape(3, 7), new Conv1D(2, 3),
        new MaxPooling1D(), new AveragePooling1D(), new GlobalMaxPooling1D(), new GlobalAveragePooling1D(),
        new SimpleRNN(2), new LSTM(2), new GRU(2), new RNN(new LSTMCell(2), new GRUCell(3)),
        new Bidirectional(new GRU(2)), new TimeDistributed(new Dense(2)), new BatchNormalization(),
        new LayerNormalization(), new GroupNormalization(3), new UnitNormalization(), new RMSNormalization(),
        new SpatialDropout1D(0.2), new GaussianNoise(0.1), new GaussianDropout(0.1), new AlphaDropout(0.1))
        .map(layer -> Arguments.of(layer, STEPS, 1));
    Stream<Arguments> images = Stream.of(new Conv2D(2, 3), new MaxPooling2D(), new AveragePooling2D(),
        new GlobalMaxPooling2D(), new GlobalAveragePooling2D(), new Resizing(3, 4), new CenterCrop(3, 3),
        new RandomFlip(), new RandomRotation(0.1), new RandomZoom(0.1), new RandomTranslation(0.1, 0.1),
        new RandomCrop(4, 4), new RandomContrast(0.2), new RandomBrightness(0.2), new AdaptiveAveragePooling2D(2),
        new AdaptiveMaxPooling2D(2)).map(layer -> Arguments.of(layer, PIXELS, 1));
    Stream<Arguments> volumes = Stream.of(new Conv3D(2, 2), new MaxPooling3D(), new AveragePooling3D(),
        new GlobalMaxPooling3D(), new GlobalAveragePooling3D(), new AdaptiveAveragePooling3D(1),
        new AdaptiveMaxPooling3D(1), new Cropping3D(0), new SpatialDropout3D(0.2))
        .map(layer -> Arguments.of(layer, VOXELS, 1));
    Stream<Arguments> merging = Stream.of(new Add(), new Concatenate()).map(layer -> Arguments.of(layer, ROW, 2));
    Stream<Arguments> cells = Stream.of(Arguments.of(new SimpleRNNCell(4), ROW, 2),
        Arguments.of(new GRUCell(4), ROW, 2), Arguments.of(new LSTMCell(4), ROW, 3),
        Arguments.of(new StackedRNNCells(new SimpleRNNCell(4)), ROW, 2),
        Arguments.of(new AdaptiveAveragePooling1D(3), STEPS, 1), Arguments.of(new AdaptiveMaxPooling1D(3), STEPS, 1));
    return Stream.of(plain, sequences, images, volumes, merging, cells).flatMap(one -> one);
  }

  @ParameterizedTest
  @ValueSource(strings = {"scalar", "simd"})
  void aModelOfAllLayersTrainsComesBackAndGoesOnAsIfNeverStopped(String engine) throws IOException {
    List<Tensor> inputs = new ArrayList<>();
    List<NDArray> x = new ArrayList<>();
    List<Tensor> numbers = new ArrayList<>();
    Stream.of(LayersInFilesTest.layers(), further()).flatMap(one -> one)
        .forEach(arguments -> {
          Layer layer = ((Layer) arguments.get()[0]).copy();
          Shape row = (Shape) arguments.get()[1];
          List<Tensor> own = new ArrayList<>();
          for (int i = 0; i < (int) arguments.get()[2]; i++) {
            own.add(Input.of(row.dims()));
            x.add(values(row.prepend(ROWS), x.size()));
          }
          inputs.addAll(own);
          Tensor output = layer.applyAll(own.toArray(Tensor[]::new)).get(0);
          numbers.add(new Dense(1).apply(new Flatten().apply(output)));
        });
    Model model = new Model(inputs, List.of(new Add().apply(numbers))).engine(engine).seed(5);
    model.compile(new Adam(), new MeanSquaredError());
    List<NDArray> y = List.of(values(Shape.of(ROWS, 1), 7));
    assertTrue(Double.isFinite(model.trainOnBatch(x, y).get("loss")));

    Path file = folder.resolve("model.json");
    Models.save(model, file);
    Model loaded = Models.load(file, new LoadOptions().engine(engine));

    Set<String> known = Layers.catalogue().entries().stream().map(Layer::className)
        .collect(Collectors.toCollection(TreeSet::new));
    Set<String> used = loaded.graph().members().stream().map(member -> member.layer().className())
        .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(known, used);
    assertEquals(model.predict(x), loaded.predict(x));
    assertEquals(model.trainOnBatch(x, y), loaded.trainOnBatch(x, y));
    assertEquals(model.getWeights(), loaded.getWeights());
  }

  /** Small numbers from 0 on, so that they are indices too. */
  private static NDArray values(Shape shape, int shift) {
    double[] values = new double[shape.size()];
    Arrays.setAll(values, i -> Math.abs(Math.sin(i + shift)));
    return NDArray.wrap(shape, values);
  }
}
