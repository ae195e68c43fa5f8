package org.neurona;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.random.RandomGenerator;
import org.neurona.data.Batch;
import org.neurona.data.Dataset;
import org.neurona.data.DatasetView;
import org.neurona.data.Pass;
import org.neurona.data.Rows;
import org.neurona.layers.LayerGraph;

/** Data that comes batch by batch, each looked at before a model is given it. */
final class CheckedBatches extends DatasetView {
  private final String call;
  private final List<String> names = new ArrayList<>();
  private final List<Shape> inputs = new ArrayList<>();
  private final int outputs;

  /**
   * Checked data.
   *
   * @param call what the user called, for messages
   * @param outputs how many targets a batch needs; 0 where they are not looked at
   */
  CheckedBatches(String call, Dataset data, LayerGraph graph, int outputs) {
    super(data);
    this.call = call;
    this.outputs = outputs;
    for (LayerGraph.Source input : graph.inputs()) {
      names.add(graph.name(input));
    }
    inputs.addAll(graph.inputShapes());
  }

  @Override
  public Iterator<Batch> batches(int batchSize, RandomGenerator shuffle) {
    return new View(Pass.over(source().batches(batchSize, shuffle))) {
      private long number;

      @Override
      public boolean hasNext() {
        boolean more = super.hasNext();
        if (!more && number == 0) {
          throw DataCheck.empty(call);
        }
        return more;
      }

      @Override
      protected Batch view(Batch batch) {
        return checked(batch, number++);
      }
    };
  }

  private Batch checked(Batch batch, long number) {
    requireCount(number, "inputs", "x", batch.x().size(), inputs.size());
    if (outputs > 0) {
      requireCount(number, "outputs", "y", batch.y().size(), outputs);
    }
    List<Rows> adapted = null;
    for (int i = 0; i < inputs.size(); i++) {
      Rows rows = batch.x().get(i);
      Rows fit = fit(rows, i, number);
      if (fit != rows) {
        adapted = adapted == null ? new ArrayList<>(batch.x()) : adapted;
        adapted.set(i, fit);
      }
    }
    return adapted == null ? batch : new Batch(adapted, batch.y(), batch.sampleWeights());
  }

  private void requireCount(long number, String what, String argument, int got, int expected) {
    if (got != expected) {
      throw new IllegalArgumentException(call + ": the model has " + expected + " " + what + ", but batch " + number
          + " of the data has " + got + " arrays as " + argument);
    }
  }

  /** The rows, with a last axis of length 1 added or dropped where only that differs, as {@link DataCheck} does. */
  private Rows fit(Rows rows, int input, long number) {
    Shape got = rows.shape();
    Shape expected = inputs.get(input);
    if (got.isCompatibleWith(expected)) {
      return rows;
    }
    Shape row = rows.rowShape();
    if (got.append(1).isCompatibleWith(expected)) {
      return rows.reshape(row.append(1));
    }
    if (row.rank() > 0 && row.dim(-1) == 1 && got.slice(0, got.rank() - 1).isCompatibleWith(expected)) {
      return rows.reshape(row.slice(0, row.rank() - 1));
    }
    String argument = inputs.size() == 1 ? "x" : "x[" + input + "] (\"" + names.get(input) + "\")";
    throw new ShapeMismatchException(call + ": batch " + number + ": " + argument, "shape " + expected, got);
  }
}
