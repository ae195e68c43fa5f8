package org.neurona.io.guard;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import org.neurona.io.ModelFormatException;
import org.neurona.io.UnsupportedModelException;

/** Reads a file so that whatever is wrong with it ends in a {@link ModelFormatException}. */
public final class GuardedReading {
  private GuardedReading() {}

  /** What reads. */
  public interface Reading<T> {
    /** Reads it. */
    T read() throws IOException;
  }

  /** Says what is wrong with a file, and where. */
  public interface Failure {
    /**
     * Says it.
     *
     * @param cause what was thrown
     */
    ModelFormatException of(String reason, Throwable cause);
  }

  /**
   * Reads; failures name the file and no place in it.
   *
   * @param file what messages call the source
   */
  public static <T> T of(String file, Reading<T> reading) throws IOException {
    return of("file", (reason, cause) -> new ModelFormatException(file, "", reason, cause), reading);
  }

  /**
   * Reads.
   *
   * @param what what is read, as messages call it: {@code model}
   * @param failure says what is wrong
   */
  public static <T> T of(String what, Failure failure, Reading<T> reading) throws IOException {
    try {
      return reading.read();
    } catch (ModelFormatException | UnsupportedModelException e) {
      throw e;
    } catch (EOFException e) {
      throw failure.of("the file ends too early", e);
    } catch (CharacterCodingException e) {
      throw failure.of("not a text in UTF-8", e);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } catch (RuntimeException e) {
      // Settings, layers of one's own, engines and jHDF judge what the file says, each with exceptions of its own.
      throw failure.of(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage(), e);
    } catch (OutOfMemoryError e) {
      throw failure.of("the " + what + " needs more memory than there is", e);
    } catch (StackOverflowError e) {
      throw failure.of("the " + what + " is nested too deeply", e);
    }
  }
}
