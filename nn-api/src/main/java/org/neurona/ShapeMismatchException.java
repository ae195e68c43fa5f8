package org.neurona;

/**
 * Data or a layer's input has a shape that does not fit. The message names where, what was expected and what was got.
 */
public class ShapeMismatchException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  private final String where;
  private final String expected;
  private final transient Shape got;

  /**
   * A mismatch at a layer or an argument.
   *
   * @param where what received the shape, as users know it: {@code Dense "hidden"}, {@code fit: x}
   * @param expected the rule, in words that follow "expects": {@code input with last axis 784}
   * @param got the shape that came
   * @param advice what to do about it, a sentence of its own; empty for none
   */
  public ShapeMismatchException(String where, String expected, Shape got, String advice) {
    super(where + " expects " + expected + ", got shape " + got + (advice.isEmpty() ? "" : ". " + advice));
    this.where = where;
    this.expected = expected;
    this.got = got;
  }

  /** A mismatch without advice. */
  public ShapeMismatchException(String where, String expected, Shape got) {
    this(where, expected, got, "");
  }

  /** What received the shape. */
  public String where() {
    return where;
  }

  /** The rule, in words that follow "expects". */
  public String expected() {
    return expected;
  }

  /** The shape that came; null after the exception was serialized. */
  public Shape got() {
    return got;
  }
}
