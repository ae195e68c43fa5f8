package org.neurona.core.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.neurona.core.Computed.assertClose;

import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurona.Shape;
import org.neurona.core.Backends;
import org.neurona.core.Computed;
import org.neurona.core.engine.Backend;
import org.neurona.core.engine.reference.CommonsMathBackend;
import org.neurona.core.ops.OpCase.Applied;
import org.neurona.core.plan.Gradients;
import org.neurona.ops.Node;
import org.neurona.ops.Op;
import org.neurona.ops.Tensor;

/** What holds for every primitive operation: its value, its gradient, and that all engines agree. */
class OpContractTest {
  /** float64 all the way, in another order. */
  private static final double VALUE_TOLERANCE = 1e-12;
  /** Central differences with steps of 1e-5 err by 1e-10 of the third derivative and 1e-11 of a sum up to 1e4. */
  private static final double DIFFERENCE_TOLERANCE = 1e-5;
  private static final double FLOAT_TOLERANCE = 1e-5;
  /** Elements of all inputs together: more make the test slow and show nothing new. */
  private static final int LARGEST_TWICE_DIFFERENTIATED = 64;
  private static final CommonsMathBackend REFERENCE = new CommonsMathBackend();

  static List<OpCase> cases() {
    return OpCases.all();
  }

  static Stream<OpCase> casesWithValues() {
    return cases().stream().filter(tried -> tried.expected() != null);
  }

  static Stream<OpCase> casesWithGradients() {
    return cases().stream().filter(tried -> tried.inputs().stream().anyMatch(in -> in.kind() == OpCase.Kind.REAL));
  }

  static Stream<OpCase> smallCasesWithGradients() {
    return casesWithGradients().filter(tried -> tried.inputs().stream()
        .mapToInt(input -> Shape.of(input.dims()).size()).sum() <= LARGEST_TWICE_DIFFERENTIATED);
  }

  static Stream<Arguments> casesOnFloatEngines() {
    return cases().stream().flatMap(tried -> Backends.floats().map(backend -> Arguments.of(tried, backend)));
  }

  @ParameterizedTest
  @MethodSource("casesWithValues")
  void valueIsThatOfTheTextbook(OpCase tried) {
    Applied applied = tried.applied();
    List<double[]> inputs = applied.placeholders().stream().map(in -> applied.fed().get(in).toDoubleArray()).toList();
    assertClose(tried.expected().apply(inputs), Computed.value(REFERENCE, applied.fed(), applied.output()),
        VALUE_TOLERANCE, tried.name());
  }

  @ParameterizedTest
  @MethodSource("casesWithGradients")
  void gradientIsThatOfSmallDifferences(OpCase tried) {
    Applied applied = tried.applied();
    Tensor scalar = Computed.probed(applied.output());
    for (Tensor input : applied.differentiated()) {
      Computed.assertGradient(applied.fed(), scalar, input, DIFFERENCE_TOLERANCE, tried.name());
    }
  }

  @ParameterizedTest
  @MethodSource("smallCasesWithGradients")
  void gradientOfTheGradientIsThatOfSmallDifferences(OpCase tried) {
    Applied applied = tried.applied();
    for (Tensor gradient : Gradients.of(Computed.probed(applied.output()), applied.differentiated())) {
      for (Tensor input : applied.differentiated()) {
        Computed.assertGradient(applied.fed(), Computed.probed(gradient), input, DIFFERENCE_TOLERANCE, tried.name());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("casesOnFloatEngines")
  void floatEnginesAgreeOnValueAndGradients(OpCase tried, Backend backend) {
    Applied applied = tried.applied();
    List<Tensor> results = new java.util.ArrayList<>(List.of(applied.output()));
    results.addAll(Gradients.of(Computed.probed(applied.output()), applied.differentiated()));
    var expected = Computed.values(REFERENCE, applied.fed(), results);
    var actual = Computed.values(backend, applied.fed(), results);
    for (int i = 0; i < results.size(); i++) {
      assertEquals(expected.get(i).shape(), actual.get(i).shape());
      assertClose(expected.get(i).toDoubleArray(), actual.get(i).toDoubleArray(), FLOAT_TOLERANCE,
          tried.name() + (i == 0 ? ": value" : ": gradient " + i));
    }
  }

  @Test
  void everyOperationHasACase() {
    Set<Class<?>> tried = Node.sorted(cases().stream().map(one -> one.applied().output()).toList()).stream()
        .map(Node::op).map(Object::getClass).collect(Collectors.toSet());
    Set<String> missing = OpRules.operations().stream().filter(op -> !tried.contains(op)).map(Class::getSimpleName)
        .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(Set.of("ReadVariable"), missing, "the engines' tests try reads of variables");
  }

  @Test
  void everyOperationHasARule() throws Exception {
    Path classes = Path.of(Op.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Set<String> without = new TreeSet<>();
    try (var opened = Files.isDirectory(classes) ? null : java.nio.file.FileSystems.newFileSystem(classes);
        Stream<Path> files = Files.list((opened == null ? classes : opened.getPath("/")).resolve("org/neurona/ops"))) {
      for (String file : files.map(path -> path.getFileName().toString()).filter(name -> !name.contains("-"))
          .toList()) {
        Class<?> type = Class.forName("org.neurona.ops." + file.replace(".class", ""));
        if (Op.class.isAssignableFrom(type) && !Modifier.isInterface(type.getModifiers())
            && !OpRules.operations().contains(type)) {
          without.add(file);
        }
      }
    }
    assertEquals(Set.of(), without);
  }

  @Test
  void casesHaveNamesOfTheirOwn() {
    String[] names = cases().stream().map(OpCase::name).toArray(String[]::new);
    assertEquals(names.length, Arrays.stream(names).distinct().count());
  }
}
