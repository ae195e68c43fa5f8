package org.neurona.core.plan;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Whether a way leads from one unit to another. */
final class Reachability {
  private Reachability() {}

  /**
   * Whether {@code to} is {@code from}, or follows from it in any number of steps.
   *
   * @param next the units that follow one in a single step
   */
  static boolean reaches(Unit from, Unit to, Function<Unit, Collection<Unit>> next) {
    Deque<Unit> open = new ArrayDeque<>(List.of(from));
    Set<Unit> seen = new HashSet<>();
    while (!open.isEmpty()) {
      Unit unit = open.pop();
      if (unit == to) {
        return true;
      }
      if (seen.add(unit)) {
        open.addAll(next.apply(unit));
      }
    }
    return false;
  }
}
