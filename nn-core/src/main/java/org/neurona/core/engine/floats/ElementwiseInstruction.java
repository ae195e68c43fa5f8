package org.neurona.core.engine.floats;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.neurona.core.engine.CompoundFunction;
import org.neurona.core.engine.CounterRandom;
import org.neurona.core.engine.FloatKernels;
import org.neurona.ops.BinaryFunction;
import org.neurona.ops.RandomUniform;
import org.neurona.ops.UnaryFunction;

/**
 * Several elementwise operations in one pass: short stretches of the operands go through all of them while they are in
 * the nearest cache.
 */
final class ElementwiseInstruction extends Instruction {
  /** Elements in a stretch: a dozen operands of it fit in a first-level cache. */
  static final int STRETCH = 512;
  /** Nanoseconds for what an element needs from memory, and for each step. */
  private static final double ELEMENT_COST = 0.25;
  private static final double STEP_COST = 0.06;
  private static final double TILE_COST = 2000;

  /**
   * A kernel call.
   *
   * @param function a {@link UnaryFunction}, {@link BinaryFunction} or {@link CompoundFunction}; null for another
   * @param random what draws random numbers; null for another
   * @param operands the places of the operands
   * @param result the place of the result
   */
  record Step(Enum<?> function, RandomUniform random, int[] operands, int result) {
    static Step of(Enum<?> function, int[] operands, int result) {
      return new Step(function, null, operands, result);
    }

    static Step select(int[] operands, int result) {
      return new Step(null, null, operands, result);
    }

    static Step random(RandomUniform random, int result) {
      return new Step(null, random, new int[0], result);
    }

    boolean reads(int register) {
      return IntStream.of(operands).anyMatch(operand -> operand == register);
    }
  }

  /**
   * An operand from outside.
   *
   * @param register its place
   * @param buffer where it lives; null for a constant
   * @param constant its value where it is one
   * @param inner how many elements of the result in a row take the same element
   * @param period how many elements it has
   */
  record Operand(int register, Buffer buffer, float constant, int inner, int period) {}

  /**
   * A result that is kept.
   *
   * @param register its place
   * @param buffer where it goes
   * @param deferred whether it must wait, for a later step reads what is there
   */
  record Result(int register, Buffer buffer, boolean deferred) {}

  private final FloatKernels kernels;
  private final int size;
  private final Step[] steps;
  private final Operand[] operands;
  private final Result[] results;
  private final int rowLength;
  private final int stretch;
  private final int tile;
  private final double elementCost;
  private final Registers[] registers;
  private final long[] keys;

  /**
   * An instruction.
   *
   * @param size how many elements the operations have
   * @param scratchOf for each register its place in scratch memory, or -1
   * @param scratchCount how many places of scratch memory there are
   * @param workers how many workers there may be
   */
  ElementwiseInstruction(FloatKernels kernels, int size, Step[] steps, Operand[] operands, Result[] results,
      int[] scratchOf, int scratchCount, int workers) {
    this.kernels = kernels;
    this.size = size;
    this.steps = steps;
    this.operands = operands;
    this.results = results;
    this.rowLength = rowLength(operands, size);
    this.stretch = rowLength <= STRETCH ? STRETCH / rowLength * rowLength : STRETCH;
    this.elementCost = ELEMENT_COST + STEP_COST * steps.length;
    int wanted = (int) Math.max(STRETCH, TILE_COST / elementCost);
    int unit = Math.max(rowLength, stretch);
    this.tile = Math.max(1, (wanted + unit / 2) / unit) * unit;
    this.keys = new long[steps.length];
    this.registers = new Registers[workers];
    for (int worker = 0; worker < workers; worker++) {
      registers[worker] = new Registers(scratchOf, new float[scratchCount * STRETCH]);
    }
  }

  /** The arrays and offsets at which one worker has the registers just now. */
  private static final class Registers {
    /** Unused places behind the others, so that no two workers write to one cache line. */
    private static final int APART = 32;
    final float[][] arrays;
    final int[] offsets;

    Registers(int[] scratchOf, float[] scratch) {
      arrays = new float[scratchOf.length + APART][];
      offsets = new int[scratchOf.length + APART];
      for (int i = 0; i < scratchOf.length; i++) {
        if (scratchOf[i] >= 0) {
          arrays[i] = scratch;
          offsets[i] = scratchOf[i] * STRETCH;
        }
      }
    }

    /** Says where a register is. Arrays are seldom others than before, and to store one costs G1 a fence. */
    void point(int register, float[] array, int offset) {
      if (arrays[register] != array) {
        arrays[register] = array;
      }
      offsets[register] = offset;
    }

    /** The number at a place that has the same number everywhere. */
    float number(int register) {
      return arrays[register][offsets[register]];
    }
  }

  /** The longest period of an operand that repeats: stretches start where it does. */
  private static int rowLength(Operand[] operands, int size) {
    int longest = 1;
    for (Operand operand : operands) {
      if (isRepeatedRow(operand, size)) {
        longest = Math.max(longest, operand.period());
      }
    }
    return longest;
  }

