package org.neurona.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurona.datasets.files.NpyReader;

/** {@code .npy} files, read at once and row by row. */
class NpyFuzzTest {
  @MethodSource("org.neurona.fuzz.Seeds#npy")
  @FuzzTest
  void file(byte[] file) throws IOException {
    HostileFile.read("array.npy", file, path -> new NpyReader().read(path));
    HostileFile.read("rows.npy", file, RowByRow::read);
  }
}
