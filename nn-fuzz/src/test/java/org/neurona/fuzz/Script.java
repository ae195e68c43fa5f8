package org.neurona.fuzz;

import java.util.List;

/** Bytes that a fuzzer makes up, read as decisions; at their end all decisions are the first choice. */
final class Script {
  private final byte[] bytes;
  private int at;

  Script(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Whether there are more decisions. */
  boolean goesOn() {
    return at < bytes.length;
  }

  /** A number below a bound. */
  int below(int bound) {
    int value = next();
    for (int span = 256; span < bound; span <<= 8) {
      value = value << 8 | next();
      if (span == 1 << 24) {
        break;
      }
    }
    return Integer.remainderUnsigned(value, bound);
  }

  /** One of some things. */
  <T> T oneOf(List<T> things) {
    return things.get(below(things.size()));
  }

  /** Any number. */
  long number() {
    long value = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      value = value << 8 | next();
    }
    return value;
  }

  private int next() {
    return at < bytes.length ? bytes[at++] & 0xff : 0;
  }
}
