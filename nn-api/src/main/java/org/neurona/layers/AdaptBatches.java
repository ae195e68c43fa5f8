package org.neurona.layers;

import java.util.function.BiFunction;
import org.neurona.NDArray;
import org.neurona.data.Dataset;
import org.neurona.data.Pass;

/** The data that a layer adapts to, batch by batch, so that they need not fit into memory. */
final class AdaptBatches {
  private static final int ROWS = 256;

  private AdaptBatches() {}

  /**
   * What is made of the first input of one pass over data.
   *
   * @param owner who adapts, for messages
   * @param start what there is before the first batch
   * @param and makes one batch more of it
   * @throws IllegalArgumentException if there are no rows, or no end of them
   */
  static <S> S fold(Dataset data, String owner, S start, BiFunction<S, NDArray, S> and) {
    if (data.isEndless()) {
      throw new IllegalArgumentException(owner + ": adapt needs data that end; use take");
    }
    S all = start;
    try (Pass pass = Pass.over(data.batches(ROWS, null))) {
      if (!pass.hasNext()) {
        throw new IllegalArgumentException(owner + ": adapt needs data, got none");
      }
      while (pass.hasNext()) {
        all = and.apply(all, pass.next().x().get(0).toArray());
      }
    }
    return all;
  }
}
