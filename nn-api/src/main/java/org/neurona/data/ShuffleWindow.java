package org.neurona.data;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * The order of {@code tf.data}'s shuffle: a window of elements, from which one at a time is drawn and replaced by the
 * next. Elements are numbers here, of rows or of places where rows are kept.
 */
final class ShuffleWindow {
  private final RandomGenerator random;
  private final int size;
  private int[] numbers;
  private int filled;

  ShuffleWindow(int size, RandomGenerator random) {
    this.size = size;
    this.random = random;
    this.numbers = new int[Math.min(size, 1024)];
  }

  boolean isFull() {
    return filled == size;
  }

  /** How many more fit. */
  int room() {
    return size - filled;
  }

  boolean isEmpty() {
    return filled == 0;
  }

  void add(int number) {
    if (filled == numbers.length) {
      numbers = Arrays.copyOf(numbers, (int) Math.min(size, 2L * filled));
    }
    numbers[filled++] = number;
  }

  /** Draws one and puts another in its place. */
  int replace(int number) {
    int place = random.nextInt(filled);
    int drawn = numbers[place];
    numbers[place] = number;
    return drawn;
  }

  /** Draws one; the last takes its place. */
  int take() {
    int drawn = replace(numbers[filled - 1]);
    filled--;
    return drawn;
  }
}
