package org.neurona.core.engine.floats;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.neurona.NDArray;
import org.neurona.Shape;
import org.neurona.core.engine.Executable;
import org.neurona.core.engine.FloatKernels;
import org.neurona.core.engine.Graph;
import org.neurona.core.plan.Fusion;
import org.neurona.core.plan.Lowering;
import org.neurona.core.plan.MemoryLayout;
import org.neurona.core.plan.Schedule;
import org.neurona.core.plan.Simplification;
import org.neurona.core.plan.Unit;
import org.neurona.ops.Constant;
import org.neurona.ops.Fill;
import org.neurona.ops.Placeholder;
import org.neurona.ops.ReadVariable;
import org.neurona.ops.Tensor;

/** Plans a graph for float32 kernels: passes over the graph, then an instruction for each unit. */
final class FloatCompiler {
  private final FloatBackend backend;
  private final Graph graph;
  private final FloatStorage storage;
  private final Map<Tensor, Buffer> constants = new IdentityHashMap<>();
  private final List<Unit> units;
  private final Schedule schedule;
  private final MemoryLayout layout;
  private final float[] memory;

  FloatCompiler(FloatBackend backend, Graph graph, FloatStorage storage) {
    this.backend = backend;
    this.storage = storage;
    this.graph = Lowering.of(Simplification.of(graph));
    this.units = Fusion.of(this.graph);
    this.schedule = Schedule.of(this.graph, units);
    this.layout = MemoryLayout.of(this.graph, units, schedule);
    this.memory = new float[layout.size()];
  }

  Executable compile() {
    Map<Tensor, FeedInstruction> feeds = new IdentityHashMap<>();
    Map<Tensor, Buffer> scalars = new IdentityHashMap<>();
    for (Tensor placeholder : graph.placeholders()) {
      if (placeholder.rank() == 0) {
        scalars.put(placeholder, locate(placeholder));
      } else {
        feeds.put(placeholder, new FeedInstruction(((Placeholder) placeholder.op()).name(), placeholder.shape(),
            locate(placeholder)));
      }
    }
    List<List<Instruction>> phases = new ArrayList<>();
    phases.add(List.copyOf(feeds.values()));
    for (List<Unit> phase : schedule.phases()) {
      List<Instruction> instructions = new ArrayList<>();
      for (Unit unit : phase) {
        if (unit.shape().size() > 0) {
          instructions.addAll(instructions(unit));
        }
      }
      phases.add(instructions);
    }
    phases.add(copies());
    phases.removeIf(List::isEmpty);
    List<Shape> shapes = graph.outputs().stream().map(Tensor::shape).toList();
    List<Buffer> outputs = graph.outputs().stream().map(output -> locate(Fusion.origin(output))).toList();
    return new FloatExecutable(backend.team(), new PhasedProgram(phases), feeds, scalars, shapes,
        outputs);
  }

  private List<Instruction> instructions(Unit unit) {
    FloatKernels kernels = backend.kernels();
    int workers = backend.team().workers();
    return unit.isElementwise()
        ? List.of(new ElementwiseCompiler(unit, this::locate).compile(kernels, workers))
        : InstructionTable.of(unit.nodes().get(0), this::locate, kernels, workers);
  }

  private List<Instruction> copies() {
    List<Instruction> copies = new ArrayList<>();
    for (Graph.Assignment copy : schedule.copies()) {
      int size = copy.variable().shape().size();
      copies.add(new CopyInstruction(new int[] {1, size}, locate(Fusion.origin(copy.value())), new int[] {0, 1},
          storage.buffer(copy.variable()), new int[] {0, 1}));
    }
    return copies;
  }

  /** Where a value lives, or null for one that is not kept. */
  private Buffer locate(Tensor tensor) {
    if (tensor.op() instanceof ReadVariable read) {
      return storage.buffer(read.variable());
    }
    if (tensor.op() instanceof Constant || tensor.op() instanceof Fill) {
      return constants.computeIfAbsent(tensor, FloatCompiler::constant);
    }
    if (schedule.inPlace().containsKey(tensor)) {
      return storage.buffer(schedule.inPlace().get(tensor));
    }
    Integer offset = layout.offset(tensor);
    return offset == null ? null : new Buffer(memory, offset);
  }

  private static Buffer constant(Tensor tensor) {
    NDArray value = tensor.op() instanceof Constant constant ? constant.value()
        : NDArray.full(tensor.shape(), (float) ((Fill) tensor.op()).value());
    return new Buffer(value.toFloatArray(), 0);
  }
}
