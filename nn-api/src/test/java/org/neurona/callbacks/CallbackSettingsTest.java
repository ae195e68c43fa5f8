package org.neurona.callbacks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Keras 3's arguments of callbacks and their defaults, written out; null stands for None and for "epoch". */
class CallbackSettingsTest {
  static Stream<Arguments> callbacks() {
    return Stream.of(
        Arguments.of(new EarlyStopping(), "monitor=val_loss, min_delta=0.0, patience=0, verbose=0, mode=auto, "
            + "baseline=null, restore_best_weights=false, start_from_epoch=0"),
        Arguments.of(new ModelCheckpoint("f"), "filepath=f, monitor=val_loss, verbose=0, save_best_only=false, "
            + "save_weights_only=false, mode=auto, save_freq=null, initial_value_threshold=null"),
        Arguments.of(new ReduceLROnPlateau(), "monitor=val_loss, factor=0.1, patience=10, verbose=0, mode=auto, "
            + "min_delta=1.0E-4, cooldown=0, min_lr=0.0"),
        Arguments.of(LearningRateScheduler.of(epoch -> 1), "verbose=0"),
        Arguments.of(new CSVLogger("f"), "filename=f, separator=,, append=false"),
        Arguments.of(new TerminateOnNaN(), "raise_error=false"),
        Arguments.of(new BackupAndRestore("f"), "backup_dir=f, save_freq=null, delete_checkpoint=true"));
  }

  @ParameterizedTest
  @MethodSource("callbacks")
  void argumentsHaveKerasNamesAndDefaults(Callback callback, String expected) {
    assertEquals(expected, callback.config().toMap().entrySet().stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue()).collect(Collectors.joining(", ")));
  }
}
