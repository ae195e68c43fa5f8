package org.neurona.io.tensorboard;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fields, held against those of Google's own writer. */
class MessageTest {
  private static final int[] FIELDS = {1, 15, 16, 2047, 2048};

  private interface Fields {
    void to(CodedOutputStream message, int field) throws IOException;
  }

  private interface OwnFields {
    Message to(Message message, int field);
  }

  private static void assertSame(Fields expected, OwnFields own) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream coded = CodedOutputStream.newInstance(bytes);
    Message message = new Message();
    for (int field : FIELDS) {
      expected.to(coded, field);
      own.to(message, field);
    }
    coded.flush();
    assertArrayEquals(bytes.toByteArray(), message.toBytes());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 127, 128, 16_383, 16_384, Integer.MAX_VALUE, Long.MAX_VALUE, -1, Long.MIN_VALUE})
  void wholeNumbersTakeAsManyBytesAsTheyNeed(long value) throws IOException {
    assertSame((coded, field) -> coded.writeInt64(field, value), (message, field) -> message.number(field, value));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -0.0, 1.5, 1e-300, Double.NEGATIVE_INFINITY, Double.NaN})
  void realNumbersTakeEight(double value) throws IOException {
    assertSame((coded, field) -> coded.writeDouble(field, value), (message, field) -> message.real(field, value));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "loss", "größer ≥ 0 \uD83D\uDE00"})
  void textsAreUtf8(String value) throws IOException {
    assertSame((coded, field) -> coded.writeString(field, value), (message, field) -> message.text(field, value));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 127, 128, 70_000})
  void bytesAndMessagesFollowTheirLength(int length) throws IOException {
    byte[] value = new byte[length];
    value[length - 1] = 7;
    assertSame((coded, field) -> coded.writeByteArray(field, value), (message, field) -> message.bytes(field, value));
    assertSame((coded, field) -> {
      ByteArrayOutputStream inner = new ByteArrayOutputStream();
      CodedOutputStream nested = CodedOutputStream.newInstance(inner);
      nested.writeByteArray(3, value);
      nested.flush();
      coded.writeByteArray(field, inner.toByteArray());
    }, (message, field) -> message.message(field, new Message().bytes(3, value)));
  }

  @Test
  void zeroAndNoBytesAreLeftOut() {
    assertArrayEquals(new byte[0], new Message().number(1, 0).bytes(2, new byte[0]).toBytes());
  }
}
