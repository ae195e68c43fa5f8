package org.neurona.io.hdf5;

import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import io.jhdf.api.dataset.ContiguousDataset;
import io.jhdf.object.datatype.FloatingPoint;
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
  private final Group group;
  private final ReadOnlyChannel bytes;

  /**
   * A group.
   *
   * @param bytes what the whole file holds
   */
  Hdf5Group(String path, Group group, ReadOnlyChannel bytes) {
    this.path = path;
    this.group = group;
    this.bytes = bytes;
  }

  /** Its path from the root: {@code layers/dense}; empty for the root. */
  public String path() {
    return path;
  }

  /** The names of its members, sorted. */
  public Set<String> names() {
    return new TreeSet<>(group.getChildren().keySet());
  }

  /** The group of a path below this one, if there is one. */
  public Optional<Hdf5Group> group(String relative) {
    return node(relative) instanceof Group found ? Optional.of(new Hdf5Group(below(relative), found, bytes))
        : Optional.empty();
  }

  /** Whether there is an array at a path below this group. */
  public boolean hasArray(String relative) {
    return node(relative) instanceof Dataset;
  }

  /**
   * The array of a path below this group.
   *
   * @throws IllegalArgumentException if there is none, or its type is none of numbers that are read
   */
  public NDArray array(String relative) {
    if (!(node(relative) instanceof Dataset dataset)) {
      throw new IllegalArgumentException("the array " + below(relative) + " is missing");
    }
    Shape shape = Shape.of(dataset.getDimensions());
    if (shape.size() > 0 && dataset instanceof ContiguousDataset contiguous
        && dataset.getDataType() instanceof FloatingPoint type && type.getBitPrecision() == Float.SIZE) {
      return NDArray.wrap(shape,
          PlainFloats.read(bytes, contiguous.getDataAddress(), type.getByteOrder(), shape.size()));
    }
    Object values = shape.size() == 0 ? new float[0] : dataset.getDataFlat();
    if (values instanceof float[] floats) {
      return NDArray.wrap(shape, floats);
    } else if (values instanceof double[] doubles) {
      return NDArray.wrap(shape, doubles);
    } else if (values instanceof int[] ints) {
      return NDArray.wrap(shape, ints);
    } else if (values instanceof long[] longs) {
      return wide(shape, longs, below(relative));
    }
    throw new IllegalArgumentException(below(relative) + " has elements of a type that is not read: "
        + dataset.getDataType());
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
    return Optional.ofNullable(group.getAttribute(attribute)).map(Attribute::getData)
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
    if (group.getAttribute(attribute) != null) {
      add(texts, attribute);
      return Optional.of(texts);
    }
    int part = 0;
    for (; group.getAttribute(attribute + part) != null; part++) {
      add(texts, attribute + part);
    }
    return part == 0 ? Optional.empty() : Optional.of(texts);
  }

  private void add(List<String> texts, String attribute) {
    Attribute found = group.getAttribute(attribute);
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

  /** The member of a path, or null. Names are taken one by one: jHDF throws for a path that leads nowhere. */
  private Node node(String relative) {
    Node node = group;
    for (String name : relative.split("/")) {
      node = node instanceof Group at ? at.getChild(name) : null;
    }
    return node;
  }
}
