package org.neurona.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurona.datasets.files.CsvReader;
import org.neurona.datasets.files.CsvText;

/** CSV files: as tables of numbers, as texts, and row by row. */
class CsvFuzzTest {
  @MethodSource("org.neurona.fuzz.Seeds#csv")
  @FuzzTest
  void file(byte[] file) throws IOException {
    HostileFile.read("numbers.csv", file, path -> new CsvReader().header(false).read(path));
    HostileFile.read("classes.csv", file, path -> new CsvReader().target(-1).read(path));
    HostileFile.read("texts.csv", file, CsvText::read);
    HostileFile.read("rows.csv", file, path -> RowByRow.read(new CsvReader().target(-1).open(path)));
  }
}
