package org.neurona.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.neurona.Model;

/** One kind of model file. A new kind is one such class and its line in {@link Models}. */
interface FileFormat {
  /** How the names of such files end: {@code .json}. */
  String suffix();

  /** Whether a file that begins with these bytes is of this kind, or of one that is read in the same way. */
  boolean recognises(ByteBuffer start);

  /** Saves a model that is built. */
  void save(Model model, Path file) throws IOException;

  /** Saves a model that is built in the form of an older Keras; a kind that has none refuses. */
  default void save(Model model, Path file, SaveOptions options) throws IOException {
    if (options.kerasVersion() != new SaveOptions().kerasVersion()) {
      throw new IllegalArgumentException("Keras " + options.kerasVersion() + " has no " + suffix()
          + " files: use .h5. Got " + file);
    }
    save(model, file);
  }

  /** Saves the weights of a model that is built. */
  void saveWeights(Model model, Path file) throws IOException;

  /** Loads a model. */
  Model load(Path file, LoadOptions options) throws IOException;

  /** Gives a model that is built the weights of a file. */
  void loadWeights(Model model, Path file, LoadOptions options) throws IOException;

  /** Tells what a file holds, without loading it. */
  FileContents contents(Path file, LoadOptions options) throws IOException;

  /** All arrays of weights that a file holds. */
  List<StoredArray> arrays(Path file, LoadOptions options) throws IOException;
}
