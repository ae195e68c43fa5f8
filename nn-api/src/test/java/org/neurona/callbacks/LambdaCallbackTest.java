package org.neurona.callbacks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LambdaCallbackTest {
  private static final Map<String, Double> LOGS = Map.of("loss", 2.0);

  private final List<String> heard = new ArrayList<>();

  private static void everything(Callback callback) {
    callback.onTrainBegin();
    callback.onEpochBegin(4);
    callback.onTrainBatchBegin(3);
    callback.onTrainBatchEnd(3, LOGS);
    callback.onTestBegin();
    callback.onTestBatchBegin(2);
    callback.onTestBatchEnd(2, LOGS);
    callback.onTestEnd(LOGS);
    callback.onEpochEnd(4, LOGS);
    callback.onTrainEnd(LOGS);
    callback.onPredictBegin();
    callback.onPredictBatchBegin(1);
    callback.onPredictBatchEnd(1);
    callback.onPredictEnd();
  }

  @Test
  void eachFunctionIsCalledWithWhatTheCallbackHears() {
    everything(new LambdaCallback()
        .onTrainBegin(() -> heard.add("train begin"))
        .onTrainEnd(logs -> heard.add("train end " + logs))
        .onEpochBegin(epoch -> heard.add("epoch begin " + epoch))
        .onEpochEnd((epoch, logs) -> heard.add("epoch end " + epoch + " " + logs))
        .onTrainBatchBegin(batch -> heard.add("batch begin " + batch))
        .onTrainBatchEnd((batch, logs) -> heard.add("batch end " + batch + " " + logs))
        .onTestBegin(() -> heard.add("test begin"))
        .onTestEnd(logs -> heard.add("test end " + logs))
        .onTestBatchBegin(batch -> heard.add("test batch begin " + batch))
        .onTestBatchEnd((batch, logs) -> heard.add("test batch end " + batch + " " + logs))
        .onPredictBegin(() -> heard.add("predict begin"))
        .onPredictEnd(() -> heard.add("predict end"))
        .onPredictBatchBegin(batch -> heard.add("predict batch begin " + batch))
        .onPredictBatchEnd(batch -> heard.add("predict batch end " + batch)));

    assertEquals(List.of("train begin", "epoch begin 4", "batch begin 3", "batch end 3 {loss=2.0}", "test begin",
        "test batch begin 2", "test batch end 2 {loss=2.0}", "test end {loss=2.0}", "epoch end 4 {loss=2.0}",
        "train end {loss=2.0}", "predict begin", "predict batch begin 1", "predict batch end 1", "predict end"), heard);
  }

  @Test
  void withoutFunctionsNothingHappens() {
    everything(new LambdaCallback());

    assertEquals(List.of(), heard);
  }

  @Test
  void eachMethodReturnsACopy() {
    LambdaCallback first = new LambdaCallback().onEpochBegin(epoch -> heard.add("first " + epoch));
    LambdaCallback second = first.onEpochBegin(epoch -> heard.add("second " + epoch));
    first.onEpochBegin(0);
    second.onEpochBegin(1);

    assertNotSame(first, second);
    assertEquals(List.of("first 0", "second 1"), heard);
  }

  @Test
  void aFunctionMustBeGiven() {
    assertEquals("function",
        assertThrows(NullPointerException.class, () -> new LambdaCallback().onTrainBegin(null)).getMessage());
  }
}
