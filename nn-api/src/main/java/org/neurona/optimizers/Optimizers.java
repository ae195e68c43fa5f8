package org.neurona.optimizers;

import org.neurona.config.Catalogue;

/** The optimizers, by Keras' names. */
public final class Optimizers {
  private static final Catalogue<Optimizer> CATALOGUE = Catalogue.of("optimizer", Optimizer.class)
      .add(new SGD(), "sgd")
      .add(new RMSprop(), "rmsprop")
      .add(new Adam(), "adam")
      .add(new AdamW(), "adamw")
      .add(new Adamax(), "adamax")
      .add(new Nadam(), "nadam")
      .add(new Adagrad(), "adagrad")
      .add(new Adadelta(), "adadelta")
      .add(new Ftrl(), "ftrl")
      .add(new Lion(), "lion")
      .add(new Lamb(), "lamb")
      .add(new Adafactor(), "adafactor")
      .add(new ScheduleFreeAdamW(), "schedule_free_adamw")
      .add(new Muon(), "muon")
      .leaveOut("it scales losses up so that float16 doesn't lose small gradients, and all numbers here are float32 or "
          + "float64", "LossScaleOptimizer")
      .leaveOut("a model here has one optimizer for all of its weights", "MultiOptimizer")
      .ignoringCase()
      .build();

  private Optimizers() {}

  /** All entries. */
  public static Catalogue<Optimizer> catalogue() {
    return CATALOGUE;
  }

  /**
   * An optimizer by Keras' name, in letters of either case.
   *
   * @throws IllegalArgumentException if there is none; the message lists the known ones
   */
  public static Optimizer get(String identifier) {
    return CATALOGUE.get(identifier);
  }
}
