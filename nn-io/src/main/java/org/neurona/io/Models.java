package org.neurona.io;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.neurona.Model;
import org.neurona.io.json.JsonModelReader;
import org.neurona.io.json.JsonModelWriter;

/**
 * Saves models to files and loads them. The suffix names the format: {@code .json} is Neurona's own, one readable file
 * with the layers, the compile settings, the weights to the last bit and the optimizer's state, so that training goes
 * on after a load as if it had never stopped.
 *
 * <p>Loading never runs code from a file, and opens no other file. A save writes a new file beside the old one and then
 * takes its place, so that a failure leaves the old one as it was.
 */
public final class Models {
  private static final List<FileFormat> FORMATS = List.of(new JsonFormat());

  private Models() {}

  /**
   * Saves a model.
   *
   * @throws IllegalArgumentException if the suffix names no format
   * @throws IllegalStateException if the model is not built
   * @throws IOException if the file can't be written; a file that was there is still there
   */
  public static void save(Model model, Path file) throws IOException {
    FileFormat format = format(file);
    model.graph();
    format.save(model, file);
  }

  /** Loads a model that {@link #save} wrote. */
  public static Model load(Path file) throws IOException {
    return load(file, new LoadOptions());
  }

  /**
   * Loads a model that {@link #save} wrote.
   *
   * @throws IllegalArgumentException if the suffix names no format, or the options an unknown engine
   * @throws ModelFormatException if the file is damaged, is no model, or is newer than this library
   * @throws IOException if the file can't be read
   */
  public static Model load(Path file, LoadOptions options) throws IOException {
    return format(file).load(file, options);
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

  /** A model with fresh weights from what {@link #toJson} wrote. */
  public static Model fromJson(String json) throws ModelFormatException {
    return fromJson(json, new LoadOptions());
  }

  /**
   * A model with fresh weights from what {@link #toJson} wrote.
   *
   * @throws ModelFormatException if the text is no model
   */
  public static Model fromJson(String json, LoadOptions options) throws ModelFormatException {
    try {
      return new JsonModelReader(new StringReader(json), "JSON text", options).readArchitecture();
    } catch (ModelFormatException e) {
      throw e;
    } catch (IOException e) {
      throw new UncheckedIOException("A text in memory can't fail to be read", e);
    }
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

  /** Gives a model the weights of a file, in order, whether they were saved alone or with a model. */
  public static void loadWeights(Model model, Path file) throws IOException {
    loadWeights(model, file, new LoadOptions());
  }

  /**
   * Gives a model the weights of a file, in order, whether they were saved alone or with a model.
   *
   * @throws ModelFormatException if the file is damaged, or its weights are not those of the model; the message says
   *     which
   * @throws IllegalStateException if the model is not built
   * @throws IOException if the file can't be read
   */
  public static void loadWeights(Model model, Path file, LoadOptions options) throws IOException {
    FileFormat format = format(file);
    model.graph();
    format.loadWeights(model, file, options);
  }

  private static FileFormat format(Path file) {
    String name = file.getFileName() == null ? "" : file.getFileName().toString().toLowerCase(Locale.ROOT);
    return FORMATS.stream().filter(format -> name.endsWith(format.suffix())).findFirst()
        .orElseThrow(() -> new IllegalArgumentException("A model file ends in "
            + FORMATS.stream().map(FileFormat::suffix).collect(Collectors.joining(", ")) + ", got " + file
            + ". Other formats are not written or read by this release"));
  }
}
