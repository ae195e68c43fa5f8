package org.neurona.io.keras;

import java.util.ArrayList;
import java.util.List;
import org.neurona.io.UnsupportedModelException;

/** What a file has that this library lacks, gathered so that all of it is said at once. */
final class Findings {
  private static final int LISTED = 50;

  private final List<String> parts = new ArrayList<>();

  /** Notes a part, once. */
  void unsupported(String part) {
    if (!parts.contains(part)) {
      parts.add(part);
    }
  }

  boolean isEmpty() {
    return parts.isEmpty();
  }

  /** Fails if there is any. */
  void requireNone(String file) throws UnsupportedModelException {
    if (!parts.isEmpty()) {
      List<String> listed = new ArrayList<>(parts.subList(0, Math.min(LISTED, parts.size())));
      if (parts.size() > LISTED) {
        listed.add("and " + (parts.size() - LISTED) + " more");
      }
      throw new UnsupportedModelException(file, listed);
    }
  }
}
