package org.neurona.examples.files;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.neurona.EvaluateOptions;
import org.neurona.Model;
import org.neurona.NDArray;
import org.neurona.io.FileContents;
import org.neurona.io.FileContents.Kind;
import org.neurona.io.LoadOptions;
import org.neurona.io.Models;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bin/neurona predict FILE --input DATA}: what a model makes of the rows of a file. */
@Command(name = "predict", description = "Prints what a model predicts for the rows of a file, as CSV.")
public final class PredictCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "A model's file.")
  private Path file;

  @Option(names = "--input", paramLabel = "DATA", required = true,
      description = "A .npy or .csv file; or .npz, with an array for each input by its name.")
  private Path input;

  @Option(names = "--output", paramLabel = "FILE", description = "A .csv, .npy or .npz file to write instead.")
  private Path output;

  @Option(names = "--force", description = "Replaces the output if it is there.")
  private boolean force;

  @Option(names = "--classes", description = "The number of the likeliest class and its score, not all outputs.")
  private boolean classes;

  @Option(names = "--no-header", description = "The first line of the CSV file is data.")
  private boolean noHeader;

  @Option(names = "--ignore", paramLabel = "COLUMN", split = ",", description = "Columns of the CSV file to leave out.")
  private List<String> ignored = List.of();

  @Option(names = "--batch-size", paramLabel = "N",
      description = "Rows that are computed at once (default: ${DEFAULT-VALUE}).")
  private int batchSize = 32;

  @Option(names = "--engine", paramLabel = "NAME",
      description = "simd, scalar, commons-math, or auto for the fastest that runs here.")
  private String engine;

  @Override
  public Integer call() throws IOException {
    boolean csv = output == null || output.toString().toLowerCase(Locale.ROOT).endsWith(".csv");
    if (!csv && DataFile.byName(output) == null) {
      throw new IllegalArgumentException(output + " tells no format: predictions are written to .csv, .npy or .npz");
    }
    if (output != null && Files.exists(output) && !force) {
      throw new IllegalArgumentException(output + " is there already. --force replaces it");
    }
    EvaluateOptions options = new EvaluateOptions().batchSize(batchSize);
    FileContents contents = Models.contents(file);
    if (contents.kind() != Kind.MODEL) {
      throw new IllegalArgumentException(file + " holds no whole model, it is " + contents.format()
          + (contents.kind() == Kind.WEIGHTS ? ". bin/neurona convert " + file + " model.keras --model LAYERS makes one"
              : ""));
    }
    Model model = Models.load(file, new LoadOptions().compile(false).engine(engine));
    ModelInputs inputs = new ModelInputs(file, model);
    Map<String, NDArray> predicted = named(model, model.predict(inputs.of(input, !noHeader, ignored), options));
    if (csv) {
      write(new PredictionTable(predicted, classes));
    } else {
      DataFile.byName(output).write(classes ? Classes.numbers(predicted) : predicted, output);
    }
    return 0;
  }

  private void write(PredictionTable table) throws IOException {
    if (output == null) {
      table.writeTo(System.out);
      return;
    }
    StringWriter text = new StringWriter();
    table.writeTo(text);
    Files.writeString(output, text.toString(), StandardCharsets.UTF_8);
  }

  private static Map<String, NDArray> named(Model model, List<NDArray> outputs) {
    Map<String, NDArray> named = new LinkedHashMap<>();
    for (int i = 0; i < outputs.size(); i++) {
      String name = model.graph().name(model.graph().outputs().get(i));
      String unique = name;
      for (int again = 1; named.containsKey(unique); again++) {
        unique = name + "_" + again;
      }
      named.put(unique, outputs.get(i));
    }
    return named;
  }
}
