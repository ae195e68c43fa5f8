package org.neurona.callbacks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilePatternTest {
  private static final Map<String, Double> LOGS = Map.of("loss", 0.1264);

  @ParameterizedTest
  @CsvSource({"{epoch}, 7", "{epoch:d}, 7", "{epoch:02d}, 07", "{epoch:03}, 007", "{loss:.2f}, 0.13",
      "{loss:.3e}, 1.264e-01", "{loss:08.3f}, 0000.126", "{loss}, 0.1264", "a$1\\b-{epoch}, a$1\\b-7",
      "{epoch:02d}-{loss:.1f}.json, 07-0.1.json", "{}, {}"})
  void placeholdersAreFilledInAsPythonDoes(String pattern, String name) {
    assertEquals(name, new FilePattern(pattern).fill(Map.of("epoch", 7), LOGS));
  }

  @ParameterizedTest
  @CsvSource({"{epoch:.2f}, {epoch} or something like {epoch:02d}",
      "{batch:x}, {batch} or something like {batch:02d}",
      "{epoch:999999999d}, {epoch} or something like {epoch:02d}",
      "{val_loss:d}, {val_loss} or something like {val_loss:.2f}",
      "{val_loss:.2}, {val_loss} or something like {val_loss:.2f}",
      "{val_loss:%}, {val_loss} or something like {val_loss:.2f}"})
  void whatCannotBeFilledInIsRefused(String placeholder, String advice) {
    assertEquals("Failed to format this callback filepath: \"m-" + placeholder + "\". Reason: in place of "
        + placeholder + ", write " + advice,
        assertThrows(IllegalArgumentException.class, () -> new FilePattern("m-" + placeholder)).getMessage());
  }

  @Test
  void aPlaceholderWithoutAValueListsTheKnownOnes() {
    assertEquals("Failed to format this callback filepath: \"{acc}\". Reason: no value \"acc\", known: epoch, loss",
        assertThrows(IllegalArgumentException.class, () -> new FilePattern("{acc}").fill(Map.of("epoch", 1), LOGS))
            .getMessage());
  }
}
