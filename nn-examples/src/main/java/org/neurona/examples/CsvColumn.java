package org.neurona.examples;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.neurona.datasets.DatasetFormatException;
import org.neurona.datasets.files.CsvText;

/**
 * How a column of a table becomes numbers: as itself, scaled, or as one number for each word, of which one is 1.
 *
 * @param name the column
 * @param mean what is taken from a number
 * @param scale what that is divided by
 * @param words the words that a column of text may hold, in the order of their numbers; empty for one of numbers
 */
record CsvColumn(String name, double mean, double scale, List<String> words) {
  private static final Pattern NUMBER = Pattern.compile("[+-]?(?:\\d++(?:\\.\\d*+)?|\\.\\d++)(?:[eE][+-]?\\d++)?");
  private static final Pattern INTEGER = Pattern.compile("[+-]?\\d{1,9}");
  private static final int MOST_WORDS = 100;

  /** Copies the list, which a damaged file may lack. */
  CsvColumn {
    words = words == null ? List.of() : List.copyOf(words);
  }

  /** What a feature's column of a file is: numbers where all of it is, words elsewhere. */
  static CsvColumn feature(CsvText table, String name) throws DatasetFormatException {
    List<String> values = table.column(name);
    TreeSet<String> different = new TreeSet<>(values);
    if (different.size() == 1) {
      throw new DatasetFormatException(table.file(), "column \"" + name + "\"",
          "all rows have the same value, " + different.first() + ", which tells nothing; leave it out: --ignore "
              + name);
    }
    if (areNumbers(different)) {
      return numbers(name, 0, 1);
    }
    if (different.size() > MOST_WORDS) {
      throw new DatasetFormatException(table.file(), "column \"" + name + "\"", different.size()
          + " different texts, more than " + MOST_WORDS + ": as if each row had its own; leave it out: --ignore "
          + name);
    }
    return words(name, different);
  }

  /** What the target's column is: classes where it is text or whole numbers, unless it is said to be a quantity. */
  static CsvColumn target(CsvText table, String name, boolean regression) throws DatasetFormatException {
    List<String> values = table.column(name);
    TreeSet<String> different = new TreeSet<>(values);
    if (different.size() == 1) {
      throw new DatasetFormatException(table.file(), "column \"" + name + "\"",
          "all rows have the same target, " + different.first() + ": there is nothing to learn");
    }
    if (areNumbers(different) && (regression || !areIntegers(different))) {
      return numbers(name, 0, 1);
    }
    if (regression) {
      String word = different.stream().filter(value -> !areNumbers(List.of(value))).findFirst().orElseThrow();
      throw table.failure(name, values.indexOf(word), "--regression needs numbers, got \"" + word + "\"");
    }
    if (different.size() > MOST_WORDS) {
      throw new DatasetFormatException(table.file(), "column \"" + name + "\"", different.size()
          + " classes, more than " + MOST_WORDS + (areNumbers(different) ? "; to predict a number: --regression" : ""));
    }
    return words(name, different);
  }

  static CsvColumn numbers(String name, double mean, double scale) {
    return new CsvColumn(name, mean, scale, List.of());
  }

  /** Whole numbers come in their own order, all else in that of the letters. */
  private static CsvColumn words(String name, TreeSet<String> different) {
    List<String> words = new ArrayList<>(different);
    if (areIntegers(different)) {
      words.sort((a, b) -> Integer.compare(Integer.parseInt(a), Integer.parseInt(b)));
    }
    return new CsvColumn(name, 0, 1, words);
  }

  private static boolean areNumbers(Iterable<String> values) {
    return all(values, NUMBER);
  }

  private static boolean areIntegers(Iterable<String> values) {
    return all(values, INTEGER);
  }

  private static boolean all(Iterable<String> values, Pattern pattern) {
    for (String value : values) {
      if (!pattern.matcher(value).matches()) {
        return false;
      }
    }
    return true;
  }

  /** Whether nothing is missing that {@link #read} needs. */
  boolean isWhole() {
    return name != null && Double.isFinite(mean) && scale > 0;
  }

  boolean isText() {
    return !words.isEmpty();
  }

  /** How many numbers a value becomes. */
  int width() {
    return isText() ? words.size() : 1;
  }

  /** The column of a file as numbers that are not scaled yet: a number, or the place of a word. */
  double[] read(CsvText table) throws DatasetFormatException {
    List<String> values = table.column(name);
    double[] numbers = new double[values.size()];
    for (int row = 0; row < numbers.length; row++) {
      String value = values.get(row);
      if (isText()) {
        numbers[row] = words.indexOf(value);
        if (numbers[row] < 0) {
          throw table.failure(name, row, "unknown word \"" + value + "\"; known: " + String.join(", ", words));
        }
      } else if (NUMBER.matcher(value).matches() && Double.isFinite(Double.parseDouble(value))) {
        numbers[row] = Double.parseDouble(value);
      } else {
        throw table.failure(name, row, "expected a number, got \"" + value + "\"");
      }
    }
    return numbers;
  }
}
