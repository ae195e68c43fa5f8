package org.neurona.io;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.neurona.Model;
import org.neurona.io.json.JsonModelReader;
import org.neurona.io.json.JsonModelWriter;
import org.neurona.io.keras.KerasReader;

/**
 * Saves models to files and loads them, with the layers, the compile settings, the weights to the last bit and the
 * optimizer's state, so that training goes on after a load as if it had never stopped. The suffix says what is written:
 *
 * <ul>
 * <li>{@code .json} is Neurona's own, one readable file
 * <li>{@code .keras} is Keras 3's, which Keras opens, {@code .weights.h5} its weights alone
 * <li>{@code .h5} (or {@code .hdf5}) is the older format, which every Keras opens
 * <li>{@code .safetensors} holds weights alone, by Keras' paths ({@code dense/kernel}) or, with a
 * {@link WeightMapping}, as PyTorch lays them out
 * </ul>
 *
 * <p>What is read shows in the file itself: all of these, from Keras 1, 2, 3 and tf.keras, whatever their names.
 *
 * <p>Loading never runs code from a file, and opens no other file. A save writes a new file beside the old one and then
 * takes its place, so that a failure leaves the old one as it was.
 */
public final class Models {
  /** Of two suffixes that a name ends in, the longer comes first. */
  private static final List<FileFormat> FORMATS = List.of(new JsonFormat(), KerasFormat.ARCHIVE, KerasFormat.WEIGHTS,
      KerasFormat.H5, KerasFormat.HDF5, new SafetensorsFormat());
  private static final int START = 512;
  private static final String JSON_TEXT = "JSON text";

  private Models() {}

  /**
   * Saves a model.
   *
   * @throws IllegalArgumentException if the suffix names no format
   * @throws IllegalStateException if the model is not built
   * @throws IOException if the file can't be written; a file that was there is still there
   */
  public static void save(Model model, Path file) throws IOException {
    save(model, file, new SaveOptions());
  }

  /**
   * Saves a model.
   *
   * @throws IllegalArgumentException if the suffix names no format, or the model can't be written as the options say
   * @throws IllegalStateException if the model is not built
   * @throws IOException if the file can't be written; a file that was there is still there
   */
  public static void save(Model model, Path file, SaveOptions options) throws IOException {
    FileFormat format = format(file);
    model.graph();
    format.save(model, file, options);
  }

  /** Loads a model that {@link #save} or Keras wrote. */
  public static Model load(Path file) throws IOException {
    return load(file, new LoadOptions());
  }

  /**
   * Loads a model that {@link #save} or Keras wrote.
   *
   * @throws IllegalArgumentException if neither content nor suffix names a format, or the options an unknown engine
   * @throws ModelFormatException if the file is damaged, is no model, or is newer than this library
   * @throws UnsupportedModelException if the model has parts that this library does not have; lists all of them
   * @throws IOException if the file can't be read
   */
  public static Model load(Path file, LoadOptions options) throws IOException {
    Model model = contentFormat(file).load(file, options);
    NonFiniteWeights.warn(model, file);
    return model;
  }

  /** The layers of a model without numbers, as JSON. Keras' {@code model.to_json()}, in Neurona's own form. */
  public static String toJson(Model model) {
    StringWriter text = new StringWriter();
    try {
      JsonModelWriter.writeArchitecture(model, text);
    } catch (IOException e) {
      throw new UncheckedIOException("A text in memory can't fail to be written", e);
    }
    return text.toString();
  }

  /** A model with fresh weights from what {@link #toJson}, or Keras' {@code model.to_json()}, wrote. */
  public static Model fromJson(String json) throws ModelFormatException, UnsupportedModelException {
    return fromJson(json, new LoadOptions());
  }

  /**
   * A model with fresh weights from what {@link #toJson}, or Keras' {@code model.to_json()}, wrote.
   *
   * @throws ModelFormatException if the text is no model
   * @throws UnsupportedModelException if the model has parts that this library does not have; lists all of them
   */
  public static Model fromJson(String json, LoadOptions options)
      throws ModelFormatException, UnsupportedModelException {
    try {
      return KerasReader.isModelJson(json) ? new KerasReader(JSON_TEXT, options).readJson(json)
          : new JsonModelReader(new StringReader(json), JSON_TEXT, options).readArchitecture();
    } catch (ModelFormatException | UnsupportedModelException e) {
      throw e;
    } catch (IOException e) {
      throw new UncheckedIOException("A text in memory can't fail to be read", e);
    }
  }

  /** The layers of a file, with fresh weights, whether they were saved alone or with a model. */
  public static Model loadArchitecture(Path file) throws IOException {
    return loadArchitecture(file, new LoadOptions());
  }

