package org.neurona.core.engine;

import java.util.List;
import org.neurona.ops.BinaryFunction;
import org.neurona.ops.UnaryFunction;

/**
 * Formulas of up to three stretches a, b, c and two numbers s, t that come up so often that each has a kernel of its own:
 * one pass instead of one for each operation. The bits are those of the operations one by one, for nothing is fused that
 * would round once instead of twice; but running means that are as good as zero are rounded to multiples of 2^-104.
 * Where gradients have stopped, means shrink for ever, and every operation on a subnormal number costs as much as some
 * twenty others.
 */
public enum CompoundFunction {
  /** {@code a - b s / (sqrt(c) + t)}: a step of Adam. */
  ROOT_STEP(minus(Term.A, over(times(Term.B, Term.S), plus(new Term(UnaryFunction.SQRT, Term.C), Term.T)))),
  /** {@code a + (b^2 - a) s}: a running mean of squares. */
  TOWARDS_SQUARE(plus(Term.A, times(minus(new Term(UnaryFunction.SQUARE, Term.B), Term.A), Term.S))),
  /** {@code a + (b - a) s}: a running mean. */
  TOWARDS(plus(Term.A, times(minus(Term.B, Term.A), Term.S))),
  /** {@code a - b s}: a step down a gradient. */
  MINUS_SCALED(minus(Term.A, times(Term.B, Term.S))),
  /** {@code a if b > s, else 0 a}: the gradient of relu. */
  WHERE_GREATER(times(Term.A, new Term(BinaryFunction.GREATER, Term.B, Term.S))),
  /** {@code max(a + b, 0)}: bias and relu. */
  RELU_OF_SUM(new Term(UnaryFunction.RELU, plus(Term.A, Term.B)));

  /**
   * What running means have added and taken away again, at the end: that changes none that is over 2^-56, and leaves none
   * that is subnormal, nor so when it is multiplied with a learning rate.
   */
  public static final float GRAIN = 0x1p-80f;

  /** How many operands there are: the stretches a, b, c, then the numbers s, t. */
  public static final int OPERANDS = 5;

  private final Term formula;

  CompoundFunction(Term formula) {
    this.formula = formula;
  }

  /** What it computes. */
  public Term formula() {
    return formula;
  }

  /**
   * An operand, or an operation on terms.
   *
   * @param function a {@link UnaryFunction} or a {@link BinaryFunction}; null for an operand
   * @param terms what it is applied to
   * @param operand the number of the operand
   */
  public record Term(Enum<?> function, List<Term> terms, int operand) {
    private static final Term A = new Term(null, List.of(), 0);
    private static final Term B = new Term(null, List.of(), 1);
    private static final Term C = new Term(null, List.of(), 2);
    private static final Term S = new Term(null, List.of(), 3);
    private static final Term T = new Term(null, List.of(), 4);

    private Term(Enum<?> function, Term... terms) {
      this(function, List.of(terms), -1);
    }

    /** Whether this is an operand. */
    public boolean isOperand() {
      return function == null;
    }

    /** Whether this is an operand that must be a number. */
    public boolean isNumber() {
      return operand >= S.operand;
    }

    /** Whether the order of the terms makes no difference. */
    public boolean isSymmetric() {
      return function == BinaryFunction.ADD || function == BinaryFunction.MULTIPLY;
    }
  }

  private static Term plus(Term a, Term b) {
    return new Term(BinaryFunction.ADD, a, b);
  }

  private static Term minus(Term a, Term b) {
    return new Term(BinaryFunction.SUBTRACT, a, b);
  }

  private static Term times(Term a, Term b) {
    return new Term(BinaryFunction.MULTIPLY, a, b);
  }

  private static Term over(Term a, Term b) {
    return new Term(BinaryFunction.DIVIDE, a, b);
  }
}
