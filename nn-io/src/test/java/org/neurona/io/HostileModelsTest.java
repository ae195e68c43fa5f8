package org.neurona.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurona.Model;

/** Well-formed files whose layers make no model, or one that is meant to hurt. */
class HostileModelsTest {
  private static final String DENSE = layer("Dense", "\"units\": 2");

  private static String file(String model) {
    return "{\"format\": \"neurona\", \"version\": 1, \"model\": " + model + "}";
  }

  private static String sequential(String layers) {
    return file("{\"class_name\": \"Sequential\", \"name\": \"m\", \"seed\": 0, \"layers\": [" + layers + "]}");
  }

  private static String functional(String layers, String applications, String outputs) {
    return file("{\"class_name\": \"Functional\", \"name\": \"m\", \"seed\": 0, \"layers\": [" + layers
        + "], \"applications\": [" + applications + "], \"inputs\": [[0, 0]], \"outputs\": [" + outputs + "]}");
  }

  private static String layer(String className, String config) {
    return "{\"class_name\": \"" + className + "\", \"config\": {" + config + "}}";
  }

  private static String input(String shape) {
    return layer("InputLayer", "\"input_shape\": " + shape);
  }

  private static String use(int layer, String inputs) {
    return "{\"layer\": " + layer + ", \"inputs\": [" + inputs + "]}";
  }

  static Stream<Arguments> models() {
    String two = input("[2]") + ", " + DENSE;
    return Stream.of(
        Arguments.of(functional(two, use(0, "") + ", " + use(1, "[1, 0]"), "[1, 0]"),
            "inputs names output 0 of application 1, which does not come before it"),
        Arguments.of(functional(two, use(0, "") + ", " + use(1, "[-1, 0]"), "[1, 0]"),
            "inputs names output 0 of application -1, which does not come before it"),
        Arguments.of(functional(two, use(0, "") + ", " + use(1, "[0, 1]"), "[1, 0]"),
            "inputs names output 1 of application 0, which does not come before it"),
        Arguments.of(functional(two, use(0, "") + ", " + use(1, "[0]"), "[1, 0]"),
            "inputs must be a list of pairs: an application and its output"),
        Arguments.of(functional(two, use(0, "") + ", " + use(2, "[0, 0]"), "[1, 0]"),
            "there is no layer 2 among 2"),
        Arguments.of(functional(two, use(0, "") + ", " + use(1, ""), "[1, 0]"),
            "Dense is applied to nothing: give it a tensor"),
        Arguments.of(functional(input("[2]") + ", " + input("[3]"), use(0, "") + ", " + use(1, ""), "[1, 0]"),
            "The outputs need an input of shape (None, 3) that is not among the model's inputs"),
        Arguments.of(functional(input("[2]"), use(0, ""), ""),
            "The outputs don't depend on the input of shape (None, 2)"),
        Arguments.of(functional(input("[2147483647, 2147483647]") + ", " + layer("Flatten", ""),
            use(0, "") + ", " + use(1, "[0, 0]"), "[1, 0]"),
            "Shape (None, 2147483647, 2147483647) has more than 2147483647 elements"),
        Arguments.of(functional(input("[1073741824]") + ", " + layer("Concatenate", ""),
            use(0, "") + ", " + use(1, "[0, 0], [0, 0]"), "[1, 0]"),
            "Concatenate can't take input of shape (None, 1073741824), (None, 1073741824): An axis length must be >= 0 "
                + "(or None), got [-1, -2147483648]"),
        Arguments.of(sequential(input("[2147483647]") + ", " + layer("Dense", "\"units\": 2147483647")),
            "Shape (2147483647, 2147483647) has more than 2147483647 elements"),
        Arguments.of(sequential(input("[60000]") + (", " + layer("Dense", "\"units\": 30000")
            + ", " + layer("Dense", "\"units\": 60000")).repeat(2)),
            "the layers have 7200180000 parameters, more than the limit of 4294967296"),
        Arguments.of(sequential(input("[-2]")), "An axis length must be >= 0 (or None), got [-2]"),
        Arguments.of(sequential(DENSE + ", " + input("[2]")),
            "Sequential model 'sequential' has layers already: an Input comes first"),
        Arguments.of(sequential(layer("Dense", "\"units\": 2, \"name\": \"a\"") + ", "
            + layer("Dense", "\"units\": 2, \"name\": \"a\"")),
            "All layers added to a Sequential model should have unique names. Name 'a' is already the name of a layer "
                + "in this model."),
        Arguments.of(sequential("null"),
            "Could not interpret layer: expected a name, or an object with class_name and config"),
        Arguments.of(sequential("{\"class_name\": \"Dense\", \"config\": 5}"),
            "The config of layer Dense must be an object"),
        Arguments.of(file("{\"class_name\": \"Sequential\"}"), "the key layers is missing"),
        Arguments.of(file("{\"class_name\": \"Sequential\", \"layers\": {}}"), "layers must be a list, got {}"),
        Arguments.of(file("[]"), "expected an object"),
        Arguments.of(file("null"), "the file has no model"),
        Arguments.of(sequential("[".repeat(101)), "too deeply nested"),
        Arguments.of("{\"format\": \"neurona\"}", "not a Neurona model: its format version is missing"),
        Arguments.of("{}", "not a Neurona model: it must begin with {\"format\": \"neurona\", \"version\": ..."),
        Arguments.of("", "the file ends too early"),
        Arguments.of("\"neurona\"", "Expected BEGIN_OBJECT but was STRING"));
  }

