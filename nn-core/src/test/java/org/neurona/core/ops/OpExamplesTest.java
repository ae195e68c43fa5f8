package org.neurona.core.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.neurona.core.Computed.assertClose;

import java.util.List;
import java.util.Map;
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
import org.neurona.core.ops.OpExamples.Example;
import org.neurona.ops.Node;
import org.neurona.ops.Op;
import org.neurona.ops.Tensor;

/** The values of operations on all engines are those that were worked out by hand. */
class OpExamplesTest {
  private static final double DOUBLE_TOLERANCE = 1e-14;
  /** Some roundings of float32. */
  private static final double FLOAT_TOLERANCE = 1e-6;

  private record Unheard() implements Op {
    @Override
    public List<Shape> outputShapes(List<Shape> inputs) {
      return List.of(Shape.of());
    }
  }

  static Stream<Arguments> examplesOnEngines() {
    return OpExamples.all().stream().flatMap(one -> Backends.all().map(backend -> Arguments.of(one, backend)));
  }

  @ParameterizedTest
  @MethodSource("examplesOnEngines")
  void valueIsWhatWasWorkedOutByHand(Example example, Backend backend) {
    assertClose(example.expected(), Computed.value(backend, Map.of(), example.result()),
        backend instanceof CommonsMathBackend ? DOUBLE_TOLERANCE : FLOAT_TOLERANCE, example.name());
  }

  @Test
  void everyOperationIsHeldToAValueThatNoEngineComputed() {
    List<Tensor> results = Stream.concat(OpExamples.all().stream().map(Example::result),
        OpContractTest.casesWithValues().map(tried -> tried.applied().output())).toList();
    Set<Class<?>> held = Node.sorted(results).stream().map(Node::op).map(Object::getClass).collect(Collectors.toSet());
    Set<String> missing = OpRules.operations().stream().filter(op -> !held.contains(op)).map(Class::getSimpleName)
        .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(Set.of("RandomUniform", "ReadVariable"), missing, "tests of their own try these two");
  }

  @Test
  void anOperationWithoutARuleIsNamed() {
    Node node = Node.of(new Unheard(), List.of());
    String message = "There is no rule for the operation unheard";
    assertEquals(message,
        assertThrows(IllegalStateException.class, () -> OpRules.evaluate(node, List.of(), null)).getMessage());
    assertEquals(message,
        assertThrows(IllegalStateException.class, () -> OpRules.gradient(node, List.of())).getMessage());
  }
}
