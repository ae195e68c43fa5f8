package org.neurona.core.engine.floats;

/**
 * Copies a block of elements between arrays with any strides: transposing, broadcasting (stride 0), slicing, padding,
 * concatenating.
 */
final class CopyInstruction extends RowInstruction {
  private final int[] dims;
  private final Buffer source;
  private final int[] sourceStrides;
  private final Buffer target;
  private final int[] targetStrides;
  private final int length;

  /**
   * A copy.
   *
   * @param dims the block's axis lengths, at least one
   * @param sourceStrides how far apart neighbours along each axis are in the source
   * @param targetStrides the same in the target
   */
  CopyInstruction(int[] dims, Buffer source, int[] sourceStrides, Buffer target, int[] targetStrides) {
    super(product(dims) / Math.max(1, dims[dims.length - 1]), 5 + 0.5 * dims[dims.length - 1]);
    this.dims = dims;
    this.source = source;
    this.sourceStrides = sourceStrides;
    this.target = target;
    this.targetStrides = targetStrides;
    this.length = dims[dims.length - 1];
  }

  private static int product(int[] dims) {
    int product = 1;
    for (int dim : dims) {
      product *= dim;
    }
    return product;
  }

  @Override
  void rows(int worker, int from, int to) {
    int last = dims.length - 1;
    for (int row = from; row < to; row++) {
      int sourceAt = source.offset();
      int targetAt = target.offset();
      int rest = row;
      for (int axis = last - 1; axis >= 0; axis--) {
        int index = rest % dims[axis];
        rest /= dims[axis];
        sourceAt += index * sourceStrides[axis];
        targetAt += index * targetStrides[axis];
      }
      line(sourceAt, sourceStrides[last], targetAt, targetStrides[last]);
    }
  }

  private void line(int sourceAt, int sourceStride, int targetAt, int targetStride) {
    if (sourceStride == 1 && targetStride == 1) {
      System.arraycopy(source.array(), sourceAt, target.array(), targetAt, length);
      return;
    }
    float[] from = source.array();
    float[] to = target.array();
    for (int i = 0; i < length; i++) {
      to[targetAt + i * targetStride] = from[sourceAt + i * sourceStride];
    }
  }
}
