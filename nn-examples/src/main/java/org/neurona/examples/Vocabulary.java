package org.neurona.examples;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Words as numbers, as Keras' {@code TextVectorization} gives them: 0 is padding, 1 a word that is not known. */
final class Vocabulary {
  private static final Pattern WORD = Pattern.compile("[a-z']+|[,;:.!?]");
  private static final int UNKNOWN = 1;

  private final Map<String, Integer> numbers = new HashMap<>();

  /** The words that are most frequent in some sentences; of words as frequent, those first in the alphabet. */
  Vocabulary(List<String> sentences, int size) {
    Map<String, Integer> counts = new HashMap<>();
    sentences.forEach(sentence -> words(sentence).forEach(word -> counts.merge(word, 1, Integer::sum)));
    counts.entrySet().stream().sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
            .thenComparing(Map.Entry.comparingByKey()))
        .limit(size - UNKNOWN - 1).forEach(word -> numbers.put(word.getKey(), numbers.size() + UNKNOWN + 1));
  }

  /** The words of a sentence in lower case, and its punctuation marks. */
  static List<String> words(String sentence) {
    return WORD.matcher(sentence.toLowerCase(Locale.ROOT)).results().map(MatchResult::group).toList();
  }

  /** How many numbers there are. */
  int size() {
    return numbers.size() + UNKNOWN + 1;
  }

  /** The first words of a sentence as numbers, with padding behind. */
  int[] encode(String sentence, int length) {
    int[] encoded = new int[length];
    List<String> words = words(sentence);
    for (int i = 0; i < Math.min(length, words.size()); i++) {
      encoded[i] = numbers.getOrDefault(words.get(i), UNKNOWN);
    }
    return encoded;
  }
}
