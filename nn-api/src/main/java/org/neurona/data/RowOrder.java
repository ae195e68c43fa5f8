package org.neurona.data;

import java.util.random.RandomGenerator;

/** Orders of the rows of data that can be read by the number of the row. */
public final class RowOrder {
  private RowOrder() {}

  /** The numbers below {@code size} in a random order, by Fisher and Yates' shuffle: every order is equally likely. */
  public static int[] shuffled(int size, RandomGenerator random) {
    int[] order = new int[size];
    for (int i = 0; i < size; i++) {
      order[i] = i;
    }
    for (int i = size - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swapped = order[i];
      order[i] = order[j];
      order[j] = swapped;
    }
    return order;
  }
}
