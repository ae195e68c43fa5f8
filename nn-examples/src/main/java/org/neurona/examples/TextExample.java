package org.neurona.examples;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.neurona.NDArray;
import org.neurona.Sequential;
import org.neurona.layers.Bidirectional;
import org.neurona.layers.Dense;
import org.neurona.layers.Dropout;
import org.neurona.layers.Embedding;
import org.neurona.layers.GlobalAveragePooling1D;
import org.neurona.layers.Input;
import org.neurona.layers.LSTM;
import org.neurona.metrics.ConfusionMatrix;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Who wrote it? Single sentences of Jane Austen's "Pride and Prejudice" (1813), Ambrose Bierce's "The Devil's
 * Dictionary" (1911) and Isaac Newton's "Opticks" (1704). Words become vectors, an LSTM reads them from both ends, and
 * what it makes of them tells the author. Names of persons and places are not among the sentences: they would give the
 * authors away.
 */
@Command(name = "text", description = "Who wrote a sentence: Austen, Bierce or Newton?")
final class TextExample extends Example {
  private static final String[] AUTHORS = {"Austen", "Bierce", "Newton"};
  /** Rare words are unknown in learning too, and of each author: else an unknown word would tell of one. */
  private static final int WORDS = 1000;
  private static final int LENGTH = 32;
  /** One sentence of so many is for the test. */
  private static final int TEST_SHARE = 5;
  private static final int SHOWN = 3;
  private static final int COLUMNS = 80;

  /** A sentence and its author's place among {@link #AUTHORS}. */
  private record Sentence(String text, int author) {}

  @Mixin
  private final TrainingOptions options = new TrainingOptions(8, 32);

  @Option(names = "--sentence", paramLabel = "TEXT", description = "A sentence of your own to be judged as well.")
  private String sentence;

  @Override
  void run() throws IOException {
    List<Sentence> train = new ArrayList<>();
    List<Sentence> test = new ArrayList<>();
    for (int author = 0; author < AUTHORS.length; author++) {
      List<String> lines = lines(AUTHORS[author]);
      for (int i = 0; i < lines.size(); i++) {
        (i % TEST_SHARE == 0 ? test : train).add(new Sentence(lines.get(i), author));
      }
    }
    print("%,d sentences to learn from, %d to test with, such as", train.size(), test.size());
    for (int author = 0; author < AUTHORS.length; author++) {
      int wanted = author;
      print("  %s: %s", AUTHORS[author], shortened(
          train.stream().filter(one -> one.author == wanted).findFirst().orElseThrow().text, COLUMNS - 10));
    }
    print("");

    // Words of the test sentences that are not among those to learn from stay unknown.
    Vocabulary vocabulary = new Vocabulary(train.stream().map(Sentence::text).toList(), WORDS);
    var model = new Sequential();
    model.add(new Input(LENGTH));
    model.add(new Embedding(vocabulary.size(), 32).maskZero(true));   // the LSTM passes over padding
    model.add(new Bidirectional(new LSTM(32).returnSequences(true))); // 32 numbers from either end, at each word
    model.add(new GlobalAveragePooling1D());                          // their means over the words
    model.add(new Dropout(0.5));
    model.add(new Dense(AUTHORS.length, "softmax"));
    model.seed(options.seed);
    model.compile("adam", "sparse_categorical_crossentropy", "accuracy");
    model.summary();
    print("%nengine: %s", model.engine().describe());

    model.fit(encoded(train, vocabulary), authors(train), options.fit());

    NDArray x = encoded(test, vocabulary);
    NDArray y = authors(test);
    NDArray probabilities = model.predict(x);
    print("%n%s", ConfusionMatrix.of(y, probabilities).labels(AUTHORS).toString().stripTrailing());
    showMistakes(test, probabilities.argMax().toIntArray());
    if (sentence != null) {
      NDArray own = model.predict(encoded(List.of(new Sentence(sentence, 0)), vocabulary));
      print("%n%s", shortened(sentence, COLUMNS));
      for (int author = 0; author < AUTHORS.length; author++) {
        print("  %s: %.4f", AUTHORS[author], own.get(0, author));
      }
    }
    print("%ntest accuracy: %.4f", model.evaluate(x, y).get("accuracy"));
  }

  private static List<String> lines(String author) throws IOException {
    String resource = "authors/" + author.toLowerCase(Locale.ROOT) + ".txt";
    try (InputStream in = TextExample.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IOException("The resource " + resource + " is missing from the examples' jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  private static NDArray encoded(List<Sentence> sentences, Vocabulary vocabulary) {
    return NDArray.of(sentences.stream().map(one -> vocabulary.encode(one.text, LENGTH)).toArray(int[][]::new));
  }

  private static NDArray authors(List<Sentence> sentences) {
    return NDArray.of(sentences.stream().mapToInt(Sentence::author).toArray());
  }

  private static void showMistakes(List<Sentence> test, int[] predicted) {
    int shown = 0;
    for (int i = 0; i < predicted.length && shown < SHOWN; i++) {
      Sentence read = test.get(i);
      if (predicted[i] != read.author) {
        print("%ntaken for %s, by %s:", AUTHORS[predicted[i]], AUTHORS[read.author]);
        print("  %s", shortened(read.text, COLUMNS - 2));
        shown++;
      }
    }
  }

  private static String shortened(String text, int columns) {
    return text.length() <= columns ? text : text.substring(0, columns - 3).stripTrailing() + "...";
  }
}
