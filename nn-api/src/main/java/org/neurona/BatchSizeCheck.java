package org.neurona;

import org.neurona.data.Dataset;
import org.neurona.layers.LayerGraph;

/** Says before anything is computed that data does not come in the batches that stateful layers keep states for. */
final class BatchSizeCheck {
  private BatchSizeCheck() {}

  /**
   * Fails where a batch would have another number of rows than the states of stateful layers. Of data that settles its
   * batches itself, or does not know how many rows it has, the layers say so when such a batch comes.
   *
   * @param call what the user called, for messages: {@code fit}
   * @throws IllegalArgumentException if so
   */
  static void require(String call, Dataset data, int batchSize, LayerGraph graph) {
    int expected = graph.shape(graph.inputs().get(0)).dim(0);
    if (graph.states().isEmpty() || expected == Shape.UNKNOWN || data.isBatched() || data.rows().isEmpty()) {
      return;
    }
    int rows = data.rows().getAsInt();
    int size = Math.min(batchSize, rows);
    if (size != expected || rows % size != 0) {
      throw new IllegalArgumentException(call + ": If an RNN is stateful, the batch size of the input sequences must be "
          + "the same as the batch size of the initial state: " + expected + ", that of the model's input. Received: "
          + rows + " samples in batches of " + size + (rows % size == 0 ? "" : ", the last of which has " + rows % size));
    }
  }
}
