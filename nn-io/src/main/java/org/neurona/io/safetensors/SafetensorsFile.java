package org.neurona.io.safetensors;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.neurona.NDArray;
import org.neurona.Shape;
import org.neurona.io.LoadLimits;
import org.neurona.io.bytes.ByteSource;
import org.neurona.io.json.PlainJson;

/**
 * A safetensors file: 8 bytes with the length of the header, the header (a JSON object that gives type, shape and place
 * of each tensor), and the tensors' bytes. Opening it checks the whole header: each byte behind it belongs to one
 * tensor, so that nothing can claim more memory than the file has bytes. Numbers are read where they are asked for.
 */
public final class SafetensorsFile {
  /** The name that is none of a tensor's, but of texts about the file. */
  static final String METADATA = "__metadata__";
  static final String DTYPE = "dtype";
  static final String SHAPE = "shape";
  static final String OFFSETS = "data_offsets";
  static final int LENGTH_BYTES = 8;

  /** The limit of the format's own library. */
  private static final long LONGEST_HEADER = 100_000_000;

  private final ByteSource data;
  private final Map<String, String> metadata;
  private final Map<String, Tensor> tensors;

  /** A tensor: how and where its elements are. */
  private record Tensor(String name, TensorType type, Shape shape, long begin, long end) {}

  private SafetensorsFile(ByteSource data, Map<String, String> metadata, Map<String, Tensor> tensors) {
    this.data = data;
    this.metadata = Collections.unmodifiableMap(metadata);
    this.tensors = tensors;
  }

  /** Whether bytes begin as such a file does; they are in little-endian order. */
  public static boolean isOne(ByteBuffer start) {
    if (start.remaining() <= LENGTH_BYTES || start.get(start.position() + LENGTH_BYTES) != '{') {
      return false;
    }
    long length = start.getLong(start.position());
    return length >= 2 && length <= LONGEST_HEADER;
  }

  /**
   * Reads the header.
   *
   * @throws IllegalArgumentException if it is damaged, lies, or is over the limits; where a tensor is to blame, an
   *     {@link InvalidTensorException}
   */
  public static SafetensorsFile open(ByteSource bytes, LoadLimits limits) throws IOException {
    require(bytes.size() >= LENGTH_BYTES, "the file has " + bytes.size() + " bytes, and a safetensors file 8 at least");
    long length = bytes.bytes(0, LENGTH_BYTES).getLong();
    long most = Math.min(LONGEST_HEADER, limits.maxStructureChars());
    require(length >= 0 && length <= most, "a header of " + Long.toUnsignedString(length)
        + " bytes is longer than the limit of " + most);
    require(length <= bytes.size() - LENGTH_BYTES, "the header has " + length + " bytes, but the file ends after "
        + (bytes.size() - LENGTH_BYTES) + " of them");
    String text =
        StandardCharsets.UTF_8.newDecoder().decode(bytes.bytes(LENGTH_BYTES, (int) length)).toString();
    require(text.startsWith("{"), "the header must begin with {");
    Map<?, ?> header = PlainJson.object(text, "the header", limits);
    Map<String, String> metadata = metadata(header.get(METADATA));
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    long dataStart = LENGTH_BYTES + length;
    long numbers = 0;
    for (Map.Entry<?, ?> entry : header.entrySet()) {
      String name = (String) entry.getKey();
      if (!name.equals(METADATA)) {
        require(tensors.size() < limits.maxObjects(), "more tensors than the limit of " + limits.maxObjects());
        Tensor tensor = tensor(name, entry.getValue());
        numbers += tensor.shape.size();
        require(numbers <= limits.maxParameters(), "more numbers than the limit of " + limits.maxParameters());
        tensors.put(name, tensor);
      }
    }
    requireNoGaps(tensors, bytes.size() - dataStart);
    return new SafetensorsFile(bytes.part(dataStart, bytes.size() - dataStart), metadata, tensors);
  }

  private static Map<String, String> metadata(Object plain) {
    Map<String, String> metadata = new LinkedHashMap<>();
    require(plain == null || plain instanceof Map, METADATA + " must be an object");
    if (plain instanceof Map<?, ?> map) {
      map.forEach((key, value) -> {
        require(value instanceof String, METADATA + " must hold texts alone, but " + key + " is none");
        metadata.put((String) key, (String) value);
      });
    }
    return metadata;
  }

