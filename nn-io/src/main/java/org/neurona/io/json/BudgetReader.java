package org.neurona.io.json;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/** Passes on no more characters than were allowed, so that no single text or structure can grow without bound. */
final class BudgetReader extends FilterReader {
  private long left;

  BudgetReader(Reader reader) {
    super(reader);
  }

  /** Allows so many characters from here on. */
  void allow(long characters) {
    left = characters;
  }

  /** Takes so many characters away from what is left, for memory that a short text would otherwise get for nothing. */
  void spend(long characters) {
    left -= characters;
    requireSome();
  }

  private void requireSome() {
    if (left <= 0) {
      throw new IllegalArgumentException("too long: a text or a part of the structure has more characters than are "
          + "allowed");
    }
  }

  @Override
  public int read(char[] buffer, int offset, int length) throws IOException {
    requireSome();
    int count = super.read(buffer, offset, (int) Math.min(length, left));
    left -= Math.max(count, 0);
    return count;
  }
}
