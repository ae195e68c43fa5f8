package org.neurona.io.tensorboard;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import java.io.IOException;

/**
 * A protocol buffer message, put together field by field. As in all messages of proto3, a number that is 0 and bytes of
 * which there are none are left out; readers know.
 */
final class Message {
  private final ByteString.Output bytes = ByteString.newOutput();
  private final CodedOutputStream fields = CodedOutputStream.newInstance(bytes);

  Message number(int field, long value) throws IOException {
    if (value != 0) {
      fields.writeInt64(field, value);
    }
    return this;
  }

  Message real(int field, double value) throws IOException {
    fields.writeDouble(field, value);
    return this;
  }

  Message text(int field, String value) throws IOException {
    fields.writeString(field, value);
    return this;
  }

  Message bytes(int field, ByteString value) throws IOException {
    if (!value.isEmpty()) {
      fields.writeBytes(field, value);
    }
    return this;
  }

  Message message(int field, Message value) throws IOException {
    fields.writeBytes(field, value.toBytes());
    return this;
  }

  ByteString toBytes() throws IOException {
    fields.flush();
    return bytes.toByteString();
  }
}
