package org.neurona.schedules;

import org.neurona.config.Catalogue;
import org.neurona.config.CustomObjects;
import org.neurona.config.Setting;

/** The learning rate schedules, by Keras' class names. */
public final class LearningRateSchedules {
  private static final Catalogue<LearningRateSchedule> CATALOGUE =
      Catalogue.of("learning rate schedule", LearningRateSchedule.class)
          .add(new ExponentialDecay(0.01, 1000, 0.9))
          .add(new InverseTimeDecay(0.01, 1000, 0.9))
          .add(new PolynomialDecay(0.01, 1000))
          .add(new PiecewiseConstantDecay(new double[] {1}, 0.01, 0.001))
          .add(new CosineDecay(0.01, 1000))
          .add(new CosineDecayRestarts(0.01, 1000))
          .build();

  private LearningRateSchedules() {}

  /** All entries. */
  public static Catalogue<LearningRateSchedule> catalogue() {
    return CATALOGUE;
  }

  /** The setting {@code learning_rate}: a number, or a schedule. */
  public static Setting<LearningRateSchedule> setting(double defaultRate) {
    Setting.Codec<LearningRateSchedule> schedules = Setting.optional("learning_rate", CATALOGUE).codec();
    Setting.Codec<LearningRateSchedule> codec = new Setting.Codec<>() {
      @Override
      public Object write(LearningRateSchedule value) {
        return value.toPlain();
      }

      @Override
      public LearningRateSchedule read(Object plain, CustomObjects custom) {
        return plain instanceof Number rate ? LearningRateSchedule.constant(rate.doubleValue())
            : schedules.read(plain, custom);
      }
    };
    return Setting.of("learning_rate", "a finite number >= 0 or a schedule", LearningRateSchedules::isRate, codec,
        LearningRateSchedule.constant(defaultRate));
  }

  private static boolean isRate(LearningRateSchedule value) {
    return value != null && (!value.isConstant() || value.at(0) >= 0 && Double.isFinite(value.at(0)));
  }
}
