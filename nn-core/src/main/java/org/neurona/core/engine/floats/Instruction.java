package org.neurona.core.engine.floats;

/** One kernel call of a plan, cut into tiles that may run at the same time. */
abstract class Instruction {
  /** How many tiles there are; a function of the work alone. */
  abstract int tiles();

  /** About how long one tile takes, in nanoseconds, for sharing work out. */
  abstract double tileCost();

  /** Runs some tiles. */
  abstract void run(int worker, int from, int to);

  /** Takes note of what is new in a run; most have nothing to note. */
  void begin(long seed, long step) {}
}