  private static Tensor tensor(String name, Object plain) {
    if (!(plain instanceof Map<?, ?> entry) || !entry.keySet().equals(Set.of(DTYPE, SHAPE, OFFSETS))) {
      throw new InvalidTensorException(name, "expected an object of " + DTYPE + ", " + SHAPE + " and " + OFFSETS);
    }
    TensorType type = type(name, entry.get(DTYPE));
    List<Long> lengths = wholes(name, SHAPE, entry.get(SHAPE));
    List<Long> offsets = wholes(name, OFFSETS, entry.get(OFFSETS));
    if (offsets.size() != 2 || offsets.get(0) > offsets.get(1)) {
      throw new InvalidTensorException(name, OFFSETS + " must be a begin and an end, got " + offsets);
    }
    long stored = offsets.get(1) - offsets.get(0);
    Shape shape = shape(name, lengths);
    long bytes = (long) shape.size() * type.itemSize();
    if (bytes != stored) {
      throw new InvalidTensorException(name, "its shape " + shape + " needs " + bytes + " bytes as " + type
          + ", stored are " + stored);
    }
    return new Tensor(name, type, shape, offsets.get(0), offsets.get(1));
  }

  private static TensorType type(String name, Object dtype) {
    for (TensorType type : TensorType.values()) {
      if (type.name().equals(dtype)) {
        return type;
      }
    }
    throw new InvalidTensorException(name, DTYPE + " " + dtype + " is not read. Known: "
        + String.join(", ", List.of(TensorType.values()).stream().map(TensorType::name).toList()));
  }

  private static List<Long> wholes(String name, String key, Object plain) {
    if (!(plain instanceof List<?> list) || !list.stream().allMatch(item -> item instanceof Long whole && whole >= 0)) {
      throw new InvalidTensorException(name, key + " must be a list of whole numbers from 0 on");
    }
    return list.stream().map(item -> (Long) item).toList();
  }

  private static Shape shape(String name, List<Long> lengths) {
    long size = 1;
    int[] dims = new int[lengths.size()];
    for (int axis = 0; axis < dims.length; axis++) {
      long length = lengths.get(axis);
      // A length of 0 must not hide lengths that are too large beside it.
      size = Math.max(1, size);
      if (length > Integer.MAX_VALUE || size * length > Integer.MAX_VALUE) {
        throw new InvalidTensorException(name, "a shape of " + lengths + " is more than an array can have");
      }
      size *= length;
      dims[axis] = (int) length;
    }
    return Shape.of(dims);
  }

  /** Tensors lie one behind another, from the first byte to the last. */
  private static void requireNoGaps(Map<String, Tensor> tensors, long size) {
    List<Tensor> byPlace = new ArrayList<>(tensors.values());
    byPlace.sort(Comparator.comparingLong(Tensor::begin).thenComparingLong(Tensor::end));
    long end = 0;
    for (Tensor tensor : byPlace) {
      if (tensor.begin != end) {
        throw new InvalidTensorException(tensor.name, "its data begin at " + tensor.begin
            + ", but those before it end at " + end);
      }
      if (tensor.end > size) {
        throw new InvalidTensorException(tensor.name, "its data end at " + tensor.end + ", but the file has "
            + size + " bytes of data");
      }
      end = tensor.end;
    }
    require(end == size, "the file has " + size + " bytes of data, its tensors are " + end);
  }

  /** Texts about the file, such as {@code format: pt}. */
  public Map<String, String> metadata() {
    return metadata;
  }

  /** The names of the tensors, in the header's order. */
  public Set<String> names() {
    return Collections.unmodifiableSet(tensors.keySet());
  }

  /** The name of the type that a tensor's numbers are stored in: {@code BF16}. */
  public String type(String name) {
    return find(name).type.name();
  }

  /** A tensor's shape. */
  public Shape shape(String name) {
    return find(name).shape;
  }

  /**
   * A tensor's numbers: {@code float32} and {@code float64} as they are, {@code F16} and {@code BF16} as
   * {@code float32}, {@code I64} as {@code float64}, other integers as {@code int32}, {@code U8} and {@code BOOL} as
   * {@code uint8}.
   *
   * @throws IllegalArgumentException if there is no such tensor, or it holds what no array can
   */
  public NDArray array(String name) throws IOException {
    Tensor tensor = find(name);
    try {
      return tensor.type.read(data.part(tensor.begin, tensor.end - tensor.begin), tensor.shape);
    } catch (IllegalArgumentException e) {
      throw new InvalidTensorException(name, e.getMessage());
    }
  }

  /** All tensors, in the header's order. */
  public Map<String, NDArray> arrays() throws IOException {
    Map<String, NDArray> arrays = new LinkedHashMap<>();
    for (String name : tensors.keySet()) {
      arrays.put(name, array(name));
    }
    return arrays;
  }

  private Tensor find(String name) {
    Tensor tensor = tensors.get(name);
    require(tensor != null, "there is no tensor " + name);
    return tensor;
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
