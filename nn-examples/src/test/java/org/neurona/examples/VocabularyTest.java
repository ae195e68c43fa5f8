package org.neurona.examples;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class VocabularyTest {
  private static final List<String> SENTENCES = List.of("The cat, the dog.", "A dog isn't the cat; the dog is.");

  @Test
  void wordsAreInLowerCaseAndPunctuationMarksAreWords() {
    assertEquals(List.of("a", "dog", "isn't", "the", "cat", ";", "the", "dog", "is", "."),
        Vocabulary.words("A dog isn't the cat; the dog is."));
  }

  @Test
  void theMostFrequentWordsHaveTheFirstNumbersAndOthersAreOne() {
    // the 4, dog 3, . 2, cat 2, and once each: , ; a is isn't
    Vocabulary vocabulary = new Vocabulary(SENTENCES, 6);
    assertEquals(6, vocabulary.size());
    assertArrayEquals(new int[] {2, 3, 5, 4, 1, 1, 0, 0}, vocabulary.encode("The dog cat. A bird", 8));
  }

  @Test
  void whatIsLongerIsCutAndThereMayBeFewerWordsThanAskedFor() {
    Vocabulary vocabulary = new Vocabulary(SENTENCES, 100);
    assertEquals(11, vocabulary.size());
    assertArrayEquals(new int[] {2, 3}, vocabulary.encode("the dog the dog", 2));
  }
}
