package org.neurona.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neurona.Model;
import org.neurona.Sequential;
import org.neurona.io.json.JsonModelWriter;
import org.neurona.layers.Dense;
import org.neurona.layers.Input;

/** A save that fails leaves the old file, and nothing else. */
class FileReplacementTest {
  @TempDir
  Path folder;

  private Path file;
  private Model model;
  private String before;

  /** A disk that is full after so many characters. */
  private static final class FullDisk extends FilterWriter {
    private int left;

    FullDisk(Writer writer, int left) {
      super(writer);
      this.left = left;
    }

    @Override
    public void write(int character) throws IOException {
      write(new char[] {(char) character}, 0, 1);
    }

    @Override
    public void write(String text, int offset, int length) throws IOException {
      write(text.toCharArray(), offset, length);
    }

    @Override
    public void write(char[] buffer, int offset, int length) throws IOException {
      super.write(buffer, offset, Math.min(left, length));
      left -= length;
      if (left < 0) {
        flush();
        throw new IOException("No space left on device");
      }
    }
  }

  @BeforeEach
  void saveAModel() throws IOException {
    file = folder.resolve("model.json");
    model = SampleModels.classifier();
    Models.save(model, file);
    before = Files.readString(file);
  }

  private void assertOnlyTheOldFile() throws IOException {
    assertEquals(before, Files.readString(file));
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(List.of(file), files.toList());
    }
    assertEquals(model.getWeights(), Models.load(file).getWeights());
  }

  @Test
  void aDiskThatFillsUpLeavesTheOldFileWhereverItStops() throws IOException {
    for (int room = 0; room < before.length(); room += 1 + before.length() / 50) {
      int left = room;
      assertEquals("No space left on device", assertThrows(IOException.class, () -> FileReplacement.write(file,
          writer -> JsonModelWriter.write(model, new FullDisk(writer, left)))).getMessage());
      assertOnlyTheOldFile();
    }
  }

  @Test
  void whateverElseFailsLeavesTheOldFile() throws IOException {
    assertThrows(IllegalStateException.class, () -> FileReplacement.write(file, writer -> {
      writer.write("x".repeat(100_000));
      throw new IllegalStateException("not a file's fault");
    }));

    assertOnlyTheOldFile();
  }

  @Test
  void aDiskThatKeepsOtherBytesThanItWasGivenIsFoundOut() throws IOException {
    IOException failure = assertThrows(IOException.class, () -> FileReplacement.write(file, writer -> {
      writer.write("as it should be");
      writer.flush();
      try (Stream<Path> files = Files.list(folder)) {
        Files.writeString(files.filter(path -> path.toString().endsWith(".tmp")).findFirst().orElseThrow(), "XX",
            StandardOpenOption.WRITE);
      }
    }));

    assertEquals(file + " was not saved: what was written does not read back the same", failure.getMessage());
    assertOnlyTheOldFile();
  }

  @Test
  void aFileThatIsWrittenInTwoPartsLeavesNeitherBehind() throws IOException {
    assertThrows(IOException.class, () -> FileReplacement.writeFile(file, (first, second) -> {
      Files.writeString(first, "half");
      Files.writeString(second, "of it");
      throw new IOException("No space left on device");
    }));

    assertOnlyTheOldFile();
  }

  @Test
  void aSaveForKerasThatFailsLeavesTheOldFile() throws IOException {
    Model odd = new Sequential(new Input(2), new Dense(1).name("a\ud800b"));
    for (String suffix : List.of(".keras", ".h5")) {
      Path old = Files.writeString(folder.resolve("old" + suffix), "old");

      assertThrows(IOException.class, () -> Models.save(odd, old));

      assertEquals("old", Files.readString(old));
      Files.delete(old);
      assertOnlyTheOldFile();
    }
  }

  @Test
  void halfACharacterIsAnErrorAndNoQuestionMark() throws IOException {
    assertThrows(CharacterCodingException.class,
        () -> Models.save(new Sequential(new Input(2), new Dense(1).name("a\ud800b")), file));

    assertOnlyTheOldFile();
  }

  @Test
  void aFolderThatCannotBeWrittenToFails() throws IOException {
    assumeTrue(Files.getFileStore(folder).supportsFileAttributeView("posix")
        && !System.getProperty("user.name").equals("root"), "root may write everywhere");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("r-xr-xr-x"));
    try {
      assertThrows(AccessDeniedException.class, () -> Models.save(model, file));
      assertOnlyTheOldFile();
    } finally {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  @Test
  void aFolderThatIsNotThereFailsAndIsNotMade() {
    Path nowhere = folder.resolve("nowhere");

    assertThrows(NoSuchFileException.class, () -> Models.save(model, nowhere.resolve("model.json")));
    assertFalse(Files.exists(nowhere));
  }

  @Test
  void aFolderInTheTargetsPlaceIsKept() throws IOException {
    Path taken = folder.resolve("taken.json");
    Files.createDirectory(taken);
    Files.writeString(taken.resolve("inside.txt"), "kept");

    assertThrows(IOException.class, () -> Models.save(model, taken));

    assertEquals("kept", Files.readString(taken.resolve("inside.txt")));
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(List.of(file, taken), files.sorted().toList());
    }
  }

  @Test
  void aSavedFileIsReadableLikeAnyOther() throws IOException {
    assumeTrue(Files.getFileStore(folder).supportsFileAttributeView("posix"));
    Path other = Files.createFile(folder.resolve("other"));

    assertEquals(Files.getPosixFilePermissions(other), Files.getPosixFilePermissions(file));
  }
}
