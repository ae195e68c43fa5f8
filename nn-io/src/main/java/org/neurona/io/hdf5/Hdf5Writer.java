package org.neurona.io.hdf5;

import io.jhdf.Superblock;
import io.jhdf.WritableGroupImpl;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableGroup;
import io.jhdf.exceptions.HdfException;
import io.jhdf.storage.HdfFileChannel;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.neurona.DType;
import org.neurona.NDArray;
import org.neurona.Shape;
import org.neurona.io.LoadLimits;
import org.neurona.io.bytes.ByteSource;

/**
 * A new HDF5 file: groups, arrays in one piece, texts as attributes. The parts are jHDF's; its own {@code
 * WritableHdfFile} would write its name over groups that come after the last array.
 */
public final class Hdf5Writer implements AutoCloseable {
  /** What Keras takes for the longest text or list that an object's header has room for. */
  public static final int LONGEST_ATTRIBUTE = 64512;

  static {
    QuietLogging.start(); // before anything of jHDF is made
  }

  private final Path path;
  private final WritableGroupImpl root = new WritableGroupImpl(null, "/");
  private final Map<String, Object> written = new LinkedHashMap<>();

  /** A file, which is written when this is closed. */
  public Hdf5Writer(Path path) {
    this.path = path;
  }

  /** The group that all others are in. */
  public Group root() {
    return new Group("", root);
  }

  /** A group of the file. */
  public final class Group {
    private final String path;
    private final WritableGroup group;

    private Group(String path, WritableGroup group) {
      this.path = path;
      this.group = group;
    }

    /** The group of a path below this one, made where it is not there. */
    public Group group(String relative) {
      WritableGroup at = group;
      for (String name : relative.split("/")) {
        at = at.getChild(name) instanceof WritableGroup there ? there : at.putGroup(name);
      }
      return new Group(below(relative), at);
    }

    /** Writes an array at a path below this group. */
    public void array(String relative, NDArray array) {
      int slash = relative.lastIndexOf('/');
      Group parent = slash < 0 ? this : group(relative.substring(0, slash));
      parent.put(relative.substring(slash + 1), array);
    }

    private void put(String name, NDArray array) {
      group.putDataset(name, nested(array));
      remember(below(name), array);
    }

    /** Writes a whole number of 64 bits. */
    public void whole(String relative, long number) {
      int slash = relative.lastIndexOf('/');
      Group parent = slash < 0 ? this : group(relative.substring(0, slash));
      parent.group.putDataset(relative.substring(slash + 1), number);
      remember(below(relative), NDArray.wrap(Shape.of(), new double[] {number}));
    }

    /**
     * Writes a text as an attribute.
     *
     * @throws IllegalArgumentException if it is too long
     */
    public void text(String name, String text) {
      int length = text.getBytes(StandardCharsets.UTF_8).length;
      if (length > LONGEST_ATTRIBUTE) {
        throw new IllegalArgumentException(name + " has " + length + " bytes, more than the " + LONGEST_ATTRIBUTE
            + " that an attribute of an HDF5 file has room for");
      }
      group.putAttribute(name, text);
      remember(path + "@" + name, text);
    }

    /** Writes a list of texts as an attribute, or as several where one has no room for it, as Keras does. */
    public void texts(String name, List<String> texts) {
      int longest = texts.stream().mapToInt(text -> text.getBytes(StandardCharsets.UTF_8).length).max().orElse(0) + 1;
      int most = Math.max(1, LONGEST_ATTRIBUTE / longest);
      if (texts.isEmpty()) {
        return; // jHDF can't write a list of nothing; Keras takes a list that is not there for empty
      }
      if (texts.size() <= most) {
        group.putAttribute(name, texts.toArray(String[]::new));
      } else {
        for (int part = 0; part * most < texts.size(); part++) {
          group.putAttribute(name + part,
              texts.subList(part * most, Math.min(texts.size(), (part + 1) * most)).toArray(String[]::new));
        }
      }
      remember(path + "@" + name, List.copyOf(texts));
    }

