package org.neurona.fuzz;

import java.util.ArrayList;
import java.util.List;

/**
 * Changes a JSON text value by value, so that it stays JSON and a reader gets to what it says: values become others of
 * the same text or odd ones, members come twice or not at all.
 */
final class JsonEdits {
  private static final int MOST_EDITS = 12;
  private static final int LONGEST = 1 << 17;
  private static final List<String> ODD = List.of("null", "true", "false", "0", "-1", "1", "2", "0.5", "-0.0", "1e308",
      "1e-320", "1e999", "2147483647", "2147483648", "-2147483648", "1073741824", "65536", "9223372036854775807",
      "9223372036854775808", "\"\"", "\"x\"", "\"NaN\"", "\"Infinity\"", "\"\\u0000\"", "\"None\"", "[]", "{}", "[null]",
      "[[]]", "[0]", "[1, 1]", "[2, 3]", "[null, null]", "[-1]", "[2147483647, 2147483647]", "{\"\": null}",
      "{\"class_name\": \"Dense\", \"config\": {\"units\": 1}}", "{\"class_name\": \"Add\", \"config\": {}}",
      "\"float64\"", "\"int32\"", "\"channels_first\"", "\"relu\"", "\"same\"", "\"zeros\"", "\"l2\"", "\"adam\"");

  private JsonEdits() {}

  /** A value in a text, and the member that it is the value of: from {@code member} on. */
  private record Span(int member, int from, int to) {
    boolean isMember() {
      return member < from;
    }
  }

  /** A text changed as a script says, until it ends. */
  static String apply(String text, Script script) {
    String edited = text;
    for (int i = 0; i < MOST_EDITS && script.goesOn(); i++) {
      List<Span> spans = spans(edited);
      if (spans.isEmpty()) {
        return edited;
      }
      edited = edit(edited, spans, script);
    }
    return edited;
  }

  private static String edit(String text, List<Span> spans, Script script) {
    Span span = script.oneOf(spans);
    String value = text.substring(span.from(), span.to());
    Span other = script.oneOf(spans);
    String otherValue = text.substring(other.from(), other.to());
    String edited = switch (script.below(8)) {
      case 0 -> replace(text, span.from(), span.to(), script.oneOf(ODD));
      case 1 -> replace(text, span.from(), span.to(), otherValue);
      case 2 -> replace(text, span.from(), span.to(), Long.toString(script.number() >> script.below(64)));
      case 3 -> without(text, span);
      case 4 -> span.isMember()
          ? replace(text, span.member(), span.member(), text.substring(span.member(), span.to()) + ", ")
          : replace(text, span.from(), span.from(), value + ", ");
      case 5 -> other.isMember() && span.isMember()
          ? replace(text, span.member(), span.member(), text.substring(other.member(), other.to()) + ", ")
          : replace(text, span.from(), span.to(), "[" + value + ", " + otherValue + "]");
      case 6 -> {
        int times = 1 + script.below(200);
        yield replace(text, span.from(), span.to(), "[".repeat(times) + value + "]".repeat(times));
      }
      default -> replace(text, span.from(), span.to(), (value + ", ").repeat(1 + script.below(100)) + value);
    };
    return edited.length() < LONGEST ? edited : text;
  }

  private static String replace(String text, int from, int to, String by) {
    return text.substring(0, from) + by + text.substring(to);
  }

  /** The text without a value, and the comma behind or before it. */
  private static String without(String text, Span span) {
    int from = span.member();
    int to = span.to();
    int next = behindBlanks(text, to);
    if (next < text.length() && text.charAt(next) == ',') {
      return replace(text, from, next + 1, "");
    }
    int before = from - 1;
    while (before >= 0 && Character.isWhitespace(text.charAt(before))) {
      before--;
    }
    return replace(text, before >= 0 && text.charAt(before) == ',' ? before : from, to, "");
  }

  private static int behindBlanks(String text, int at) {
    int next = at;
    while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
      next++;
    }
    return next;
  }

  /** All values; those of a text that is no JSON as far as they can be told. */
  private static List<Span> spans(String text) {
    List<Span> spans = new ArrayList<>();
    List<int[]> open = new ArrayList<>();
    int member = -1;
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      int from = at;
      if (c == '{' || c == '[') {
        open.add(new int[] {member < 0 ? at : member, at});
        member = -1;
        at++;
      } else if (c == '}' || c == ']') {
        at++;
        if (!open.isEmpty()) {
          int[] begin = open.remove(open.size() - 1);
          spans.add(new Span(begin[0], begin[1], at));
        }
        member = -1;
      } else if (c == '"') {
        at = endOfString(text, at);
        int next = behindBlanks(text, at);
        if (next < text.length() && text.charAt(next) == ':') {
          member = from;
          at = next + 1;
        } else {
          spans.add(new Span(member < 0 ? from : member, from, at));
          member = -1;
        }
      } else if (c == ',' || Character.isWhitespace(c) || c == ':') {
        at++;
      } else {
        while (at < text.length() && ",]}: \n\"".indexOf(text.charAt(at)) < 0) {
          at++;
        }
        spans.add(new Span(member < 0 ? from : member, from, at));
        member = -1;
      }
    }
    return spans;
  }

  private static int endOfString(String text, int from) {
    int at = from + 1;
    while (at < text.length() && text.charAt(at) != '"') {
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    return Math.min(text.length(), at + 1);
  }
}
