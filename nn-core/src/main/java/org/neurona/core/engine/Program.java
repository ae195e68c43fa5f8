package org.neurona.core.engine;

/**
 * Work that a {@link WorkerTeam} runs together: phases one after the other, each cut into tiles that may run at the same
 * time.
 */
public interface Program {
  /** How many phases there are. */
  int phases();

  /** How many tiles a phase has. The cut depends on the work alone, never on the number of workers. */
  int tiles(int phase);

  /**
   * Runs some tiles of one phase; everything that earlier phases wrote is visible.
   *
   * @param worker the number of the worker, from 0, for scratch memory of its own
   * @param from the first tile
   * @param to one past the last tile
   */
  void run(int phase, int worker, int from, int to);
}
