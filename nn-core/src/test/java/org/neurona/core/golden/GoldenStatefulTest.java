package org.neurona.core.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurona.EvaluateOptions;
import org.neurona.FitOptions;
import org.neurona.Model;
import org.neurona.NDArray;
import org.neurona.Sequential;
import org.neurona.layers.BaseRNN;
import org.neurona.layers.Bidirectional;
import org.neurona.layers.Dense;
import org.neurona.layers.GRU;
import org.neurona.layers.GRUCell;
import org.neurona.layers.Input;
import org.neurona.layers.LSTM;
import org.neurona.layers.LSTMCell;
import org.neurona.layers.Layer;
import org.neurona.layers.Masking;
import org.neurona.layers.RNN;
import org.neurona.layers.SimpleRNN;
import org.neurona.losses.MeanSquaredError;
import org.neurona.ops.Tensor;
import org.neurona.optimizers.SGD;

/** Stateful layers against Keras: batches that follow one another, before and after a reset, and in training. */
class GoldenStatefulTest {
  private static final double TOLERANCE = 1e-5;
  private static final int ROWS = 2;
  private static final int STEPS = 3;
  private static final int FEATURES = 2;
  private static final int UNITS = 3;

  private static final Map<String, Layer[]> CHAINS = Map.ofEntries(
      Map.entry("simple_rnn", new Layer[] {new SimpleRNN(UNITS).stateful(true)}),
      Map.entry("lstm", new Layer[] {new LSTM(UNITS).stateful(true).returnSequences(true)}),
      Map.entry("gru", new Layer[] {new GRU(UNITS).stateful(true)}),
      Map.entry("gru_backwards",
          new Layer[] {new GRU(UNITS).stateful(true).goBackwards(true).returnSequences(true)}),
      Map.entry("rnn_of_cells", new Layer[] {new RNN(new LSTMCell(UNITS), new GRUCell(2)).stateful(true)}),
      Map.entry("bidirectional",
          new Layer[] {new Bidirectional(new LSTM(UNITS).stateful(true).returnSequences(true))}),
      Map.entry("masked_lstm", new Layer[] {new Masking(), new LSTM(UNITS).stateful(true)}),
      Map.entry("masked_gru_sequences",
          new Layer[] {new Masking(), new GRU(UNITS).stateful(true).returnSequences(true)}));

  private static Input input() {
    return new Input(STEPS, FEATURES).batchSize(ROWS);
  }

  private static Model model(String name) {
    if (name.equals("nested")) {
      Model inner = new Sequential(input(), new LSTM(UNITS).stateful(true));
      Tensor x = input().apply();
      return new Model(x, new Dense(2).apply(inner.apply(x)));
    } else if (name.equals("twice")) {
      GRU layer = new GRU(FEATURES).stateful(true).returnSequences(true);
      Tensor x = input().apply();
      return new Model(x, layer.apply(layer.apply(x)));
    }
    List<Layer> layers = new ArrayList<>(List.of(input()));
    for (Layer layer : CHAINS.get(name)) {
      layers.add(layer.copy());
    }
    return new Sequential(layers);
  }

  static Stream<Arguments> inference() {
    return withEngines(Stream.concat(CHAINS.keySet().stream().sorted(), Stream.of("nested", "twice")));
  }

  static Stream<Arguments> training() {
    return withEngines(Stream.of("simple_rnn", "lstm", "gru"));
  }

  private static Stream<Arguments> withEngines(Stream<String> names) {
    return names.flatMap(
        name -> Stream.of("commons-math", "scalar", "simd").map(engine -> Arguments.of(name, engine)));
  }

  private static Golden golden(String part, String name) throws IOException {
    return new Golden(Golden.read("stateful").json().getAsJsonObject(part).getAsJsonObject(name));
  }

  private static void assertClose(NDArray expected, NDArray got, String what) {
    assertTrue(got.allClose(expected, TOLERANCE, TOLERANCE), what + ": expected " + expected + " but got " + got);
  }

  @ParameterizedTest
  @MethodSource("inference")
  void batchesGoOnWhereTheOneBeforeEndedUntilAReset(String name, String engine) throws IOException {
    Golden golden = golden("inference", name);
    Model model = model(name);
    model.engine(engine);
    model.setWeights(golden.arrays("weights"));
    List<NDArray> inputs = golden.arrays("inputs");
    List<NDArray> outputs = golden.arrays("outputs");

    for (int i = 0; i < inputs.size(); i++) {
      assertClose(outputs.get(i), model.predict(inputs.get(i)), "batch " + i);
    }
    model.resetStates();
    assertClose(outputs.get(inputs.size()), model.predict(inputs.get(0)), "after the reset");
  }

  @Test
  void aPassOverSeveralBatchesHandsStatesOn() throws IOException {
    Golden golden = golden("inference", "gru");
    Model model = model("gru");
    model.setWeights(golden.arrays("weights"));

    assertClose(NDArray.concatenate(golden.arrays("outputs").subList(0, 3)),
        model.predict(NDArray.concatenate(golden.arrays("inputs")), new EvaluateOptions().batchSize(ROWS)), "outputs");
  }

  private static Model compiled(String name, String engine, Golden golden) throws IOException {
    Layer layer = ((BaseRNN<?>) CHAINS.get(name)[0]).returnSequences(false);
    Model model = new Sequential(input(), layer);
    model.engine(engine);
    model.setWeights(golden.arrays("weights"));
    model.compile(new SGD(golden.json().get("rate").getAsDouble()), new MeanSquaredError());
    return model;
  }

  private static void assertAfter(Golden golden, int step, Model model) {
    List<NDArray> expected = new ArrayList<>();
    for (JsonElement weight : golden.json().getAsJsonArray("after").get(step).getAsJsonArray()) {
      expected.add(Golden.array(weight.getAsJsonObject()));
    }
    List<NDArray> weights = model.getWeights();
    assertEquals(expected.size(), weights.size());
    for (int i = 0; i < weights.size(); i++) {
      assertClose(expected.get(i), weights.get(i), "weight " + i + " after step " + step);
    }
  }

  @ParameterizedTest
  @MethodSource("training")
  void trainingGoesOnFromTheStatesWithoutAGradientToTheBatchBefore(String name, String engine) throws IOException {
    Golden golden = golden("training", name);
    Model model = compiled(name, engine, golden);
    List<NDArray> x = Golden.read("stateful").arrays("inputs");
    List<NDArray> y = Golden.read("stateful").arrays("targets");

    for (int i = 0; i < x.size(); i++) {
      assertEquals(golden.json().getAsJsonArray("losses").get(i).getAsDouble(),
          model.trainOnBatch(x.get(i), y.get(i)).get("loss"), TOLERANCE);
      assertAfter(golden, i, model);
    }
  }

  @ParameterizedTest
  @MethodSource("training")
  void fitWithoutShufflingDoesTheSame(String name, String engine) throws IOException {
    Golden golden = golden("training", name);
    Model model = compiled(name, engine, golden);

    model.fit(NDArray.concatenate(Golden.read("stateful").arrays("inputs")),
        NDArray.concatenate(Golden.read("stateful").arrays("targets")),
        new FitOptions().batchSize(ROWS).shuffle(false).verbose(0));

    assertAfter(golden, 2, model);
  }
}
