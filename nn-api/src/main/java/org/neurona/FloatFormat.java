package org.neurona;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Arrays;

/** Prints floats in one column as NumPy's {@code FloatingFormat} does: with the fewest digits, but at most eight. */
final class FloatFormat {
  private static final int PRECISION = 8;
  /** Smaller than this, NumPy prints scientific notation. */
  private static final double SMALL = 1e-4;
  /** From here on, NumPy (2.3 and later) prints scientific notation: 10^min(8, the type's decimal precision). */
  private static final double LARGE = 1e8;
  private static final double LARGE_SINGLE = 1e6;
  private static final double LARGE_SCALAR = 1e16;
  private static final double MAX_RATIO = 1000;

  private final boolean single;
  private final boolean scientific;
  private int left;
  private int right;
  private int exponentDigits;

  /** The format for these values together; {@code single} where they are floats. */
  FloatFormat(double[] values, boolean single) {
    this.single = single;
    double[] finite = Arrays.stream(values).filter(Double::isFinite).toArray();
    this.scientific = isScientific(finite, single);
    for (double value : finite) {
      String text = scientific ? mantissa(scientificDigits(value), value) : positional(value);
      int point = text.indexOf('.');
      left = Math.max(left, point);
      right = Math.max(right, text.length() - point - 1);
      exponentDigits = Math.max(exponentDigits, scientific ? exponent(scientificDigits(value)).length() - 2 : 0);
    }
    if (finite.length < values.length) {
      boolean negativeInfinity = Arrays.stream(values).anyMatch(value -> value == Double.NEGATIVE_INFINITY);
      left = Math.max(left, (negativeInfinity ? 4 : 3) - (width() - left));
    }
  }

  private static boolean isScientific(double[] finite, boolean single) {
    double[] magnitudes = Arrays.stream(finite).map(Math::abs).filter(value -> value != 0).toArray();
    if (magnitudes.length == 0) {
      return false;
    }
    double max = Arrays.stream(magnitudes).max().getAsDouble();
    double min = Arrays.stream(magnitudes).min().getAsDouble();
    if (single) {
      return max >= LARGE_SINGLE || (float) min < (float) SMALL || (float) max / (float) min > MAX_RATIO;
    }
    return max >= LARGE || min < SMALL || max / min > MAX_RATIO;
  }

  private int width() {
    return left + 1 + right + (scientific ? 2 + exponentDigits : 0);
  }

  /** One value, padded to the width of all. */
  String format(double value) {
    if (!Double.isFinite(value)) {
      String text = nonFinite(value);
      return " ".repeat(width() - text.length()) + text;
    }
    if (!scientific) {
      String text = positional(value);
      int point = text.indexOf('.');
      return " ".repeat(left - point) + text + " ".repeat(right - (text.length() - point - 1));
    }
    BigDecimal digits = scientificDigits(value);
    if (digits.precision() < right + 1) {
      // NumPy doesn't pad with zeros here but goes on with the exact value's digits.
      digits = strip(new BigDecimal(Math.abs(value)).round(new MathContext(right + 1, RoundingMode.HALF_EVEN)));
    }
    String text = mantissa(digits, value);
    int point = text.indexOf('.');
    String exponent = exponent(digits);
    return " ".repeat(left - point) + text + "0".repeat(right - (text.length() - point - 1))
        + exponent.substring(0, 2) + "0".repeat(exponentDigits - exponent.length() + 2) + exponent.substring(2);
  }

  /** A value on its own, as NumPy prints a scalar. */
  static String scalar(double value, boolean single) {
    if (!Double.isFinite(value)) {
      return nonFinite(value);
    }
    String sign = sign(value);
    double magnitude = Math.abs(value);
    BigDecimal shortest = shortest(magnitude, single);
    boolean small = magnitude < SMALL;
    boolean large = magnitude >= (single ? LARGE_SINGLE : LARGE_SCALAR);
    if (value == 0 || !small && !large) {
      String plain = plain(shortest);
      return sign + (plain.endsWith(".") ? plain + "0" : plain);
    }
    String digits = shortest.unscaledValue().toString();
    return sign + digits.charAt(0) + (digits.length() > 1 ? "." + digits.substring(1) : "") + exponent(shortest);
  }

  private static String nonFinite(double value) {
    return Double.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
  }

  private String positional(double value) {
    double magnitude = Math.abs(value);
    BigDecimal shortest = shortest(magnitude, single);
    if (shortest.scale() > PRECISION) {
      shortest = strip(new BigDecimal(magnitude).setScale(PRECISION, RoundingMode.HALF_EVEN));
    }
    return sign(value) + plain(shortest);
  }

  /** The digits of scientific notation before the exponent, without trailing zeros: {@code -1.25}, {@code 1.}. */
  private static String mantissa(BigDecimal stripped, double value) {
    String digits = stripped.unscaledValue().toString();
    return sign(value) + digits.charAt(0) + "." + digits.substring(1);
  }

  private BigDecimal scientificDigits(double value) {
    double magnitude = Math.abs(value);
    BigDecimal shortest = shortest(magnitude, single);
    if (shortest.precision() > PRECISION + 1) {
      return strip(new BigDecimal(magnitude).round(new MathContext(PRECISION + 1, RoundingMode.HALF_EVEN)));
    }
    return shortest;
  }

  private static String exponent(BigDecimal stripped) {
    int exponent = stripped.signum() == 0 ? 0 : stripped.precision() - stripped.scale() - 1;
    String digits = Integer.toString(Math.abs(exponent));
    return (exponent < 0 ? "e-" : "e+") + (digits.length() < 2 ? "0" : "") + digits;
  }

  private static String plain(BigDecimal stripped) {
    String text = stripped.toPlainString();
    return text.indexOf('.') < 0 ? text + "." : text;
  }

  private static String sign(double value) {
    return Math.copySign(1, value) < 0 ? "-" : "";
  }

  /**
   * The decimal with the fewest digits that reads back as this value, of those the nearest. The JDK's own
   * {@code toString} finds it from Java 19 on only.
   */
  private static BigDecimal shortest(double magnitude, boolean single) {
    BigDecimal exact = new BigDecimal(magnitude);
    int most = single ? 9 : 17;
    for (int digits = 1; digits < most; digits++) {
      BigDecimal down = exact.round(new MathContext(digits, RoundingMode.DOWN));
      BigDecimal up = exact.round(new MathContext(digits, RoundingMode.UP));
      boolean downReads = reads(down, magnitude, single);
      boolean upReads = reads(up, magnitude, single);
      if (downReads && upReads) {
        return strip(exact.round(new MathContext(digits, RoundingMode.HALF_EVEN)));
      }
      if (downReads || upReads) {
        return strip(downReads ? down : up);
      }
    }
    return strip(exact.round(new MathContext(most, RoundingMode.HALF_EVEN)));
  }

  private static boolean reads(BigDecimal decimal, double magnitude, boolean single) {
    return single ? decimal.floatValue() == (float) magnitude : decimal.doubleValue() == magnitude;
  }

  private static BigDecimal strip(BigDecimal value) {
    return value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
  }
}
