package org.neurona.io.tensorboard;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The messages of an event file, with the field numbers of TensorFlow's {@code event.proto}, {@code summary.proto},
 * {@code tensor.proto} and {@code tensor_shape.proto}. Values are tensors and name the plugin that shows them, as
 * TensorFlow 2 writes them.
 */
final class EventMessages {
  private static final String VERSION = "brain.Event:2";

  /** Fields of {@code Event}. */
  private static final class Event {
    static final int WALL_TIME = 1;
    static final int STEP = 2;
    static final int FILE_VERSION = 3;
    static final int SUMMARY = 5;
  }

  /** Fields of {@code Summary} and {@code Summary.Value}. */
  private static final class Summary {
    static final int VALUE = 1;
    static final int VALUE_TAG = 1;
    static final int VALUE_TENSOR = 8;
    static final int VALUE_METADATA = 9;
  }

  /** Fields of {@code SummaryMetadata} and {@code SummaryMetadata.PluginData}, and values of {@code DataClass}. */
  private static final class Metadata {
    static final int PLUGIN_DATA = 1;
    static final int DATA_CLASS = 4;
    static final int PLUGIN_NAME = 1;
    static final int PLUGIN_CONTENT = 2;
    static final int CLASS_SCALAR = 1;
    static final int CLASS_TENSOR = 2;
  }

  /** Fields of {@code TensorProto}, {@code TensorShapeProto} and its {@code Dim}, and values of {@code DataType}. */
  private static final class Tensor {
    static final int DTYPE = 1;
    static final int SHAPE = 2;
    static final int CONTENT = 4;
    static final int STRING_VALUES = 8;
    static final int SHAPE_DIM = 2;
    static final int DIM_SIZE = 1;
    static final int FLOAT = 1;
    static final int DOUBLE = 2;
    static final int STRING = 7;
  }

  private EventMessages() {}

  /** The event that every file starts with. */
  static Message fileVersion(double wallTime) {
    return new Message().real(Event.WALL_TIME, wallTime).text(Event.FILE_VERSION, VERSION);
  }

  /**
   * An event with one value.
   *
   * @param wallTime seconds since 1970
   * @param value what one of the methods below made
   */
  static Message event(double wallTime, long step, Message value) {
    return new Message().real(Event.WALL_TIME, wallTime).number(Event.STEP, step)
        .message(Event.SUMMARY, new Message().message(Summary.VALUE, value));
  }

  /** A point of a curve, in single precision as TensorFlow has it. */
  static Message scalar(String tag, double value) {
    byte[] content = littleEndian(Float.BYTES).putFloat((float) value).array();
    return value(tag, plugin("scalars").number(Metadata.DATA_CLASS, Metadata.CLASS_SCALAR),
        tensor(Tensor.FLOAT).bytes(Tensor.CONTENT, content));
  }

  /** The buckets of a histogram: the rows of a tensor of doubles, left edge, right edge and count. */
  static Message histogram(String tag, double[][] buckets) {
    ByteBuffer content = littleEndian(buckets.length * Histogram.COLUMNS * Double.BYTES);
    for (double[] bucket : buckets) {
      for (double number : bucket) {
        content.putDouble(number);
      }
    }
    return value(tag, plugin("histograms").number(Metadata.DATA_CLASS, Metadata.CLASS_TENSOR),
        tensor(Tensor.DOUBLE, buckets.length, Histogram.COLUMNS)
            .bytes(Tensor.CONTENT, content.array()));
  }

  /** A text in Markdown. */
  static Message text(String tag, String markdown) {
    return value(tag, plugin("text").number(Metadata.DATA_CLASS, Metadata.CLASS_TENSOR), string(markdown));
  }

  /** A model as Keras' JSON, which TensorBoard draws. Keras gives it version 1 and no data class. */
  static Message kerasModel(String tag, String json) {
    Message plugin = new Message().text(Metadata.PLUGIN_NAME, "graph_keras_model")
        .text(Metadata.PLUGIN_CONTENT, "1");
    return value(tag, new Message().message(Metadata.PLUGIN_DATA, plugin), string(json));
  }

  private static Message value(String tag, Message metadata, Message tensor) {
    return new Message().text(Summary.VALUE_TAG, tag).message(Summary.VALUE_TENSOR, tensor)
        .message(Summary.VALUE_METADATA, metadata);
  }

  private static Message plugin(String name) {
    return new Message().message(Metadata.PLUGIN_DATA, new Message().text(Metadata.PLUGIN_NAME, name));
  }

  private static Message string(String text) {
    return tensor(Tensor.STRING).text(Tensor.STRING_VALUES, text);
  }

  private static Message tensor(int type, int... dims) {
    Message shape = new Message();
    for (int dim : dims) {
      shape.message(Tensor.SHAPE_DIM, new Message().number(Tensor.DIM_SIZE, dim));
    }
    return new Message().number(Tensor.DTYPE, type).message(Tensor.SHAPE, shape);
  }

  private static ByteBuffer littleEndian(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
