package org.neurona.examples.files;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.neurona.Model;
import org.neurona.NDArray;
import org.neurona.io.FileContents;
import org.neurona.io.FileContents.Kind;
import org.neurona.io.Models;
import org.neurona.io.StoredArray;
import org.neurona.io.UnsupportedModelException;

/**
 * What there is to be told of a file.
 *
 * @param file the file
 * @param holds what it holds, in a word or two
 * @param contents what it says of itself
 * @param model the model, if it holds one that can be loaded; null otherwise
 * @param missing what the model has that this library does not have; empty if it could be loaded
 * @param arrays the arrays: the model's weights by their paths, or those of the file by its own names
 */
record Inspection(Path file, String holds, FileContents contents, Model model, List<String> missing,
    List<StoredArray> arrays) {
  /**
   * Looks into a file.
   *
   * @throws IOException if the file can't be read, is damaged, or is of no kind that is known
   */
  static Inspection of(Path file) throws IOException {
    DataFile data = DataFile.of(file);
    if (data != null) {
      List<StoredArray> arrays = new ArrayList<>();
      data.read(file).forEach((name, array) -> arrays.add(new StoredArray(name, array)));
      return new Inspection(file, "data",
          new FileContents(Kind.OTHER, data.format, Map.of(), List.of()), null, List.of(), arrays);
    }
    FileContents contents = Models.contents(file);
    return switch (contents.kind()) {
      case WEIGHTS -> new Inspection(file, "weights alone", contents, null, List.of(), Models.arrays(file));
      case OTHER -> new Inspection(file, "no model", contents, null, List.of(), List.of());
      case MODEL, ARCHITECTURE -> ofModel(file, contents);
    };
  }

  private static Inspection ofModel(Path file, FileContents contents) throws IOException {
    boolean whole = contents.kind() == Kind.MODEL;
    String holds = whole ? "a model" : "layers without weights";
    try {
      Model model = whole ? Models.load(file) : Models.loadArchitecture(file);
      return new Inspection(file, holds, contents, model, List.of(),
          whole && model.isBuilt() ? weights(model) : List.of());
    } catch (UnsupportedModelException e) {
      return new Inspection(file, holds, contents, null, e.parts(), Models.arrays(file));
    }
  }

  private static List<StoredArray> weights(Model model) {
    List<NDArray> values = model.getWeights();
    List<StoredArray> weights = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      weights.add(new StoredArray(model.graph().weights().get(i).path(), values.get(i)));
    }
    return weights;
  }
}
