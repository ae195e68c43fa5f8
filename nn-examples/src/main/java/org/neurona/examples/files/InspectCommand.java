package org.neurona.examples.files;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bin/neurona inspect FILE}: what is in a file. Ends with 1 if that is a model that can't be loaded here. */
@Command(name = "inspect", description = "Tells what is in a file of a model, of weights or of NumPy.")
public final class InspectCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE",
      description = "A .json, .keras, .h5, .weights.h5, .safetensors, .npy or .npz file.")
  private Path file;

  @Option(names = "--json", description = "Prints JSON, for programs.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    Inspection inspection = Inspection.of(file);
    System.out.println(json ? InspectionJson.of(inspection) : InspectionText.of(inspection).stripTrailing());
    return inspection.missing().isEmpty() ? 0 : 1;
  }
}
