package org.neurona.core.engine.floats;

import java.util.List;
import java.util.Map;
import org.neurona.NDArray;
import org.neurona.Shape;
import org.neurona.ShapeMismatchException;
import org.neurona.core.engine.Executable;
import org.neurona.core.engine.WorkerTeam;
import org.neurona.data.Rows;
import org.neurona.ops.Placeholder;
import org.neurona.ops.Tensor;

/** A graph as phases of instructions over one block of memory. */
final class FloatExecutable implements Executable {
  private final WorkerTeam team;
  private final PhasedProgram program;
  private final Map<Tensor, Buffer> placeholders;
  private final List<Shape> outputShapes;
  private final List<Buffer> outputs;

  FloatExecutable(WorkerTeam team, PhasedProgram program, Map<Tensor, Buffer> placeholders, List<Shape> outputShapes,
      List<Buffer> outputs) {
    this.team = team;
    this.program = program;
    this.placeholders = placeholders;
    this.outputShapes = outputShapes;
    this.outputs = outputs;
  }

  @Override
  public void feed(Tensor placeholder, Rows rows) {
    if (!rows.shape().equals(placeholder.shape())) {
      throw new ShapeMismatchException(((Placeholder) placeholder.op()).name(), "shape " + placeholder.shape(),
          rows.shape());
    }
    Buffer buffer = placeholders.get(placeholder);
    rows.copyTo(buffer.array(), buffer.offset());
  }

  @Override
  public void feed(Tensor placeholder, double value) {
    Buffer buffer = placeholders.get(placeholder);
    buffer.array()[buffer.offset()] = (float) value;
  }

  @Override
  public void run(long seed, long step) {
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
