package org.neurona.core.engine.floats;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.neurona.NDArray;
import org.neurona.Shape;
import org.neurona.core.engine.Storage;
import org.neurona.ops.Variable;

/** Variables in float32, one after the other in one array. */
final class FloatStorage implements Storage, Function<Variable, Buffer> {
  /** Variables start at whole cache lines of 16 floats. */
  private static final int ALIGNMENT = 16;

  /** How often the variables of one block of memory may have changed. */
  private static final class Writes {
    private long count;
  }

  private final Map<Variable, Buffer> buffers;
  private final Writes[] writes;

  private FloatStorage(Map<Variable, Buffer> buffers, Writes... writes) {
    this.buffers = buffers;
    this.writes = writes;
  }

  static FloatStorage of(List<Variable> variables) {
    int size = 0;
    for (Variable variable : variables) {
      size = Math.addExact(size, aligned(variable));
    }
    float[] array = new float[size];
    Map<Variable, Buffer> buffers = new IdentityHashMap<>();
    int offset = 0;
    for (Variable variable : variables) {
      buffers.put(variable, new Buffer(array, offset));
      offset += aligned(variable);
    }
    return new FloatStorage(buffers, new Writes());
  }

  private static int aligned(Variable variable) {
    return Math.addExact(variable.shape().size(), ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  }

  /** Where a variable lives. */
  Buffer buffer(Variable variable) {
    Buffer buffer = buffers.get(variable);
    if (buffer == null) {
      throw new IllegalArgumentException("Variable " + variable + " has no memory here");
    }
    return buffer;
  }

  @Override
  public Buffer apply(Variable variable) {
    return buffer(variable);
  }

  /** Notes that variables change. */
  void noteWrite() {
    for (Writes block : writes) {
      block.count++;
    }
  }

  /** A number that is another one whenever a variable may have changed, by whichever storage with the same memory. */
  long writes() {
    long sum = 0;
    for (Writes block : writes) {
      sum += block.count;
    }
    return sum;
  }

  @Override
  public NDArray get(Variable variable) {
    Buffer buffer = buffer(variable);
    float[] copy = new float[variable.shape().size()];
    System.arraycopy(buffer.array(), buffer.offset(), copy, 0, copy.length);
    return NDArray.wrap(variable.shape(), copy);
  }

  @Override
  public int countNonFinite(Variable variable) {
    Buffer buffer = buffer(variable);
    NDArray block = NDArray.wrap(Shape.of(buffer.array().length), buffer.array());
    return block.slice(buffer.offset(), buffer.offset() + variable.shape().size()).countNonFinite();
  }

  @Override
  public void set(Variable variable, NDArray value) {
    if (!value.shape().equals(variable.shape())) {
      throw new IllegalArgumentException("Variable " + variable + " can't have the shape " + value.shape());
    }
    noteWrite();
    Buffer buffer = buffer(variable);
    int size = value.size();
    if (size > 0) {
      value.reshape(size).copyRows(null, 0, size, buffer.array(), buffer.offset());
    }
  }

  @Override
  public Storage named(Map<Variable, Variable> names) {
    Map<Variable, Buffer> named = new IdentityHashMap<>();
    for (Map.Entry<Variable, Variable> name : names.entrySet()) {
      named.put(name.getKey(), buffer(name.getValue()));
    }
    return new FloatStorage(named, writes);
  }

  @Override
  public Storage and(Storage other) {
    Map<Variable, Buffer> both = new IdentityHashMap<>(buffers);
    both.putAll(((FloatStorage) other).buffers);
    return new FloatStorage(both, Stream.of(writes, ((FloatStorage) other).writes).flatMap(Stream::of).distinct()
        .toArray(Writes[]::new));
  }
}
