package org.neurona.benchmarks;

import org.neurona.Sequential;
import org.neurona.layers.Conv2D;
import org.neurona.layers.Dense;
import org.neurona.layers.Dropout;
import org.neurona.layers.Flatten;
import org.neurona.layers.Input;
import org.neurona.layers.LSTM;
import org.neurona.layers.MaxPooling2D;

/** The networks of the workloads. */
public final class Networks {
  private Networks() {}

  /** 784-300-100-10, relu and softmax. */
  public static Sequential mlp(String engine) {
    Sequential model = new Sequential();
    model.add(new Input(784));
    model.add(new Dense(300, "relu"));
    model.add(new Dense(100, "relu"));
    model.add(new Dense(10, "softmax"));
    model.engine(engine);
    return model;
  }

  /** LSTM 128 over 28 steps of 28 numbers, dense 10. */
  public static Sequential lstm(String engine) {
    Sequential model = new Sequential();
    model.add(new Input(28, 28));
    model.add(new LSTM(128));
    model.add(new Dense(10, "softmax"));
    model.engine(engine);
    return model;
  }

  /** Two convolutions, 32 and 64 kernels, 3 by 3, each with pooling; dropout, dense 10. */
  public static Sequential cnn(String engine) {
    Sequential model = new Sequential();
    model.add(new Input(28, 28, 1));
    model.add(new Conv2D(32, 3, "relu"));
    model.add(new MaxPooling2D());
    model.add(new Conv2D(64, 3, "relu"));
    model.add(new MaxPooling2D());
    model.add(new Flatten());
    model.add(new Dropout(0.5));
    model.add(new Dense(10, "softmax"));
    model.engine(engine);
    return model;
  }
}
