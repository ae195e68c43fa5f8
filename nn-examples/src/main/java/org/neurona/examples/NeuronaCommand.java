package org.neurona.examples;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.NoSuchFileException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.neurona.examples.files.ConvertCommand;
import org.neurona.examples.files.InspectCommand;
import org.neurona.examples.files.PredictCommand;
import org.neurona.examples.files.PrintableText;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** {@code bin/neurona}: runs an example or another command by name, or lists them. */
@Command(name = "bin/neurona", scope = ScopeType.INHERIT, sortOptions = false, usageHelpWidth = 80,
    description = "Commands for model files, and Neurona's examples. Each of those is one short Java file to read.",
    synopsisSubcommandLabel = "[COMMAND]", commandListHeading = "%nModel files:%n",
    subcommands = {
        MnistExample.class, MnistCnnExample.class, IrisExample.class, PerceptronExample.class, RegressionExample.class,
        BinaryExample.class, BackpropExample.class, TwoFrameworksExample.class, CustomLayerExample.class,
        RegularizationExample.class, TuneExample.class, CsvExample.class, ResidualExample.class, TransferExample.class,
        AutoencoderExample.class, TimeSeriesExample.class, TextExample.class, AttentionExample.class,
        GalleryExample.class,
        InspectCommand.class, ConvertCommand.class, PredictCommand.class
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
    command.getCommandSpec().usageMessage().footer("", "bin/neurona COMMAND --help shows the options of one.");
    command.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, NeuronaCommand::list);
    return command
        .setParameterExceptionHandler(NeuronaCommand::explainUsage)
        .setExecutionExceptionHandler((failure, failed, parsed) -> explainFailure(failure, failed));
  }

  /** The examples, which are lessons, apart from the commands, which are tools. */
  private static String list(Help help) {
    Map<String, Help> tools = new LinkedHashMap<>(help.subcommands());
    Map<String, Help> examples = new LinkedHashMap<>(help.subcommands());
    tools.keySet().removeIf(NeuronaCommand.examples()::contains);
    examples.keySet().removeAll(tools.keySet());
    return help.commandList(tools) + System.lineSeparator() + "Examples:" + System.lineSeparator()
        + help.commandList(examples);
  }

  /** The names of the examples. */
  static Set<String> examples() {
    Set<String> names = new LinkedHashSet<>();
    new CommandLine(new NeuronaCommand()).getSubcommands().forEach((name, command) -> {
      if (command.getCommand() instanceof Example) {
        names.add(name);
      }
    });
    return names;
  }

  /** One line about what is wrong and one about what to do, rather than the whole usage. */
  private static int explainUsage(ParameterException wrong, String[] args) {
    CommandLine command = wrong.getCommandLine();
    PrintWriter err = command.getErr();
    boolean unknownCommand = command.getParent() == null && wrong instanceof UnmatchedArgumentException unmatched
        && !unmatched.isUnknownOption();
    if (unknownCommand) {
      err.println("Unknown command \"" + args[0] + "\". Known: "
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
    command.getErr().println(
        PrintableText.line(command.getCommandSpec().qualifiedName() + ": " + missing + failure.getMessage()));
    return CommandLine.ExitCode.SOFTWARE;
  }
}