  /**
   * The layers of a file, with fresh weights: those of what {@link #toJson} or Keras' {@code model.to_json()} wrote, or
   * of a whole model.
   *
   * @throws ModelFormatException if the file is damaged or holds no layers
   * @throws UnsupportedModelException if the model has parts that this library does not have; lists all of them
   * @throws IOException if the file can't be read
   */
  public static Model loadArchitecture(Path file, LoadOptions options) throws IOException {
    FileFormat format = contentFormat(file);
    return format instanceof JsonFormat json ? json.loadArchitecture(file, options)
        : format.load(file, options.compile(false)).cloneModel();
  }

  /** Tells what a file holds, without loading it. */
  public static FileContents contents(Path file) throws IOException {
    return contents(file, new LoadOptions());
  }

  /**
   * Tells what a file holds, without loading it: for models with parts that this library does not have, too.
   *
   * @throws IllegalArgumentException if neither content nor suffix names a format
   * @throws ModelFormatException if the file is damaged
   * @throws IOException if the file can't be read
   */
  public static FileContents contents(Path file, LoadOptions options) throws IOException {
    return contentFormat(file).contents(file, options);
  }

  /** All arrays of weights of a file, whatever they are of. */
  public static List<StoredArray> arrays(Path file) throws IOException {
    return arrays(file, new LoadOptions());
  }

  /**
   * All arrays of weights of a file, whatever they are of, by the names that it has for them.
   *
   * @throws IllegalArgumentException if neither content nor suffix names a format
   * @throws ModelFormatException if the file is damaged
   * @throws IOException if the file can't be read
   */
  public static List<StoredArray> arrays(Path file, LoadOptions options) throws IOException {
    return contentFormat(file).arrays(file, options);
  }

  /**
   * Saves a model's weights alone.
   *
   * @throws IllegalArgumentException if the suffix names no format
   * @throws IllegalStateException if the model is not built
   * @throws IOException if the file can't be written; a file that was there is still there
   */
  public static void saveWeights(Model model, Path file) throws IOException {
    FileFormat format = format(file);
    model.graph();
    format.saveWeights(model, file);
  }

  /**
   * Saves a model's weights as PyTorch calls and lays them out.
   *
   * @throws IllegalArgumentException if the suffix is not {@code .safetensors}, or the mapping does not fit the model
   * @throws IllegalStateException if the model is not built
   * @throws IOException if the file can't be written; a file that was there is still there
   */
  public static void saveWeights(Model model, Path file, WeightMapping mapping) throws IOException {
    requireSafetensors(format(file), file);
    model.graph();
    SafetensorsFormat.saveWeights(model, file, mapping);
  }

  /**
   * Gives a model the weights of a file, in order, whether they were saved alone or with a model, by this library or by
   * Keras; those of a {@code .safetensors} file by their names.
   */
  public static void loadWeights(Model model, Path file) throws IOException {
    loadWeights(model, file, new LoadOptions());
  }

  /**
   * Gives a model the weights of a file, whether they were saved alone or with a model, by this library or by Keras: in
   * order, or with {@link LoadOptions#byName} by the names of the layers. Those of a {@code .safetensors} file by their
   * names, or with {@link LoadOptions#mapping} as PyTorch has them.
   *
   * @throws IllegalArgumentException if there is a mapping, and the file is of another kind or the mapping does not fit
   *     the model
   * @throws ModelFormatException if the file is damaged, or its weights are not those of the model; the message says
   *     which
   * @throws IllegalStateException if the model is not built
   * @throws IOException if the file can't be read
   */
  public static void loadWeights(Model model, Path file, LoadOptions options) throws IOException {
    FileFormat format = contentFormat(file);
    if (options.mapping() != null) {
      requireSafetensors(format, file);
    }
    model.graph();
    format.loadWeights(model, file, options);
    NonFiniteWeights.warn(model, file);
  }

  private static void requireSafetensors(FileFormat format, Path file) {
    if (!(format instanceof SafetensorsFormat)) {
      throw new IllegalArgumentException("A mapping is for PyTorch's weights in a .safetensors file, got " + file);
    }
  }

  /** The format of a file that is there: by how it begins, or else by its suffix. */
  private static FileFormat contentFormat(Path file) throws IOException {
    byte[] start;
    try (InputStream in = Files.newInputStream(file)) {
      start = in.readNBytes(START);
    } catch (NoSuchFileException e) {
      format(file); // a suffix that is none is the clearer message
      throw e;
    }
    for (FileFormat format : FORMATS) {
      if (format.recognises(ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN))) {
        return format;
      }
    }
    return format(file);
  }

  private static FileFormat format(Path file) {
    String name = file.getFileName() == null ? "" : file.getFileName().toString().toLowerCase(Locale.ROOT);
    return FORMATS.stream().filter(format -> name.endsWith(format.suffix())).findFirst()
        .orElseThrow(() -> new IllegalArgumentException("A model file ends in "
            + FORMATS.stream().map(FileFormat::suffix).collect(Collectors.joining(", ")) + ", got " + file
            + ". Other formats are not written or read by this release"));
  }
}
