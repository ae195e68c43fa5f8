package org.neurona.io;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import org.neurona.io.safetensors.InvalidTensorException;

/** Reads a file so that whatever is wrong with it ends in a {@link ModelFormatException}. */
final class GuardedReading {
  private GuardedReading() {}

  /** What reads. */
  interface Reading<T> {
    /** Reads it. */
    T read() throws IOException;
  }

  /**
   * Reads.
   *
   * @param file what messages call the source
   */
  static <T> T of(String file, Reading<T> reading) throws IOException {
    try {
      return reading.read();
    } catch (ModelFormatException | UnsupportedModelException e) {
      throw e;
    } catch (EOFException e) {
      throw new ModelFormatException(file, "", "the file ends too early", e);
    } catch (CharacterCodingException e) {
      throw new ModelFormatException(file, "", "not a text in UTF-8", e);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } catch (InvalidTensorException e) {
      throw new ModelFormatException(file, "tensor \"" + e.tensor() + "\"", e.getMessage(), e);
    } catch (RuntimeException e) {
      String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      throw new ModelFormatException(file, "", reason, e);
    } catch (OutOfMemoryError e) {
      throw new ModelFormatException(file, "", "the file needs more memory than there is", e);
    } catch (StackOverflowError e) {
      throw new ModelFormatException(file, "", "the file is nested too deeply", e);
    }
  }
}