  /** Whether an operand is the same number everywhere. */
  static boolean isNumber(Operand operand) {
    return operand.buffer() == null || operand.period() == 1;
  }

  static boolean isFull(Operand operand, int size) {
    return operand.buffer() != null && operand.inner() == 1 && operand.period() == size;
  }

  private static boolean isRepeatedRow(Operand operand, int size) {
    return operand.buffer() != null && operand.inner() == 1 && operand.period() < size && operand.period() > 1;
  }

  @Override
  int tiles() {
    return (size + tile - 1) / tile;
  }

  @Override
  double tileCost() {
    return Math.min(size, tile) * elementCost;
  }

  @Override
  void begin(long seed, long step) {
    for (int i = 0; i < steps.length; i++) {
      RandomUniform random = steps[i].random();
      if (random != null) {
        keys[i] = CounterRandom.key(random.seed() == null ? seed : random.seed(), random.stream(), step);
      }
    }
  }

  @Override
  void run(int worker, int from, int to) {
    Registers own = registers[worker];
    for (Operand operand : operands) {
      if (isFull(operand, size)) {
        continue;
      }
      if (isNumber(operand)) {
        float value = operand.buffer() == null ? operand.constant() : operand.buffer().array()[operand.buffer().offset()];
        int start = own.offsets[operand.register()];
        Arrays.fill(own.arrays[operand.register()], start, start + STRETCH, value);
      } else if (isRepeatedRow(operand, size) && rowLength <= STRETCH) {
        spread(operand, own, 0, stretch);
      }
    }
    int end = Math.min(size, to * tile);
    for (int start = from * tile; start < end;) {
      int length = Math.min(end - start, stretch);
      if (rowLength > STRETCH) {
        length = Math.min(length, rowLength - start % rowLength);
      }
      load(own, start, length);
      compute(own, start, length);
      for (Result result : results) {
        if (result.deferred()) {
          System.arraycopy(own.arrays[result.register()], own.offsets[result.register()], result.buffer().array(),
              result.buffer().offset() + start, length);
        }
      }
      start += length;
    }
  }

  /** Points the registers of operands and results to a stretch. */
  private void load(Registers own, int start, int length) {
    for (Operand operand : operands) {
      if (isFull(operand, size)) {
        own.point(operand.register(), operand.buffer().array(), operand.buffer().offset() + start);
      } else if (isRepeatedRow(operand, size)) {
        if (rowLength > STRETCH) {
          spread(operand, own, start, length);
        }
      } else if (operand.buffer() != null && operand.period() > 1) {
        spread(operand, own, start, length);
      }
    }
    for (Result result : results) {
      if (!result.deferred()) {
        own.point(result.register(), result.buffer().array(), result.buffer().offset() + start);
      }
    }
  }

  /** Writes an operand that repeats out for a stretch. */
  private void spread(Operand operand, Registers own, int start, int length) {
    float[] source = operand.buffer().array();
    int sourceStart = operand.buffer().offset();
    float[] target = own.arrays[operand.register()];
    int targetStart = own.offsets[operand.register()];
    int inner = operand.inner();
    int period = operand.period();
    if (inner == 1) {
      for (int done = 0; done < length;) {
        int at = (start + done) % period;
        int count = Math.min(length - done, period - at);
        System.arraycopy(source, sourceStart + at, target, targetStart + done, count);
        done += count;
      }
    } else {
      for (int done = 0; done < length;) {
        int group = (start + done) / inner;
        int count = Math.min(length - done, (group + 1) * inner - start - done);
        float value = source[sourceStart + group % period];
        for (int i = targetStart + done; i < targetStart + done + count; i++) {
          target[i] = value;
        }
        done += count;
      }
    }
  }

  private void compute(Registers own, int start, int length) {
    for (int i = 0; i < steps.length; i++) {
      Step step = steps[i];
      int[] operands = step.operands();
      float[] result = own.arrays[step.result()];
      int at = own.offsets[step.result()];
      if (step.function() instanceof UnaryFunction unary) {
        kernels.unary(unary, own.arrays[operands[0]], own.offsets[operands[0]], result, at, length);
      } else if (step.function() instanceof BinaryFunction binary) {
        kernels.binary(binary, own.arrays[operands[0]], own.offsets[operands[0]], own.arrays[operands[1]],
            own.offsets[operands[1]], result, at, length);
      } else if (step.function() instanceof CompoundFunction compound) {
        kernels.compound(compound, own.arrays[operands[0]], own.offsets[operands[0]], own.arrays[operands[1]],
            own.offsets[operands[1]], own.arrays[operands[2]], own.offsets[operands[2]], own.number(operands[3]),
            own.number(operands[4]), result, at, length);
      } else if (step.random() == null) {
        kernels.select(own.arrays[operands[0]], own.offsets[operands[0]], own.arrays[operands[1]],
            own.offsets[operands[1]], own.arrays[operands[2]], own.offsets[operands[2]], result, at, length);
      } else {
        for (int j = 0; j < length; j++) {
          result[at + j] = CounterRandom.uniform(keys[i], (long) start + j);
        }
      }
    }
  }
}
