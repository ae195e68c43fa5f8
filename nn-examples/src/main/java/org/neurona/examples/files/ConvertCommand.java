package org.neurona.examples.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.neurona.Model;
import org.neurona.io.FileContents;
import org.neurona.io.FileContents.Kind;
import org.neurona.io.LoadOptions;
import org.neurona.io.ModelFormatException;
import org.neurona.io.Models;
import org.neurona.io.UnsupportedModelException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code bin/neurona convert FROM TO}: a model, or its weights, in another format. What is written is read back and
 * compared before it takes the place of anything.
 */
@Command(name = "convert", description = "Writes a model, or its weights, in another format.")
public final class ConvertCommand implements Callable<Integer> {
  /** Of two that a name ends in, the longer comes first. */
  private static final List<String> SUFFIXES =
      List.of(".json", ".keras", ".weights.h5", ".h5", ".hdf5", ".safetensors");
  private static final List<String> OF_WEIGHTS = List.of(".weights.h5", ".safetensors");

  @Parameters(index = "0", paramLabel = "FROM", description = "A file of a model, or of weights.")
  private Path from;

  @Parameters(index = "1", paramLabel = "TO",
      description = "What to write: .json, .keras, .h5 (or .hdf5) a model; .weights.h5, .safetensors weights alone.")
  private Path to;

  @Option(names = "--model", paramLabel = "FILE",
      description = "Where the layers are, if FROM holds weights alone: a model's file, or the text of to_json.")
  private Path layers;

  @Option(names = "--force", description = "Replaces TO if it is there.")
  private boolean force;

  @Override
  public Integer call() throws IOException {
    String name = to.getFileName().toString();
    String suffix = SUFFIXES.stream().filter(name.toLowerCase(Locale.ROOT)::endsWith).findFirst()
        .orElseThrow(() -> new IllegalArgumentException(to + " tells no format: a model file ends in "
            + String.join(", ", SUFFIXES)));
    if (Files.exists(to) && !force) {
      throw new IllegalArgumentException(to + " is there already. --force replaces it");
    }
    Model model = read(Models.contents(from));
    // Under another name first: what does not read back the same must not take the place of what is there.
    Path beside = to.toAbsolutePath().resolveSibling("." + UUID.randomUUID() + suffix);
    List<String> left;
    try {
      if (OF_WEIGHTS.contains(suffix)) {
        Models.saveWeights(model, beside);
      } else {
        Models.save(model, beside);
      }
      left = readBack(model, beside, OF_WEIGHTS.contains(suffix));
      Files.move(beside, to, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(beside);
    }
    System.out.println(to + ": " + Models.contents(to).format() + ", " + model.graph().weights().size()
        + " weights, read back and found the same");
    left.forEach(part -> System.out.println("not in it: " + part));
    return 0;
  }

  private List<String> readBack(Model model, Path written, boolean weightsAlone) throws IOException {
    try {
      return weightsAlone ? ReadBack.weights(model, written) : ReadBack.model(model, written);
    } catch (ModelFormatException e) {
      throw new IOException(to + " was not written, for it would not read back: " + e.reason(), e);
    } catch (UnsupportedModelException e) {
      throw new IOException(to + " was not written, for it would not read back: " + String.join("; ", e.parts()), e);
    }
  }

  private Model read(FileContents contents) throws IOException {
    if (layers != null && contents.kind() != Kind.WEIGHTS) {
      throw new IllegalArgumentException("--model is for weights alone, but " + from + " has layers of its own");
    }
    return switch (contents.kind()) {
      case MODEL -> requireBuilt(Models.load(from, new LoadOptions().engine(engine())));
      case WEIGHTS -> {
        if (layers == null) {
          throw new IllegalArgumentException(from + " holds weights alone. --model FILE says of which layers");
        }
        Model model = requireBuilt(Models.loadArchitecture(layers)).engine(engine());
        Models.loadWeights(model, from);
        yield model;
      }
      case ARCHITECTURE -> throw new IllegalArgumentException(from + " holds layers without weights. If these are in "
          + "another file: bin/neurona convert WEIGHTS " + to + " --model " + from);
      case OTHER -> throw new IllegalArgumentException(from + " holds no model, it is " + contents.format());
    };
  }

  private static Model requireBuilt(Model model) {
    if (!model.isBuilt()) {
      throw new IllegalArgumentException("The model \"" + model.name() + "\" does not say the shape of its input, so "
          + "that it has no weights yet");
    }
    return model;
  }

  /** The engine that keeps every bit: numbers in double precision stay so. Counters, which are scalars, don't count. */
  private String engine() throws IOException {
    boolean wide = Models.arrays(from).stream()
        .anyMatch(array -> List.of("float64", "F64").contains(array.type()) && array.values().shape().rank() > 0);
    return wide ? "commons-math" : null;
  }
}