  @ParameterizedTest
  @MethodSource("models")
  void aModelThatMakesNoSenseIsRefusedWithTheReason(String json, String reason) {
    ModelFormatException failure = assertThrows(ModelFormatException.class, () -> Models.fromJson(json));

    assertEquals(reason, failure.reason());
    assertEquals("JSON text", failure.file());
  }

  @Test
  void theWholeMessageNamesTheFileThePlaceAndTheReason() {
    String json = sequential(DENSE + ", " + layer("Dense", "\"units\": 0"));

    ModelFormatException failure = assertThrows(ModelFormatException.class, () -> Models.fromJson(json));

    // Settings are looked at when the model has been read: all but the last brace.
    assertEquals("JSON text at line 1 column " + json.length() + " path $.model.layers[1]: Dense: Received an invalid "
        + "value for units, expected a positive integer. Received: units=0", failure.getMessage());
  }

  @Test
  void manyThousandLayersLoadInTheirTime() throws IOException {
    String many = input("[2]") + (", " + layer("Dropout", "\"rate\": 0.5")).repeat(20_000);

    // The processor's time, for a machine may be busy with other things.
    ThreadMXBean clock = ManagementFactory.getThreadMXBean();
    long start = clock.getCurrentThreadCpuTime();
    Model model = Models.fromJson(sequential(many));
    long spent = clock.getCurrentThreadCpuTime() - start;

    assertEquals(20_001, model.graph().members().size());
    assertTrue(spent < 10_000_000_000L, () -> "took " + spent + " ns");
  }

  @Test
  void manySmallValuesCountAsWhatTheyTakeInMemory() {
    String maps = "{\"layers\": [" + "{\"\": 0},".repeat(2_000_000) + "0]}";

    ModelFormatException failure = assertThrows(ModelFormatException.class, () -> Models.fromJson(file(maps)));

    assertEquals("too long: a text or a part of the structure has more characters than are allowed",
        failure.reason());
  }

  @Test
  void anUnknownEngineIsNotTheFilesFault() {
    IllegalArgumentException failure = assertThrows(IllegalArgumentException.class,
        () -> Models.fromJson(sequential(DENSE), new LoadOptions().engine("abacus")));

    assertEquals("Unknown engine \"abacus\". Known: auto, simd, scalar, commons-math", failure.getMessage());
  }
}
