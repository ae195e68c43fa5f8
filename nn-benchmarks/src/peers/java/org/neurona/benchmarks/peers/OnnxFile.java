package org.neurona.benchmarks.peers;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Random;

/**
 * Writes an ONNX model: the few messages of {@code onnx.proto} that a feed-forward network needs, with random weights.
 * Field numbers are those of the format.
 */
final class OnnxFile {
  private static final int FLOAT = 1;

  private final ByteArrayOutputStream graph = new ByteArrayOutputStream();
  private final CodedOutputStream out = CodedOutputStream.newInstance(graph);
  private final Random random = new Random(7);

  /** Something that writes the fields of a message. */
  @FunctionalInterface
  private interface Fields {
    void to(CodedOutputStream message) throws IOException;
  }

  private static ByteString message(Fields fields) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream message = CodedOutputStream.newInstance(bytes);
    fields.to(message);
    message.flush();
    return ByteString.copyFrom(bytes.toByteArray());
  }

  /** A weight: uniform as Glorot's, or zeros where the limit is 0. */
  OnnxFile weight(String name, double limit, long... shape) throws IOException {
    int size = 1;
    for (long dim : shape) {
      size *= (int) dim;
    }
    ByteBuffer raw = ByteBuffer.allocate(4 * size).order(ByteOrder.LITTLE_ENDIAN);
    FloatBuffer values = raw.asFloatBuffer();
    for (int i = 0; i < size; i++) {
      values.put((float) ((2 * random.nextDouble() - 1) * limit));
    }
    out.writeBytes(5, message(tensor -> { // GraphProto.initializer, a TensorProto
      for (long dim : shape) {
        tensor.writeInt64(1, dim);
      }
      tensor.writeInt32(2, FLOAT);
      tensor.writeString(8, name);
      tensor.writeBytes(9, ByteString.copyFrom(raw));
    }));
    return this;
  }

  /** An operation, whose attributes are lists of integers: name, then values. */
  OnnxFile node(String type, String output, String inputs, Object... attributes) throws IOException {
    out.writeBytes(1, message(node -> { // GraphProto.node, a NodeProto
      for (String input : inputs.split(" ")) {
        node.writeString(1, input);
      }
      node.writeString(2, output);
      node.writeString(4, type);
      for (int i = 0; i < attributes.length; i += 2) {
        String name = (String) attributes[i];
        long[] values = (long[]) attributes[i + 1];
        node.writeBytes(5, message(attribute -> {
          attribute.writeString(1, name);
          for (long value : values) {
            attribute.writeInt64(8, value);
          }
          attribute.writeInt32(20, 7); // INTS
        }));
      }
    }));
    return this;
  }

  private static ByteString value(String name, long... shape) throws IOException {
    return message(value -> { // ValueInfoProto
      value.writeString(1, name);
      value.writeBytes(2, message(type -> type.writeBytes(1, message(tensor -> {
        tensor.writeInt32(1, FLOAT);
        tensor.writeBytes(2, message(dims -> {
          for (long dim : shape) {
            dims.writeBytes(1, message(one -> one.writeInt64(1, dim)));
          }
        }));
      }))));
    });
  }

  /** The file, for an input {@code x} and an output {@code y} of these shapes. */
  byte[] bytes(long[] inputShape, long[] outputShape) throws IOException {
    out.writeString(2, "network");
    out.writeBytes(11, value("x", inputShape));
    out.writeBytes(12, value("y", outputShape));
    out.flush();
    return message(model -> { // ModelProto
      model.writeInt64(1, 8);
      model.writeBytes(7, ByteString.copyFrom(graph.toByteArray()));
      model.writeBytes(8, message(operators -> operators.writeInt64(2, 17)));
    }).toByteArray();
  }
}
