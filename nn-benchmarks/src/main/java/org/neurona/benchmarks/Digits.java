package org.neurona.benchmarks;

import java.util.Arrays;
import java.util.Random;
import org.neurona.datasets.Mnist;

/** MNIST as arrays, for frameworks that take those; read when they are asked for, for they are 188 MB. */
public final class Digits {
  /** Pixels of an image. */
  public static final int PIXELS = 784;
  /** Kinds of digits. */
  public static final int CLASSES = 10;

  private float[] pixels;
  private int[] labels;

  /** The training digits. */
  public Digits() {}

  private void read() {
    if (pixels == null) {
      var train = Mnist.load().train();
      pixels = train.xs().get(0).toFloatArray();
      labels = train.ys().get(0).toIntArray();
    }
  }

  /** 60,000 rows of 784 numbers from 0 to 1. */
  public float[] pixels() {
    read();
    return pixels;
  }

  /** 60,000 classes. */
  public int[] labels() {
    read();
    return labels;
  }

  /** How many there are. */
  public int rows() {
    return labels().length;
  }

  /** All rows in a random order. */
  public int[] order(Random random) {
    int[] order = new int[rows()];
    for (int i = 0; i < order.length; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }

  /** Copies some rows' pixels one after the other. */
  public void gather(int[] order, int from, int count, float[] target) {
    for (int i = 0; i < count; i++) {
      System.arraycopy(pixels(), order[from + i] * PIXELS, target, i * PIXELS, PIXELS);
    }
  }

  /** Writes some rows' classes as one-hot rows. */
  public void oneHot(int[] order, int from, int count, float[] target) {
    Arrays.fill(target, 0, count * CLASSES, 0);
    for (int i = 0; i < count; i++) {
      target[i * CLASSES + labels()[order[from + i]]] = 1;
    }
  }

  /** Eight batches of so many rows, to predict in turn. */
  public float[][] batches(int rows) {
    float[][] batches = new float[8][];
    for (int i = 0; i < batches.length; i++) {
      batches[i] = Arrays.copyOfRange(pixels(), i * rows * PIXELS, (i + 1) * rows * PIXELS);
    }
    return batches;
  }

  /** Eight batches of so many rows of numbers from 0 to 1, all as likely. */
  public static float[][] noise(int rows) {
    Random random = new Random(1);
    float[][] batches = new float[8][rows * PIXELS];
    for (float[] batch : batches) {
      for (int i = 0; i < batch.length; i++) {
        batch[i] = random.nextFloat();
      }
    }
    return batches;
  }

  /** One row. */
  public float[] row(int index) {
    return Arrays.copyOfRange(pixels(), index * PIXELS, (index + 1) * PIXELS);
  }
}
