package org.neurona.preprocessing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.neurona.NDArray;
import org.neurona.Shape;
import org.neurona.config.CustomObjects;

/** Texts as numbers, on the examples of Keras' documentation. */
class TextVectorizationTest {
  private static final TextVectorization WORDS = new TextVectorization().vocabulary(List.of("earth", "wind", "fire"));

  @Test
  void textsAreCutAndFilledUpToOneLength() {
    TextVectorization adapted = new TextVectorization().maxTokens(5000).outputSequenceLength(4)
        .adapt(List.of("foo bar", "bar baz", "baz bada boom"));

    assertEquals(List.of("", "[UNK]", "baz", "bar", "foo", "boom", "bada"), adapted.getVocabulary());
    assertEquals(NDArray.of(new int[][] {{4, 1, 3, 0}, {1, 2, 0, 0}}),
        adapted.apply(List.of("foo qux bar", "qux baz")));
    assertEquals(NDArray.of(new int[][] {{4, 4, 4, 4}}), adapted.apply(List.of("foo foo foo foo foo")));
  }

  @Test
  void aVocabularyComesBehindPaddingAndUnknown() {
    assertEquals(List.of("", "[UNK]", "earth", "wind", "fire"), WORDS.getVocabulary());
    assertEquals(NDArray.of(new int[][] {{2, 3, 1, 4}, {4, 0, 0, 0}}),
        WORDS.apply(List.of("Earth, Wind & and FIRE!", "\tfire\n")));
  }

  @Test
  void allPunctuationOfAsciiGoes() {
    assertEquals(List.of("abc"),
        new TextVectorization().adapt(List.of("a!\"#$%&'()*+,-./:;<=>?@b[\\]^_`{|}~c")).vocabulary());
    assertEquals(List.of("\u00e9t\u00e9\u2026", "\u00c9t\u00e9\u2026"),
        new TextVectorization().adapt(List.of("\u00c9T\u00e9\u2026 \u00e9t\u00e9\u2026")).vocabulary());
  }

  @Test
  void standardizationIsWholeOrInPartOrNone() {
    List<String> text = List.of("A.b");

    assertEquals(List.of("ab"), new TextVectorization().adapt(text).vocabulary());
    assertEquals(List.of("a.b"), new TextVectorization().standardize("lower").adapt(text).vocabulary());
    assertEquals(List.of("Ab"), new TextVectorization().standardize("strip_punctuation").adapt(text).vocabulary());
    assertEquals(List.of("A.b"), new TextVectorization().standardize(null).adapt(text).vocabulary());
  }

  @Test
  void textsAreSplitIntoCharactersOrNotAtAll() {
    assertEquals(List.of("\ud83d\ude00", "b", " "),
        new TextVectorization().split("character").adapt(List.of("b \ud83d\ude00")).vocabulary());
    assertEquals(List.of("b c"), new TextVectorization().split(null).adapt(List.of("b c")).vocabulary());
  }

  @Test
  void neighboursAreJoined() {
    TextVectorization pairs = new TextVectorization().ngrams(2).vocabulary(List.of("a", "b", "a b", "b a"));

    assertEquals(NDArray.of(new int[][] {{2, 3, 2, 4, 5}}), pairs.apply(List.of("a b a")));
    assertEquals(NDArray.of(new int[][] {{4, 5}, {0, 0}}), pairs.ngrams(List.of(2)).apply(List.of("a b a", "a")));
    assertEquals(List.of(1, 2), ((TextVectorization) TextLookups.catalogue().read(Map.of("class_name",
        "TextVectorization", "config", Map.of("ngrams", 2)), CustomObjects.none())).ngrams());
  }

  @Test
  void textsAreVectorsOfTheirTokens() {
    List<String> texts = List.of("fire fire water", "earth");

    assertArrayEquals(new float[] {1, 0, 0, 1, 0, 1, 0, 0},
        WORDS.outputMode("multi_hot").apply(texts).toFloatArray());
    assertArrayEquals(new float[] {1, 0, 0, 2, 0, 1, 0, 0}, WORDS.outputMode("count").apply(texts).toFloatArray());
    assertEquals(Shape.of(2, 9),
        WORDS.outputMode("count").maxTokens(9).padToMaxTokens(true).apply(texts).shape());
  }

  /** Tokens in one of two texts weigh log(1 + 2 / 2), one in both log(1 + 2 / 3); unknown ones the mean. */
  @Test
  void rareTokensWeighMore() {
    TextVectorization adapted = new TextVectorization().outputMode("tf_idf").adapt(List.of("a b", "a c"));

    assertEquals(List.of("[UNK]", "a", "c", "b"), adapted.getVocabulary());
    double common = Math.log(5 / 3.0);
    double rare = Math.log(2);
    assertArrayEquals(new double[] {(common + 2 * rare) / 3, 2 * common, 0, rare},
        adapted.apply(List.of("a a b z")).toDoubleArray(), 1e-6);
  }

  @Test
  void whatCannotBeIsRefused() {
    assertEquals("TextVectorization has no vocabulary: give it one, or use adapt",
        assertThrows(IllegalStateException.class, () -> new TextVectorization().apply(List.of("a"))).getMessage());
    assertThrows(IllegalArgumentException.class, () -> new TextVectorization().split("line"));
    assertThrows(IllegalArgumentException.class, () -> new TextVectorization().ngrams(0));
    assertThrows(IllegalArgumentException.class,
        () -> WORDS.outputMode("count").outputSequenceLength(3).apply(List.of("a")));
  }
}
