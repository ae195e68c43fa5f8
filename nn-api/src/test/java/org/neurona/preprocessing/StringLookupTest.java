package org.neurona.preprocessing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.neurona.NDArray;
import org.neurona.Shape;

/** Lookups of strings, on the examples of Keras' documentation. */
class StringLookupTest {
  private static final List<List<String>> DATA = List.of(List.of("a", "c", "d"), List.of("d", "z", "b"));
  private static final List<List<String>> REPEATED =
      List.of(List.of("a", "c", "d", "d"), List.of("d", "z", "b", "z"));
  private static final StringLookup LOOKUP = new StringLookup("a", "b", "c", "d");

  @Test
  void stringsHavePlacesBehindThatOfUnknownOnes() {
    assertEquals(NDArray.of(new int[][] {{1, 3, 4}, {4, 0, 2}}), LOOKUP.applyDocuments(DATA));
    assertEquals(NDArray.of(4, 0), LOOKUP.apply(List.of("d", "z")));
    assertEquals(List.of("[UNK]", "a", "b", "c", "d"), LOOKUP.getVocabulary());
  }

  @Test
  void aVocabularyIsInOrderOfFrequencyAndThenFromTheLargest() {
    StringLookup adapted = new StringLookup().adaptDocuments(DATA);

    assertEquals(List.of("[UNK]", "d", "z", "c", "b", "a"), adapted.getVocabulary());
    assertEquals(NDArray.of(new int[][] {{5, 3, 1}, {1, 2, 4}}), adapted.applyDocuments(DATA));
    assertEquals(List.of("[UNK]", "d", "z"), new StringLookup().maxTokens(3).adaptDocuments(DATA).getVocabulary());
  }

  /** In UTF-16 the first would be the smaller one: its code units are surrogates. */
  @Test
  void equallyFrequentStringsAreComparedByTheirBytes() {
    assertEquals(List.of("\ud83d\ude00", "\uffee"),
        new StringLookup().adapt(List.of("\uffee", "\ud83d\ude00")).vocabulary());
  }

  @Test
  void stringsAreEncoded() {
    assertArrayEquals(new float[] {0, 1, 0, 0, 0, 1, 0, 0, 0, 0},
        LOOKUP.outputMode("one_hot").apply(List.of("a", "z")).toFloatArray());
    assertEquals(Shape.of(2, 3, 5), LOOKUP.outputMode("one_hot").applyDocuments(DATA).shape());
    assertArrayEquals(new float[] {0, 1, 0, 1, 1, 1, 0, 1, 0, 1},
        LOOKUP.outputMode("multi_hot").applyDocuments(REPEATED).toFloatArray());
    assertArrayEquals(new float[] {0, 1, 0, 1, 2, 2, 0, 1, 0, 1},
        LOOKUP.outputMode("count").applyDocuments(REPEATED).toFloatArray());
    assertArrayEquals(new float[] {0, 0.25f, 0, 0.6f, 0.8f, 1, 0, 0.75f, 0, 0.4f},
        LOOKUP.outputMode("tf_idf").idfWeights(0.25, 0.75, 0.6, 0.4).applyDocuments(REPEATED).toFloatArray(), 1e-6f);
  }

  @Test
  void aMaskTokenHasPlaceZeroOrCountsForNothing() {
    StringLookup masked = LOOKUP.maskToken("");

    assertEquals(NDArray.of(0, 1, 2), masked.apply(List.of("", "z", "a")));
    assertArrayEquals(new float[] {1, 1, 0, 0, 0},
        masked.outputMode("count").applyDocuments(List.of(List.of("", "z", "a"))).toFloatArray());
  }

  @Test
  void theInverseGivesStringsBack() {
    assertEquals(List.of("a", "c", "d", "d", "[UNK]", "b"), LOOKUP.invert(LOOKUP.applyDocuments(DATA)));
  }

  @Test
  void whatCannotBeIsRefused() {
    assertEquals("StringLookup has no vocabulary: give it one, or use adapt",
        assertThrows(IllegalStateException.class, () -> new StringLookup().apply(List.of("a"))).getMessage());
    assertEquals("StringLookup: When `num_oov_indices=0` all inputs should be in vocabulary, found OOV value \"z\", "
        + "consider setting `num_oov_indices=1`.",
        assertThrows(IllegalArgumentException.class, () -> LOOKUP.numOovIndices(0).apply(List.of("z"))).getMessage());
    assertThrows(IllegalArgumentException.class, () -> LOOKUP.numOovIndices(2));
    assertThrows(IllegalArgumentException.class, () -> LOOKUP.maxTokens(3).apply(List.of("a")));
    assertThrows(IllegalArgumentException.class, () -> LOOKUP.outputMode("tf_idf").apply(List.of("a")));
    assertThrows(IllegalArgumentException.class, () -> new StringLookup("a", "a"));
    assertEquals("StringLookup: documents have different lengths, [1, 2]; TextVectorization fills them up",
        assertThrows(IllegalArgumentException.class,
            () -> LOOKUP.applyDocuments(List.of(List.of("a"), List.of("a", "b")))).getMessage());
  }
}
