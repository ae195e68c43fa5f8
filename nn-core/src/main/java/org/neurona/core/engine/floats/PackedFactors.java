package org.neurona.core.engine.floats;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.neurona.core.engine.FloatKernels;
import org.neurona.core.engine.floats.MatMulInstruction.Factor;
import org.neurona.core.plan.Fusion;
import org.neurona.ops.Op;
import org.neurona.ops.ReadVariable;

/**
 * Right factors of products that stay the same while plans run many times: laid out as the kernels read them best, once
 * for all runs and all plans that have this object.
 */
final class PackedFactors {
  private record Key(Factor factor, int n, int k) {
    // What a record has of these by itself takes milliseconds at the first call.

    @Override
    public boolean equals(Object other) {
      return other instanceof Key key && n == key.n && k == key.k && factor.equals(key.factor);
    }

    @Override
    public int hashCode() {
      return 31 * (31 * factor.hashCode() + n) + k;
    }
  }

  private final FloatKernels kernels;
  private final boolean ofVariables;
  private final Map<Key, float[]> packed = new LinkedHashMap<>();

  /**
   * Factors.
   *
   * @param ofVariables whether variables alone stay the same, and several workers share large products; otherwise all
   *     that comes from outside stays, but a product of one row is not worth it
   */
  PackedFactors(FloatKernels kernels, boolean ofVariables) {
    this.kernels = kernels;
    this.ofVariables = ofVariables;
  }

  /**
   * Where a k x n factor is laid out for a product of m rows, or null if nothing is gained by it.
   *
   * @param op what makes the factor
   */
  float[] of(Op op, Factor factor, int m, int n, int k) {
    boolean gains = ofVariables ? op instanceof ReadVariable && MatMulInstruction.isOneTile(m, n, k)
        : m > 1 && Fusion.isSource(op);
    if (!gains || n == 0 || k == 0 || factor.buffer() instanceof MovingBuffer || kernels.packedSize(n, k) == 0) {
      return null;
    }
    Key key = new Key(factor, n, k);
    float[] to = packed.get(key);
    if (to == null) {
      to = new float[kernels.packedSize(n, k)];
      packed.put(key, to);
    }
    return to;
  }

  /** What lays all factors out. */
  List<Instruction> instructions() {
    List<Instruction> instructions = new ArrayList<>();
    for (Map.Entry<Key, float[]> each : packed.entrySet()) {
      Key key = each.getKey();
      instructions.add(new Packing(kernels, key.factor(), key.n(), key.k(), each.getValue()));
    }
    return instructions;
  }

  /** Lays all factors out, in the calling thread. */
  void layOut() {
    for (Map.Entry<Key, float[]> each : packed.entrySet()) {
      Key key = each.getKey();
      Factor from = key.factor();
      kernels.pack(key.n(), key.k(), 0, key.n(), from.buffer().array(), from.buffer().offset(), from.row(),
          from.column(), each.getValue());
    }
  }

  /** Lays one factor out, some columns to a tile. */
  private static final class Packing extends RowInstruction {
    private static final double ELEMENT_COST = 0.1;

    private final FloatKernels kernels;
    private final Factor from;
    private final int n;
    private final int k;
    private final float[] to;

    Packing(FloatKernels kernels, Factor from, int n, int k, float[] to) {
      super((n - 1) / kernels.matmulColumnGrain() + 1, 5 + ELEMENT_COST * k * kernels.matmulColumnGrain());
      this.kernels = kernels;
      this.from = from;
      this.n = n;
      this.k = k;
      this.to = to;
    }

    @Override
    void rows(int worker, int first, int end) {
      int grain = kernels.matmulColumnGrain();
      kernels.pack(n, k, first * grain, Math.min(n, end * grain), from.buffer().array(), from.buffer().offset(),
          from.row(), from.column(), to);
    }
  }
}
