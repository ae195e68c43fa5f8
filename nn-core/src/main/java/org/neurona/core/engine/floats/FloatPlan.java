package org.neurona.core.engine.floats;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.neurona.NDArray;
import org.neurona.core.engine.FloatKernels;
import org.neurona.core.engine.Graph;
import org.neurona.core.plan.Epilogues;
import org.neurona.core.plan.Fusion;
import org.neurona.core.plan.HalvedProducts;
import org.neurona.core.plan.Lowering;
import org.neurona.core.plan.MemoryLayout;
import org.neurona.core.plan.ScanMerging;
import org.neurona.core.plan.Schedule;
import org.neurona.core.plan.Simplification;
import org.neurona.core.plan.Unit;
import org.neurona.ops.Constant;
import org.neurona.ops.Fill;
import org.neurona.ops.Node;
import org.neurona.ops.ReadVariable;
import org.neurona.ops.Tensor;
import org.neurona.ops.Variable;

/** A graph, planned for float32 kernels: passes over the graph, a block of memory, an instruction for each unit. */
final class FloatPlan implements Function<Tensor, Buffer> {
  private final FloatKernels kernels;
  private final int workers;
  private final Function<Variable, Buffer> variables;
  private final PackedFactors factors;
  private final Graph graph;
  private final List<Unit> units;
  private final Schedule schedule;
  private final Map<Tensor, Buffer> elsewhere = new IdentityHashMap<>();
  private final Map<Tensor, Buffer> constants = new IdentityHashMap<>();
  private MemoryLayout layout;
  private float[] memory;

  /**
   * A plan.
   *
   * @param workers how many workers there may be
   * @param variables where variables live
   */
  FloatPlan(Graph graph, FloatKernels kernels, int workers, Function<Variable, Buffer> variables) {
    this(graph, kernels, workers, variables, null);
  }

  /**
   * A plan whose right factors of products, where they come from outside, are laid out before it runs.
   *
   * @param workers how many workers there may be; one where factors are laid out
   * @param variables where variables live
   * @param factors takes the right factors that are laid out before; null if none are
   */
  FloatPlan(Graph graph, FloatKernels kernels, int workers, Function<Variable, Buffer> variables,
      PackedFactors factors) {
    this.kernels = kernels;
    this.workers = workers;
    this.variables = variables;
    this.factors = factors;
    Graph simple = ScanMerging.of(Simplification.of(graph));
    this.graph = HalvedProducts.of(Epilogues.of(Lowering.of(simple), factors != null));
    this.units = Fusion.of(this.graph);
    this.schedule = Schedule.of(this.graph, units);
  }

  /** The graph as the passes left it. */
  Graph graph() {
    return graph;
  }

  /** Says that a value lives somewhere else than in the plan's memory; before anything is located. */
  void place(Tensor value, Buffer buffer) {
    elsewhere.put(value, buffer);
  }

  /** The instructions, phase by phase. */
  List<List<Instruction>> phases() {
    List<List<Instruction>> phases = new ArrayList<>();
    for (List<Unit> phase : schedule.phases()) {
      List<Instruction> instructions = new ArrayList<>();
      for (Unit unit : phase) {
        if (hasElements(unit)) {
          instructions.addAll(instructions(unit));
        }
      }
      addTo(phases, instructions);
    }
    addTo(phases, copies());
    return phases;
  }

  private static void addTo(List<List<Instruction>> phases, List<Instruction> phase) {
    if (!phase.isEmpty()) {
      phases.add(phase);
    }
  }

  /** Whether anything of a unit's results is to be computed. */
  private static boolean hasElements(Unit unit) {
    for (Node node : unit.nodes()) {
      for (Tensor output : node.outputs()) {
        if (output.shape().size() > 0) {
          return true;
        }
      }
    }
    return false;
  }

  private List<Instruction> instructions(Unit unit) {
    return unit.isElementwise()
        ? List.of(new ElementwiseCompiler(unit, this).compile(kernels, workers))
        : InstructionTable.of(unit.nodes().get(0), this, kernels, workers, factors);
  }

  private List<Instruction> copies() {
    List<Instruction> copies = new ArrayList<>();
    for (Graph.Assignment copy : schedule.copies()) {
      int size = copy.variable().shape().size();
      copies.add(new CopyInstruction(new int[] {1, size}, locate(Fusion.origin(copy.value())), new int[] {0, 1},
          variables.apply(copy.variable()), new int[] {0, 1}));
    }
    return copies;
  }

  @Override
  public Buffer apply(Tensor tensor) {
    return locate(tensor);
  }

  /** Where a value lives, or null for one that is not kept. */
  Buffer locate(Tensor tensor) {
    if (elsewhere.containsKey(tensor)) {
      return elsewhere.get(tensor);
    }
    if (tensor.op() instanceof ReadVariable read) {
      return variables.apply(read.variable());
    }
    if (tensor.op() instanceof Constant || tensor.op() instanceof Fill) {
      if (!constants.containsKey(tensor)) {
        constants.put(tensor, constant(tensor));
      }
      return constants.get(tensor);
    }
    if (schedule.inPlace().containsKey(tensor)) {
      return variables.apply(schedule.inPlace().get(tensor));
    }
    if (layout == null) {
      layout = MemoryLayout.of(graph, units, schedule, elsewhere.keySet());
      memory = new float[layout.size()];
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
