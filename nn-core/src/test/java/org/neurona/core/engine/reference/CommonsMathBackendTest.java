package org.neurona.core.engine.reference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.neurona.DType;
import org.neurona.NDArray;
import org.neurona.Shape;
import org.neurona.ShapeMismatchException;
import org.neurona.core.engine.Executable;
import org.neurona.core.engine.Graph;
import org.neurona.core.engine.Graph.Assignment;
import org.neurona.core.engine.Storage;
import org.neurona.data.Rows;
import org.neurona.ops.Ops;
import org.neurona.ops.Placeholder;
import org.neurona.ops.RandomUniform;
import org.neurona.ops.ReadVariable;
import org.neurona.ops.Tensor;
import org.neurona.ops.Variable;

class CommonsMathBackendTest {
  private final CommonsMathBackend backend = new CommonsMathBackend();
  private final Variable v = new Variable("v", Shape.of(2), true);
  private final Variable w = new Variable("w", Shape.of(2), true);
  private final Tensor readV = Tensor.of(new ReadVariable(v));
  private final Tensor readW = Tensor.of(new ReadVariable(w));
  private final Tensor x = Tensor.of(new Placeholder("features", Shape.of(2, 3)));
  private final Tensor rate = Tensor.of(new Placeholder("learning_rate", Shape.of()));

  private Executable executable(Tensor... outputs) {
    return backend.compile(new Graph(List.of(x, rate), List.of(outputs), List.of()), backend.allocate(List.of()));
  }

  private double[] random(long stream, long seed, long step) {
    Executable executable = executable(Tensor.of(new RandomUniform(Shape.of(50), stream)));
    executable.run(seed, step);
    return executable.output(0).toDoubleArray();
  }

  @Test
  void swappedVariablesAndOutputsSeeTheOldValues() {
    Storage storage = backend.allocate(List.of(v, w));
    storage.set(v, NDArray.of(1.0, 2));
    storage.set(w, NDArray.of(3.0, 4));
    Executable swap = backend.compile(new Graph(List.of(), List.of(readV, Ops.add(readV, readW)),
        List.of(new Assignment(v, readW), new Assignment(w, readV))), storage);
    swap.run(0, 0);
    assertEquals(NDArray.of(3.0, 4), storage.get(v));
    assertEquals(NDArray.of(1.0, 2), storage.get(w));
    assertEquals(NDArray.of(1.0, 2), swap.output(0));
    assertEquals(NDArray.of(4.0, 6), swap.output(1));
    swap.run(0, 1);
    assertEquals(NDArray.of(1.0, 2), storage.get(v));
    assertEquals(NDArray.of(3.0, 4), swap.output(0));
  }

  @Test
  void aRunThatFailsChangesNoVariable() {
    Storage storage = backend.allocate(List.of(v, w));
    Executable step = backend.compile(new Graph(List.of(rate), List.of(),
        List.of(new Assignment(v, Ops.fill(1, v.shape())), new Assignment(w, Ops.add(readW, rate)))), storage);
    assertThrows(IllegalStateException.class, () -> step.run(0, 0));
    assertEquals(NDArray.of(0.0, 0), storage.get(v));
  }

  @Test
  void randomNumbersAreTheSameForTheSameSeedStreamAndStepAndOthersElse() {
    double[] first = random(1, 2, 3);
    assertArrayEquals(first, random(1, 2, 3));
    assertFalse(Arrays.equals(first, random(0, 2, 3)));
    assertFalse(Arrays.equals(first, random(1, 0, 3)));
    assertFalse(Arrays.equals(first, random(1, 2, 0)));
  }

  @Test
  void outputsAreCopies() {
    Executable executable = executable(x, rate);
    executable.feed(x, Rows.all(NDArray.zeros(2, 3)));
    executable.feed(rate, 0.5);
    executable.run(0, 0);
    NDArray before = executable.output(0);
    double[] copy = new double[6];
    executable.output(0, copy);
    copy[0] = 7;
    executable.feed(x, Rows.all(NDArray.full(Shape.of(2, 3), 9)));
    executable.run(0, 1);
    assertEquals(NDArray.zeros(2, 3).astype(DType.FLOAT64), before);
    assertArrayEquals(new double[] {9, 9, 9, 9, 9, 9}, executable.output(0).toDoubleArray());
    assertEquals(0.5, executable.output(1).toDoubleArray()[0]);
  }

  @Test
  void computesInFloat64() {
    Executable executable = executable(Ops.add(rate, 0x1p-50));
    executable.feed(rate, 1);
    executable.run(0, 0);
    assertEquals(DType.FLOAT64, executable.output(0).dtype());
    assertEquals(1 + 0x1p-50, executable.output(0).toDoubleArray()[0]);
  }

  @Test
  void rowsAreTakenInTheirOrder() {
    Executable executable = executable(x);
    NDArray source = NDArray.of(new double[][] {{1, 2, 3}, {4, 5, 6}, {7, 8, 9}});
    executable.feed(x, new Rows(source, new int[] {1, 2, 0}, 1, 2));
    executable.run(0, 0);
    assertArrayEquals(new double[] {7, 8, 9, 1, 2, 3}, executable.output(0).toDoubleArray());
  }

  @Test
  void rowsOfAnotherShapeAreRefusedByName() {
    Executable executable = executable(x, rate);
    assertEquals("features expects shape (2, 3), got shape (3, 2)", assertThrows(ShapeMismatchException.class,
        () -> executable.feed(x, Rows.all(NDArray.zeros(3, 2)))).getMessage());
    assertEquals("features expects shape (2, 3), got shape ()",
        assertThrows(ShapeMismatchException.class, () -> executable.feed(x, 1)).getMessage());
  }

  @Test
  void whatWasNotFedIsNamed() {
    Executable executable = executable(x, rate);
    executable.feed(x, Rows.all(NDArray.zeros(2, 3)));
    assertEquals("Nothing was fed to learning_rate",
        assertThrows(IllegalStateException.class, () -> executable.run(0, 0)).getMessage());
  }

  @Test
  void storageCopiesBothWays() {
    Storage storage = backend.allocate(List.of(v));
    double[] given = {1, 2};
    storage.set(v, NDArray.wrap(v.shape(), given));
    NDArray before = storage.get(v);
    given[0] = 7;
    storage.set(v, NDArray.of(5.0, 6));
    assertEquals(NDArray.of(1.0, 2), before);
    assertEquals(NDArray.of(5.0, 6), storage.get(v));
  }

  @Test
  void storageRefusesOtherShapesAndOtherVariables() {
    Storage storage = backend.allocate(List.of(v));
    assertEquals("Variable v(2,) can't have the shape (3,)",
        assertThrows(IllegalArgumentException.class, () -> storage.set(v, NDArray.of(1.0, 2, 3))).getMessage());
    assertEquals("Variable w(2,) has no memory here",
        assertThrows(IllegalArgumentException.class, () -> storage.get(w)).getMessage());
  }

  @Test
  void variablesOfTwoStoragesLiveWhereTheyWere() {
    Storage first = backend.allocate(List.of(v));
    Storage second = backend.allocate(List.of(w));
    first.and(second).set(w, NDArray.of(1.0, 2));
    first.and(second).set(v, NDArray.of(3.0, 4));
    assertEquals(NDArray.of(1.0, 2), second.get(w));
    assertEquals(NDArray.of(3.0, 4), first.get(v));
  }
}
