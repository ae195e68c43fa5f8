package org.neurona.core.engine.floats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.neurona.core.engine.CompoundFunction;
import org.neurona.core.engine.CompoundFunction.Term;
import org.neurona.core.engine.floats.ElementwiseInstruction.Step;

/** Finds steps that are together a {@link CompoundFunction}, and makes one of them. */
final class CompoundSteps {
  private static final int OPEN = -1;

  private final Set<Integer> kept;
  private final Set<Integer> numbers;
  private final Map<Integer, Step> producers = new HashMap<>();
  private final Map<Integer, Integer> uses = new HashMap<>();

  private CompoundSteps(List<Step> steps, Set<Integer> kept, Set<Integer> numbers) {
    this.kept = kept;
    this.numbers = numbers;
    for (Step step : steps) {
      producers.put(step.result(), step);
      for (int operand : step.operands()) {
        uses.put(operand, uses.getOrDefault(operand, 0) + 1);
      }
    }
  }

  /**
   * The same results from fewer steps.
   *
   * @param steps the steps, each after those whose results it takes
   * @param kept the registers whose values are wanted for themselves
   * @param numbers the registers that have the same number everywhere
   */
  static List<Step> join(List<Step> steps, Set<Integer> kept, Set<Integer> numbers) {
    CompoundSteps pass = new CompoundSteps(steps, kept, numbers);
    List<Step> joined = new ArrayList<>();
    // From the end, so that the largest formula wins.
    for (int i = steps.size() - 1; i >= 0; i--) {
      Step step = steps.get(i);
      if (pass.producers.get(step.result()) == step) {
        joined.add(0, pass.joined(step));
      }
    }
    return joined;
  }

  private Step joined(Step step) {
    for (CompoundFunction function : CompoundFunction.values()) {
      int[] operands = new int[CompoundFunction.OPERANDS];
      Arrays.fill(operands, OPEN);
      List<Step> inner = new ArrayList<>();
      if (matches(function.formula(), step, operands, inner)) {
        for (Step part : inner) {
          producers.remove(part.result());
        }
        for (int i = 0; i < operands.length; i++) {
          operands[i] = operands[i] == OPEN ? operands[0] : operands[i];
        }
        return Step.of(function, operands, step.result());
      }
    }
    return step;
  }

  /** Whether a step is what a term says; notes the operands, and the steps that it is made of. */
  private boolean matches(Term term, Step step, int[] operands, List<Step> inner) {
    if (step.function() != term.function()) {
      return false;
    }
    List<Term> terms = term.terms();
    return matchesAll(terms, step.operands(), operands, inner) || term.isSymmetric()
        && matchesAll(terms, new int[] {step.operands()[1], step.operands()[0]}, operands, inner);
  }

  private boolean matchesAll(List<Term> terms, int[] registers, int[] operands, List<Step> inner) {
    int[] before = operands.clone();
    int count = inner.size();
    for (int i = 0; i < registers.length; i++) {
      if (!matches(terms.get(i), registers[i], operands, inner)) {
        System.arraycopy(before, 0, operands, 0, before.length);
        inner.subList(count, inner.size()).clear();
        return false;
      }
    }
    return true;
  }

  private boolean matches(Term term, int register, int[] operands, List<Step> inner) {
    if (term.isOperand()) {
      boolean fits = operands[term.operand()] == OPEN ? !term.isNumber() || numbers.contains(register)
          : operands[term.operand()] == register;
      operands[term.operand()] = fits ? register : operands[term.operand()];
      return fits;
    }
    Step producer = producers.get(register);
    return producer != null && uses.get(register) == 1 && !kept.contains(register)
        && inner.add(producer) && matches(term, producer, operands, inner);
  }
}
