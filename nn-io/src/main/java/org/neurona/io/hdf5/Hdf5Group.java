package org.neurona.io.hdf5;

import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.neurona.DType;
import org.neurona.NDArray;
import org.neurona.Shape;

/** A group: members and attributes by name. */
public final class Hdf5Group {
  private final String path;
  private final HdfObject group;
  private final Hdf5File file;

  /**
   * A group.
   *
   * @param file the file that it is in
   */
  Hdf5Group(String path, HdfObject group, Hdf5File file) {
    this.path = path;
    this.group = group;
    this.file = file;
  }

  /** Its path from the root: {@code layers/dense}; empty for the root. */
  public String path() {
    return path;
  }

  /** The names of its members, sorted. */
  public Set<String> names() {
    return new TreeSet<>(group.members().keySet());
  }

  /** The group of a path below this one, if there is one. */
  public Optional<Hdf5Group> group(String relative) {
    HdfObject found = group.member(relative);
    return found == null || found.isArray() ? Optional.empty()
        : Optional.of(new Hdf5Group(below(relative), found, file));
  }

  /** Whether there is an array at a path below this group. */
  public boolean hasArray(String relative) {
    HdfObject found = group.member(relative);
    return found != null && found.isArray();
  }

  /**
   * The array of a path below this group.
   *
   * @throws IllegalArgumentException if there is none, or its type is none of numbers that are read
   */
  public NDArray array(String relative) {
    if (!hasArray(relative)) {
      throw new IllegalArgumentException("the array " + below(relative) + " is missing");
    }
    PlainFloats floats = group.member(relative).floats();
    return floats == null ? other(below(relative)) : floats.read(file.bytes());
  }

  /** An array that isn't plain floats. */
  private NDArray other(String name) {
    Dataset dataset = (Dataset) file.node(name);
    Shape shape = Shape.of(dataset.getDimensions());
    Object values = shape.size() == 0 ? new float[0] : dataset.getDataFlat();
    if (values instanceof float[] floats) {
      return NDArray.wrap(shape, floats);
    } else if (values instanceof double[] doubles) {
      return NDArray.wrap(shape, doubles);
    } else if (values instanceof int[] ints) {
      return NDArray.wrap(shape, ints);
    } else if (values instanceof long[] longs) {
      return wide(shape, longs, name);
    }
    throw new IllegalArgumentException(name + " has elements of a type that is not read: " + dataset.getDataType());
  }

  /** Whole numbers of 64 bits, as doubles, which hold counters exactly. */
  private static NDArray wide(Shape shape, long[] longs, String name) {
    double[] doubles = new double[longs.length];
    for (int i = 0; i < longs.length; i++) {
      doubles[i] = longs[i];
      if ((long) doubles[i] != longs[i]) {
        throw new IllegalArgumentException(name + " holds " + longs[i] + ", which " + DType.FLOAT64 + " can't");
      }
    }
    return NDArray.wrap(shape, doubles);
  }

  /** The text of an attribute, if it has one. */
  public Optional<String> text(String attribute) {
    return Optional.ofNullable(attribute(attribute)).map(Attribute::getData)
        .map(data -> {
          if (!(data instanceof String text)) {
            throw new IllegalArgumentException("the attribute " + attribute + " of " + (path.isEmpty() ? "/" : path)
                + " is no text");
          }
          return text;
        });
  }

  /**
   * A list of texts. h5py has no room for long ones, so Keras cuts them into {@code name0}, {@code name1} ...; an empty
   * one is written as numbers.
   *
   * @return the list, or nothing if there is no such attribute
   */
  public Optional<List<String>> texts(String attribute) {
    List<String> texts = new ArrayList<>();
    if (attribute(attribute) != null) {
      add(texts, attribute);
      return Optional.of(texts);
    }
    int part = 0;
    for (; attribute(attribute + part) != null; part++) {
      add(texts, attribute + part);
    }
    return part == 0 ? Optional.empty() : Optional.of(texts);
  }

  private void add(List<String> texts, String attribute) {
    Attribute found = attribute(attribute);
    if (found.getSize() == 0) {
      return;
    }
    if (!(found.getData() instanceof String[] more)) {
      throw new IllegalArgumentException("the attribute " + attribute + " of " + (path.isEmpty() ? "/" : path)
          + " is no list of texts");
    }
    texts.addAll(List.of(more));
  }

  private String below(String relative) {
    return path.isEmpty() ? relative : path + "/" + relative;
  }

  private Attribute attribute(String name) {
    return file.node(path).getAttribute(name);
  }
}
