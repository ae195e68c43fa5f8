package org.neurona.callbacks;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a file with placeholders, in the notation of Python's {@code format} that Keras users write:
 * <code>{epoch:02d}-{val_loss:.2f}.json</code>. {@code epoch} and {@code batch} are whole numbers, all else is not.
 */
final class FilePattern {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([A-Za-z_0-9]+)(?::([^}]*))?}");
  private static final Pattern WHOLE = Pattern.compile("(0?[1-9]\\d?)?d?");
  private static final Pattern DECIMAL = Pattern.compile("(0?[1-9]\\d?)?(\\.\\d\\d?)?[fe]");

  private final String pattern;

  /**
   * A pattern.
   *
   * @throws IllegalArgumentException if a placeholder can't be filled in as it asks for
   */
  FilePattern(String pattern) {
    this.pattern = pattern;
    Matcher matcher = PLACEHOLDER.matcher(pattern);
    while (matcher.find()) {
      String format = matcher.group(2);
      boolean whole = matcher.group(1).equals("epoch") || matcher.group(1).equals("batch");
      if (format != null && !(whole ? WHOLE : DECIMAL).matcher(format).matches()) {
        throw new IllegalArgumentException(failure("in place of " + matcher.group() + ", write {" + matcher.group(1)
            + "} or something like {" + matcher.group(1) + (whole ? ":02d}" : ":.2f}")));
      }
    }
  }

  /**
   * The file's name.
   *
   * @param counters {@code epoch} and, where one batch is meant, {@code batch}, from 1
   * @throws IllegalArgumentException if a placeholder has no value
   */
  String fill(Map<String, Integer> counters, Map<String, Double> logs) {
    Map<String, Object> values = new TreeMap<>(logs);
    values.putAll(counters);
    Matcher matcher = PLACEHOLDER.matcher(pattern);
    StringBuilder name = new StringBuilder();
    while (matcher.find()) {
      Object value = values.get(matcher.group(1));
      if (value == null) {
        throw new IllegalArgumentException(failure("no value \"" + matcher.group(1) + "\", known: "
            + String.join(", ", values.keySet())));
      }
      matcher.appendReplacement(name, Matcher.quoteReplacement(text(value, matcher.group(2))));
    }
    return matcher.appendTail(name).toString();
  }

  private static String text(Object value, String format) {
    if (format == null || format.isEmpty()) {
      return value.toString();
    }
    boolean typed = Character.isLetter(format.charAt(format.length() - 1));
    return String.format(Locale.ROOT, "%" + format + (typed ? "" : "d"), value);
  }

  private String failure(String reason) {
    return "Failed to format this callback filepath: \"" + pattern + "\". Reason: " + reason;
  }
}
