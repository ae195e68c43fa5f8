package org.neurona.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurona.datasets.files.IdxReader;

/** IDX files, plain and compressed, read at once and row by row. */
class IdxFuzzTest {
  @MethodSource("org.neurona.fuzz.Seeds#idx")
  @FuzzTest
  void file(byte[] file) throws IOException {
    HostileFile.read("array-idx", file, path -> new IdxReader().read(path));
    HostileFile.read("rows-idx", file, RowByRow::read);
  }

  @MethodSource("org.neurona.fuzz.Seeds#idx")
  @FuzzTest
  void compressed(byte[] file) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(file);
    }
    HostileFile.read("array-idx.gz", bytes.toByteArray(), path -> new IdxReader().read(path));
  }
}
