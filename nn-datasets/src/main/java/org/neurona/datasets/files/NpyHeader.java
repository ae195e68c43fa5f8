package org.neurona.datasets.files;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.neurona.Shape;

/**
 * What stands before the elements of an {@code .npy} file (numpy/lib/format.py): magic, version, length and a Python
 * dictionary such as {@code {'descr': '<f4', 'fortran_order': False, 'shape': (60000, 784), }}.
 */
record NpyHeader(String descr, boolean fortranOrder, Shape shape) {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  /** NumPy's own limit for files that it doesn't trust. */
  private static final int MAX_LENGTH = 10_000;
  private static final int ALIGNMENT = 64;
  /** NumPy leaves room for the first axis to grow to any 64-bit length. */
  private static final int GROWTH_DIGITS = 21;

  /** Reads the header; the source stands at the first element then. */
  static NpyHeader read(BinarySource source) throws IOException {
    byte[] magic = source.read(MAGIC.length, "the magic number");
    if (!Arrays.equals(magic, MAGIC)) {
      throw source.failure(0, "expected an .npy file, which begins with 0x93 NUMPY, got "
          + BinarySource.hex(magic));
    }
    byte[] version = source.read(2, "the version");
    if (version[0] < 1 || version[0] > 3 || version[1] != 0) {
      throw source.failure(MAGIC.length, "unknown format version " + (version[0] & 255) + "." + (version[1] & 255)
          + "; known: 1.0, 2.0, 3.0");
    }
    byte[] size = source.read(version[0] == 1 ? 2 : 4, "the header length");
    long length = 0;
    for (int i = size.length - 1; i >= 0; i--) {
      length = length << 8 | size[i] & 255;
    }
    if (length > MAX_LENGTH) {
      throw source.failure(MAGIC.length + 2,
          "a header of " + length + " bytes is longer than the " + MAX_LENGTH + " that are read");
    }
    long start = source.position();
    byte[] text = source.read((int) length, "the header");
    String dictionary = new String(text, version[0] == 3 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
    return new Parser(source, start, dictionary).parse();
  }

  /** The whole header as NumPy writes it, byte for byte. */
  byte[] toBytes() {
    String lengths = shape.toString();
    StringBuilder text = new StringBuilder("{'descr': '" + descr + "', 'fortran_order': "
        + (fortranOrder ? "True" : "False") + ", 'shape': " + lengths + ", }");
    if (shape.rank() > 0) {
      String growing = Integer.toString(shape.dim(fortranOrder ? -1 : 0));
      text.append(" ".repeat(GROWTH_DIGITS - growing.length()));
    }
    int prefix = MAGIC.length + 4;
    int unpadded = prefix + text.length() + 1;
    text.append(" ".repeat((ALIGNMENT - unpadded % ALIGNMENT) % ALIGNMENT)).append('\n');
    byte[] bytes = Arrays.copyOf(MAGIC, prefix + text.length());
    bytes[MAGIC.length] = 1;
    bytes[MAGIC.length + 2] = (byte) text.length();
    bytes[MAGIC.length + 3] = (byte) (text.length() >> 8);
    System.arraycopy(text.toString().getBytes(StandardCharsets.ISO_8859_1), 0, bytes, prefix, text.length());
    return bytes;
  }

  /** Reads the one form of dictionary that NumPy writes; anything else in it is an error, and nothing is evaluated. */
  private static final class Parser {
    private final BinarySource source;
    private final long start;
    private final String text;
    private int at;

    Parser(BinarySource source, long start, String text) {
      this.source = source;
      this.start = start;
      this.text = text;
    }

    NpyHeader parse() throws IOException {
      String descr = null;
      Boolean fortranOrder = null;
      Shape shape = null;
      expect('{');
      while (!skip('}')) {
        int keyAt = at;
        String key = string("a key");
        expect(':');
        boolean repeated;
        switch (key) {
          case "descr":
            repeated = descr != null;
            descr = descr();
            break;
          case "fortran_order":
            repeated = fortranOrder != null;
            fortranOrder = bool();
            break;
          case "shape":
            repeated = shape != null;
            shape = shape();
            break;
          default:
            throw failure(keyAt, "unknown key '" + key + "'; expected descr, fortran_order and shape");
        }
        if (repeated) {
          throw failure(keyAt, "key '" + key + "' comes twice");
        }
        if (!skip(',') && !isNext('}')) {
          throw expected("',' or '}'");
        }
      }
      blanks();
      if (at < text.length()) {
        throw expected("the end of the header");
      }
      if (descr == null || fortranOrder == null || shape == null) {
        throw failure(0, "key '" + (descr == null ? "descr" : fortranOrder == null ? "fortran_order" : "shape")
            + "' is missing");
      }
      return new NpyHeader(descr, fortranOrder, shape);
    }

    private String descr() throws IOException {
      if (isNext('[')) {
        throw failure(at, "records (structured dtypes) are not supported; save each field as an array of its own");
      }
      return string("a dtype");
    }

    private String string(String what) throws IOException {
      blanks();
      char quote = at < text.length() ? text.charAt(at) : 0;
      int end = quote == '\'' || quote == '"' ? text.indexOf(quote, at + 1) : -1;
      if (end < 0) {
        throw expected(what + " in quotes");
      }
      String value = text.substring(at + 1, end);
      at = end + 1;
      return value;
    }

    private boolean bool() throws IOException {
      blanks();
      for (String word : List.of("True", "False")) {
        if (text.startsWith(word, at)) {
          at += word.length();
          return word.equals("True");
        }
      }
      throw expected("True or False");
    }

    private Shape shape() throws IOException {
      List<Integer> dims = new ArrayList<>();
      expect('(');
      boolean comma = true;
      while (!skip(')')) {
        if (!comma) {
          throw expected("',' or ')'");
        }
        dims.add(length());
        comma = skip(',');
      }
      if (dims.size() == 1 && !comma) {
        throw failure(at, "a shape of one axis is written with a comma, as (3,)");
      }
      return Shape.of(dims);
    }

    private int length() throws IOException {
      blanks();
      int from = at;
      while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
        at++;
      }
      String digits = text.substring(from, at);
      if (digits.isEmpty()) {
        throw expected("an axis length");
      }
      try {
        return Integer.parseInt(digits);
      } catch (NumberFormatException e) {
        throw failure(from, "an axis length of " + digits + " is more than an array can have");
      }
    }

    private void expect(char wanted) throws IOException {
      if (!skip(wanted)) {
        throw expected("'" + wanted + "'");
      }
    }

    private boolean skip(char wanted) {
      boolean there = isNext(wanted);
      if (there) {
        at++;
      }
      return there;
    }

    private boolean isNext(char wanted) {
      blanks();
      return at < text.length() && text.charAt(at) == wanted;
    }

    private void blanks() {
      while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\n')) {
        at++;
      }
    }

    private IOException expected(String what) {
      return failure(at, "expected " + what + ", got "
          + (at < text.length() ? "'" + text.charAt(at) + "'" : "the end of the header"));
    }

    private IOException failure(int index, String reason) {
      return source.failure(start + index, reason);
    }
  }
}
