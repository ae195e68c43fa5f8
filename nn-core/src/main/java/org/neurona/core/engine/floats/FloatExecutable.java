package org.neurona.core.engine.floats;

import java.util.List;
import java.util.Map;
import org.neurona.NDArray;
import org.neurona.Shape;
import org.neurona.core.engine.Executable;
import org.neurona.core.engine.WorkerTeam;
import org.neurona.data.Rows;
import org.neurona.ops.Tensor;

/** A graph as phases of instructions over one block of memory. */
final class FloatExecutable implements Executable {
  private final WorkerTeam team;
  private final Preparation preparation;
  private final PhasedProgram program;
  private final Map<Tensor, Feed> feeds;
  private final Map<Tensor, Buffer> scalars;
  private final List<Shape> outputShapes;
  private final List<Buffer> outputs;

  /**
   * An executable.
   *
   * @param preparation what comes before the program if variables have changed
   * @param feeds what takes the rows of placeholders with rows
   * @param scalars where the values of scalar placeholders go
   */
  FloatExecutable(WorkerTeam team, Preparation preparation, PhasedProgram program, Map<Tensor, Feed> feeds,
      Map<Tensor, Buffer> scalars, List<Shape> outputShapes, List<Buffer> outputs) {
    this.team = team;
    this.preparation = preparation;
    this.program = program;
    this.feeds = feeds;
    this.scalars = scalars;
    this.outputShapes = outputShapes;
    this.outputs = outputs;
  }

  /** About how long a run takes on one worker, in nanoseconds. */
  double nanos() {
    return program.nanos();
  }

  @Override
  public void feed(Tensor placeholder, Rows rows) {
    Executable.requireShape(placeholder, rows.shape());
    feeds.get(placeholder).give(rows);
  }

  @Override
  public void feed(Tensor placeholder, double value) {
    Executable.requireShape(placeholder, Shape.of());
    Buffer buffer = scalars.get(placeholder);
    buffer.array()[buffer.offset()] = (float) value;
  }

  @Override
  public void run(long seed, long step) {
    preparation.refresh(team);
    program.begin(seed, step);
    team.run(program);
  }

  @Override
  public NDArray output(int index) {
    Buffer buffer = outputs.get(index);
    float[] copy = new float[outputShapes.get(index).size()];
    System.arraycopy(buffer.array(), buffer.offset(), copy, 0, copy.length);
    return NDArray.wrap(outputShapes.get(index), copy);
  }

  @Override
  public void output(int index, double[] target) {
    Buffer buffer = outputs.get(index);
    int size = outputShapes.get(index).size();
    for (int i = 0; i < size; i++) {
      target[i] = buffer.array()[buffer.offset() + i];
    }
  }
}
