package org.neurona.plots;

import org.neurona.plots.drawing.TextStyle;

/** Colours and letters of all pictures. */
final class Palette {
  /** Text. */
  static final int INK = 0x1f2937;
  /** Text that explains. */
  static final int MUTED = 0x6b7280;
  /** Lines of a grid and borders. */
  static final int RULE = 0xe5e7eb;
  /** Lines between boxes, and axes. */
  static final int LINE = 0x9ca3af;
  /** What was trained on. */
  static final int TRAIN = 0x2563eb;
  /** What was validated on. */
  static final int VALIDATION = 0xea580c;
  /** What is wrong. */
  static final int WRONG = 0xdc2626;
  /** Things that are told apart: blue, orange, green, purple, pink, teal, brown, grey. */
  static final int[] SERIES = {0x2563eb, 0xea580c, 0x16a34a, 0x9333ea, 0xdb2777, 0x0d9488, 0x92400e, 0x475569};

  /** A heading. */
  static final TextStyle HEADING = TextStyle.of(15, INK).inBold();
  /** What is read. */
  static final TextStyle BODY = TextStyle.of(12, INK);
  /** What explains. */
  static final TextStyle NOTE = TextStyle.of(11, MUTED);

  private Palette() {}

  /** The colour so far, from 0 to 1, on the way from one to another. */
  static int between(int from, int to, double way) {
    int mixed = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      double start = from >> shift & 0xff;
      double end = to >> shift & 0xff;
      mixed |= (int) Math.round(start + (end - start) * way) << shift;
    }
    return mixed;
  }
}
