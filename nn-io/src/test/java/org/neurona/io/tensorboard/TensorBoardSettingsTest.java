package org.neurona.io.tensorboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What the callback may be told. */
class TensorBoardSettingsTest {
  @Test
  void defaultsAreThoseOfKeras() {
    Map<String, Object> defaults = new HashMap<>();
    defaults.put("log_dir", "logs");
    defaults.put("histogram_freq", 0);
    defaults.put("write_graph", true);
    defaults.put("write_steps_per_second", false);
    // The default of update_freq is "epoch", which null stands for.
    defaults.put("update_freq", null);

    assertEquals(defaults, new TensorBoard().config().toMap());
  }

  @Test
  void settingsReturnCopies() {
    TensorBoard original = new TensorBoard(Path.of("runs"));

    assertEquals("TensorBoard(logDir=runs, histogramFreq=2, writeGraph=false, writeStepsPerSecond=true, updateFreq=10)",
        original.histogramFreq(2).writeGraph(false).writeStepsPerSecond(true).updateFreq(10).toString());
    assertEquals("TensorBoard(logDir=runs)", original.toString());
    assertEquals("TensorBoard(logDir=runs)", original.updateFreq(10).updateFreq("epoch").toString());
    assertEquals("TensorBoard(logDir=elsewhere)", original.logDir(Path.of("elsewhere")).toString());
  }

  @Test
  void badValuesAreNamed() {
    assertMessage("TensorBoard: Received an invalid value for histogramFreq, expected an integer >= 0. "
        + "Received: histogramFreq=-1", () -> new TensorBoard().histogramFreq(-1));
    assertMessage("TensorBoard: Received an invalid value for updateFreq, expected \"epoch\", \"batch\" or a positive "
        + "integer. Received: updateFreq=0", () -> new TensorBoard().updateFreq(0));
    assertMessage("TensorBoard: Received an invalid value for updateFreq, expected \"epoch\", \"batch\" or a positive "
        + "integer. Received: updateFreq=step", () -> new TensorBoard().updateFreq("step"));
  }

  private static void assertMessage(String message, Executable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
  }
}
