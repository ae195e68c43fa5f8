package org.neurona.examples.files;

/** Text of files that strangers made, as a terminal may be given it. */
public final class PrintableText {
  private PrintableText() {}

  /** The text with every control character but the ends of lines written out, so that none does anything. */
  public static String of(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    text.codePoints().forEach(point -> {
      int type = Character.getType(point);
      boolean acts = Character.isISOControl(point) && point != '\n' || type == Character.FORMAT;
      plain.append(acts ? String.format("\\u%04x", point) : Character.toString(point));
    });
    return plain.toString();
  }

  /** The text on one line, with every control character written out. */
  public static String line(String text) {
    return of(text).replace("\n", "\\n");
  }
}
