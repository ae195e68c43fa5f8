package org.neurona.io.tensorboard;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tensorflow.proto.Event;

/**
 * Events to the byte as TensorFlow 2.18 writes them: the resource was written by its operations
 * {@code CreateSummaryFileWriter} and {@code WriteSummary} (through TensorFlow Java 1.1.0).
 */
class EventMessagesTest {
  private static byte[] tensorFlowsFile() throws IOException {
    try (InputStream in = EventMessagesTest.class.getResourceAsStream("tensorflow-2.18.tfevents")) {
      return in.readAllBytes();
    }
  }

  private static Message event(byte[] record, long step, Message value) throws IOException {
    return EventMessages.event(Event.parseFrom(record).getWallTime(), step, value);
  }

  @Test
  void eachEventHasTheBytesOfTensorFlow() throws IOException {
    List<byte[]> records = EventReader.records(tensorFlowsFile());
    List<Message> ours = List.of(
        event(records.get(1), 0, EventMessages.kerasModel("keras", "{\"class_name\":\"Functional\"}")),
        event(records.get(2), 0, EventMessages.text("model_summary", "```\nModel: \u201em\u201c\n```\n")),
        event(records.get(3), 3, EventMessages.scalar("epoch_loss", 0.1)),
        event(records.get(4), 4, EventMessages.scalar("epoch_loss", Double.NaN)),
        event(records.get(5), 1L << 40, EventMessages.scalar("batch_loss", -2.5)),
        event(records.get(6), 1, EventMessages.histogram("dense/kernel/histogram",
            new double[][] {{-0.5, 0.25, 3}, {0.25, 1, 12}})),
        event(records.get(7), 1, EventMessages.histogram("dense/bias/histogram", new double[0][])));

    assertEquals(ours.size(), records.size() - 1);
    for (int i = 0; i < ours.size(); i++) {
      assertArrayEquals(records.get(i + 1), ours.get(i).toBytes(),
          Event.parseFrom(records.get(i + 1)).toString());
    }
  }

  @Test
  void theFirstEventSaysTheSameVersion() throws IOException {
    Event theirs = Event.parseFrom(EventReader.records(tensorFlowsFile()).get(0));
    Event ours = Event.parseFrom(EventMessages.fileVersion(theirs.getWallTime()).toBytes());

    // TensorFlow also says what it is.
    assertEquals(theirs.toBuilder().clearSourceMetadata().build(), ours);
  }

  @Test
  void framesAreThoseOfTensorFlow() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    RecordWriter writer = new RecordWriter(out);

    for (byte[] data : EventReader.records(tensorFlowsFile())) {
      writer.write(data);
    }

    assertArrayEquals(tensorFlowsFile(), out.toByteArray());
  }
}
