package org.neurona.core.engine.floats;

import java.util.List;
import org.neurona.core.engine.WorkerTeam;

/**
 * What an executable does before a run: notes that it changes variables, or computes again what depends on them alone,
 * if they have changed.
 */
final class Preparation {
  private final FloatStorage storage;
  private final boolean assigns;
  private final PhasedProgram program;
  private long seen = -1;

  private Preparation(FloatStorage storage, boolean assigns, List<List<Instruction>> phases) {
    this.storage = storage;
    this.assigns = assigns;
    this.program = new PhasedProgram(phases);
  }

  /** Of an executable that changes variables: nothing is computed. */
  static Preparation notingWrites(FloatStorage storage) {
    return new Preparation(storage, true, List.of());
  }

  /** What depends on variables alone, in phases, of an executable that changes none. */
  static Preparation of(FloatStorage storage, List<List<Instruction>> phases) {
    return new Preparation(storage, false, phases);
  }

  /** To be called before each run. */
  void refresh(WorkerTeam team) {
    if (assigns) {
      storage.noteWrite();
    } else if (program.phases() > 0 && seen != storage.writes()) {
      program.begin(0, 0);
      team.run(program);
      seen = storage.writes();
    }
  }
}
