package org.neurona.optimizers;

import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.neurona.config.Setting;

/** Regular expressions that pick weights by name, as Keras looks for them: anywhere in the name. */
final class WeightNames {
  private WeightNames() {}

  /** A setting that holds regular expressions, none by default. */
  static Setting<List<String>> setting(String key) {
    return Setting.of(key, "regular expressions",
        value -> value != null && value.stream().allMatch(WeightNames::isExpression), Setting.texts(key).codec(),
        List.of());
  }

  private static boolean isExpression(String text) {
    try {
      return text != null && Pattern.compile(text) != null;
    } catch (PatternSyntaxException e) {
      return false;
    }
  }

  /**
   * Whether one of the expressions is found in a name.
   *
   * @throws IllegalArgumentException if that takes unreasonably long, as expressions from a stranger's file can
   */
  static boolean anyIn(List<String> expressions, String name) {
    for (String expression : expressions) {
      if (Pattern.compile(expression).matcher(new Patience(expression, name)).find()) {
        return true;
      }
    }
    return false;
  }

  /** A text that ends a search which goes back and forth in it too often. */
  private static final class Patience implements CharSequence {
    private static final int LIMIT = 1_000_000;

    private final String expression;
    private final String text;
    private int looks;

    Patience(String expression, String text) {
      this.expression = expression;
      this.text = text;
    }

    @Override
    public char charAt(int index) {
      if (++looks > LIMIT) {
        throw new IllegalArgumentException("The regular expression " + expression + " takes too long on " + text);
      }
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.substring(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
