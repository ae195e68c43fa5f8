package org.neurona.examples;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of every example that runs a model. */
class RunOptions {
  private static final List<String> ENGINES = List.of("auto", "simd", "scalar", "commons-math");

  @Option(names = "--seed", paramLabel = "N", description = "Seed of all random numbers (default: ${DEFAULT-VALUE}).")
  long seed = 0;

  @Spec(Spec.Target.MIXEE)
  CommandSpec command;

  /** Chooses for the whole process, so that models read from a file run on the same engine. */
  @Option(names = "--engine", paramLabel = "NAME",
      description = "simd, scalar, commons-math, or auto for the fastest that runs here.")
  void engine(String name) {
    System.setProperty("neurona.engine", requireEngine(name, command));
  }

  /** The name, if an engine has it. */
  static String requireEngine(String name, CommandSpec command) {
    if (!ENGINES.contains(name)) {
      throw new ParameterException(command.commandLine(),
          "Unknown engine \"" + name + "\". Known: " + String.join(", ", ENGINES));
    }
    return name;
  }
}
