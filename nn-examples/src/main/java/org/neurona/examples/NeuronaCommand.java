package org.neurona.examples;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** {@code bin/neurona}: runs an example by name, or lists them. */
@Command(name = "bin/neurona", scope = ScopeType.INHERIT, sortOptions = false, usageHelpWidth = 80,
    description = "Neurona's examples. Each is one short Java file to read.",
    synopsisSubcommandLabel = "[EXAMPLE]", commandListHeading = "%nExamples:%n",
    subcommands = {
        MnistExample.class, MnistCnnExample.class, IrisExample.class, PerceptronExample.class, RegressionExample.class,
        BinaryExample.class, BackpropExample.class, TwoFrameworksExample.class, CustomLayerExample.class,
        RegularizationExample.class, TuneExample.class, CsvExample.class, ResidualExample.class, TransferExample.class,
        AutoencoderExample.class, TimeSeriesExample.class, TextExample.class, AttentionExample.class,
        GalleryExample.class
    })
final class NeuronaCommand implements Runnable {
  @Spec
  private CommandSpec spec;

  @Option(names = {"-h", "--help"}, usageHelp = true, scope = ScopeType.INHERIT, description = "Shows this help.")
  private boolean help;

  /** Without an example, the list of them. */
  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  /** Runs and ends the process with 0, 1 where the example failed, or 2 where the command line is wrong. */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    CommandLine command = new CommandLine(new NeuronaCommand());
    // Not in the annotation, for the examples would inherit it.
    command.getCommandSpec().usageMessage().footer("", "bin/neurona EXAMPLE --help shows the options of one.");
    return command
        .setParameterExceptionHandler(NeuronaCommand::explainUsage)
        .setExecutionExceptionHandler((failure, failed, parsed) -> explainFailure(failure, failed));
  }

  /** One line about what is wrong and one about what to do, rather than the whole usage. */
  private static int explainUsage(ParameterException wrong, String[] args) {
    CommandLine command = wrong.getCommandLine();
    PrintWriter err = command.getErr();
    boolean unknownExample = command.getParent() == null && wrong instanceof UnmatchedArgumentException unmatched
        && !unmatched.isUnknownOption();
    if (unknownExample) {
      err.println("Unknown example \"" + args[0] + "\". Known: "
          + String.join(", ", command.getSubcommands().keySet()));
    } else {
      err.println(wrong.getMessage());
      err.println(command.getCommandSpec().qualifiedName() + " --help shows the options.");
    }
    return CommandLine.ExitCode.USAGE;
  }

  /** What a user can mend is one line; anything else is a defect and keeps its stack trace. */
  private static int explainFailure(Exception failure, CommandLine command) throws Exception {
    if (!(failure instanceof IllegalArgumentException || failure instanceof IOException)) {
      throw failure;
    }
    String missing = failure instanceof NoSuchFileException ? "no such file: " : "";
    command.getErr().println(command.getCommandSpec().qualifiedName() + ": " + missing + failure.getMessage());
    return CommandLine.ExitCode.SOFTWARE;
  }
}
