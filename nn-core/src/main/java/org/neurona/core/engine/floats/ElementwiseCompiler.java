package org.neurona.core.engine.floats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.neurona.Shape;
import org.neurona.core.engine.FloatKernels;
import org.neurona.core.engine.floats.ElementwiseInstruction.Operand;
import org.neurona.core.engine.floats.ElementwiseInstruction.Result;
import org.neurona.core.engine.floats.ElementwiseInstruction.Step;
import org.neurona.core.plan.BroadcastPattern;
import org.neurona.core.plan.Fusion;
import org.neurona.core.plan.Unit;
import org.neurona.ops.Binary;
import org.neurona.ops.Fill;
import org.neurona.ops.Node;
import org.neurona.ops.Op;
import org.neurona.ops.RandomUniform;
import org.neurona.ops.Tensor;
import org.neurona.ops.Unary;

/**
 * Turns a unit of elementwise nodes into one instruction: gives each value a register, and registers that live in
 * scratch memory a place that is free again once the value was last used.
 */
final class ElementwiseCompiler {
  /** An operand is a tensor as an operation sees it, for a reshape may change how it broadcasts. */
  private record OperandKey(Tensor origin, BroadcastPattern pattern) {
    @Override
    public int hashCode() {
      return origin.hashCode();
    }
  }

  private final Unit unit;
  private final int size;
  private final Function<Tensor, Buffer> locate;
  private final Map<Tensor, Integer> registerOf = new IdentityHashMap<>();
  private final Map<OperandKey, Integer> operandOf = new HashMap<>();
  private final List<Operand> operands = new ArrayList<>();
  private final Map<Integer, Tensor> resultOf = new HashMap<>();
  private List<Step> steps = new ArrayList<>();
  private int registers;

  /**
   * A compiler for one unit.
   *
   * @param locate where the values live that come from outside or are kept; null for others
   */
  ElementwiseCompiler(Unit unit, Function<Tensor, Buffer> locate) {
    this.unit = unit;
    this.size = unit.shape().size();
    this.locate = locate;
  }

  ElementwiseInstruction compile(FloatKernels kernels, int workers) {
    for (Node node : unit.nodes()) {
      int[] sources = new int[node.inputs().size()];
      for (int i = 0; i < sources.length; i++) {
        sources[i] = register(node.inputs().get(i));
      }
      int result = registers++;
      registerOf.put(node.outputs().get(0), result);
      resultOf.put(result, node.outputs().get(0));
      steps.add(step(node.op(), sources, result));
    }
    steps = CompoundSteps.join(steps, kept(), numbers());
    List<Result> results = results();
    int[] scratchOf = new int[registers];
    int scratchCount = scratch(results, scratchOf);
    return new ElementwiseInstruction(kernels, size, steps.toArray(new Step[0]), operands.toArray(new Operand[0]),
        results.toArray(new Result[0]), scratchOf, scratchCount, workers);
  }

  /** The registers whose values are kept. */
  private Set<Integer> kept() {
    Set<Integer> kept = new HashSet<>();
    for (Map.Entry<Integer, Tensor> result : resultOf.entrySet()) {
      if (locate.apply(result.getValue()) != null) {
        kept.add(result.getKey());
      }
    }
    return kept;
  }

  /** The registers that have the same number everywhere. */
  private Set<Integer> numbers() {
    Set<Integer> numbers = new HashSet<>();
    for (Operand operand : operands) {
      if (ElementwiseInstruction.isNumber(operand)) {
        numbers.add(operand.register());
      }
    }
    return numbers;
  }

  private static Step step(Op op, int[] sources, int result) {
    if (op instanceof Unary unary) {
      return Step.of(unary.function(), sources, result);
    } else if (op instanceof Binary binary) {
      return Step.of(binary.function(), sources, result);
    }
    return op instanceof RandomUniform random ? Step.random(random, result) : Step.select(sources, result);
  }

  private int register(Tensor input) {
    Tensor origin = Fusion.origin(input);
    Integer own = registerOf.get(origin);
    if (own != null) {
      return own;
    }
    Shape seenAs = input.shape();
    BroadcastPattern pattern = BroadcastPattern.of(seenAs, unit.shape());
    OperandKey key = new OperandKey(origin, pattern);
    Integer known = operandOf.get(key);
    if (known != null) {
      return known;
    }
    int register = registers++;
    operands.add(origin.op() instanceof Fill fill
        ? new Operand(register, null, (float) fill.value(), size, 1)
        : new Operand(register, locate.apply(origin), 0, pattern.inner(), pattern.period()));
    operandOf.put(key, register);
    return register;
  }

  /** The values that are kept, each with whether a later step still reads what it would overwrite. */
  private List<Result> results() {
    List<Result> results = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      int register = steps.get(i).result();
      Buffer buffer = locate.apply(resultOf.get(register));
      if (buffer != null) {
        results.add(new Result(register, buffer, isReadAfter(i, buffer)));
      }
    }
    return results;
  }

  private boolean isReadAfter(int step, Buffer buffer) {
    for (Operand operand : operands) {
      if (buffer.equals(operand.buffer())) {
        for (int later = step + 1; later < steps.size(); later++) {
          if (steps.get(later).reads(operand.register())) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /** Gives the registers that have no array of their own places in scratch memory, and returns how many. */
  private int scratch(List<Result> results, int[] scratchOf) {
    Arrays.fill(scratchOf, -1);
    int count = 0;
    for (Operand operand : operands) {
      if (!ElementwiseInstruction.isFull(operand, size)) {
        scratchOf[operand.register()] = count++;
      }
    }
    List<Integer> direct = new ArrayList<>();
    List<Integer> kept = new ArrayList<>();
    for (Result result : results) {
      (result.deferred() ? kept : direct).add(result.register());
    }
    List<Integer> free = new ArrayList<>();
    int[] lastRead = lastReads();
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      if (!direct.contains(step.result())) {
        scratchOf[step.result()] = free.isEmpty() ? count++ : free.remove(free.size() - 1);
      }
      // A step may read one register twice, and what nobody reads is free at once.
      Set<Integer> used = new LinkedHashSet<>();
      for (int operand : step.operands()) {
        used.add(operand);
      }
      used.add(step.result());
      for (int register : used) {
        if (lastRead[register] == i && scratchOf[register] >= 0 && !kept.contains(register)) {
          free.add(scratchOf[register]);
        }
      }
    }
    return count;
  }

  /** For each result the last step that reads it, or the one that writes it where none does; -1 for operands. */
  private int[] lastReads() {
    int[] lastReads = new int[registers];
    Arrays.fill(lastReads, -1);
    for (int i = 0; i < steps.size(); i++) {
      lastReads[steps.get(i).result()] = i;
      for (int register : steps.get(i).operands()) {
        if (lastReads[register] >= 0) {
          lastReads[register] = i;
        }
      }
    }
    return lastReads;
  }
}