    private String below(String relative) {
      return path.isEmpty() ? relative : path + "/" + relative;
    }
  }

  private void remember(String path, Object value) {
    if (written.put(path, value) != null) {
      throw new IllegalArgumentException(path + " is written twice");
    }
  }

  /** Writes the file. */
  @Override
  public void close() throws IOException {
    try (FileChannel channel =
        FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      Superblock.SuperblockV2V3 superblock = new Superblock.SuperblockV2V3();
      HdfFileChannel file = new HdfFileChannel(channel, superblock);
      long end = root.write(file, WritableHdfFile.ROOT_GROUP_ADDRESS);
      file.write(superblock.toBuffer(end), 0);
    } catch (HdfException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /**
   * Reads the file and compares it with what was written.
   *
   * @throws IOException if anything differs
   */
  public void verify(ByteSource bytes) throws IOException {
    Hdf5Group root;
    try {
      root = Hdf5File.open(bytes,
          LoadLimits.defaults().maxParameters(Long.MAX_VALUE).maxObjects(Integer.MAX_VALUE)).root();
    } catch (IllegalArgumentException e) {
      throw new IOException("what was written does not read back: " + e.getMessage(), e);
    }
    for (Map.Entry<String, Object> entry : written.entrySet()) {
      Object found = read(root, entry.getKey(), entry.getValue());
      if (!entry.getValue().equals(found)) {
        throw new IOException("what was written does not read back the same: " + entry.getKey());
      }
    }
  }

  private static Object read(Hdf5Group root, String path, Object value) {
    if (value instanceof NDArray) {
      return root.array(path);
    }
    int at = path.lastIndexOf('@');
    Hdf5Group group = at == 0 ? root : root.group(path.substring(0, at)).orElseThrow();
    String name = path.substring(at + 1);
    return value instanceof String ? group.text(name).orElse(null) : group.texts(name).orElse(List.of());
  }

  /** Arrays within arrays, by which jHDF knows shapes; a plain number for a scalar. */
  private static Object nested(NDArray array) {
    int[] d = array.shape().dims();
    if (array.dtype() == DType.FLOAT64) {
      double[] values = array.toDoubleArray();
      return d.length == 0 ? (Object) values[0] : fill(switch (d.length) {
        case 1 -> new double[d[0]];
        case 2 -> new double[d[0]][d[1]];
        case 3 -> new double[d[0]][d[1]][d[2]];
        case 4 -> new double[d[0]][d[1]][d[2]][d[3]];
        case 5 -> new double[d[0]][d[1]][d[2]][d[3]][d[4]];
        case 6 -> new double[d[0]][d[1]][d[2]][d[3]][d[4]][d[5]];
        default -> throw tooManyAxes(array);
      }, values, new ArrayList<>(List.of(0)));
    }
    float[] values = array.toFloatArray();
    return d.length == 0 ? (Object) values[0] : fill(switch (d.length) {
      case 1 -> new float[d[0]];
      case 2 -> new float[d[0]][d[1]];
      case 3 -> new float[d[0]][d[1]][d[2]];
      case 4 -> new float[d[0]][d[1]][d[2]][d[3]];
      case 5 -> new float[d[0]][d[1]][d[2]][d[3]][d[4]];
      case 6 -> new float[d[0]][d[1]][d[2]][d[3]][d[4]][d[5]];
      default -> throw tooManyAxes(array);
    }, values, new ArrayList<>(List.of(0)));
  }

  private static IllegalArgumentException tooManyAxes(NDArray array) {
    return new IllegalArgumentException("an array of shape " + array.shape() + " has too many axes");
  }

  private static Object fill(Object nested, Object values, List<Integer> next) {
    if (nested instanceof float[] || nested instanceof double[]) {
      int length = nested instanceof float[] floats ? floats.length : ((double[]) nested).length;
      System.arraycopy(values, next.get(0), nested, 0, length);
      next.set(0, next.get(0) + length);
    } else {
      for (Object inner : (Object[]) nested) {
        fill(inner, values, next);
      }
    }
    return nested;
  }
}
