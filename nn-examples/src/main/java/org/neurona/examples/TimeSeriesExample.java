package org.neurona.examples;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.neurona.History;
import org.neurona.NDArray;
import org.neurona.Sequential;
import org.neurona.callbacks.EarlyStopping;
import org.neurona.data.ArrayDataset;
import org.neurona.data.Dataset;
import org.neurona.datasets.files.CsvReader;
import org.neurona.datasets.files.CsvTable;
import org.neurona.layers.Dense;
import org.neurona.layers.Input;
import org.neurona.layers.LSTM;
import org.neurona.plots.Plots;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * A forecast: how many sunspots next year? An LSTM reads the yearly numbers of the last 22 years, of 1700 to 2008, and
 * is compared with what needs no network: the number of last year, and that of eleven years ago, for the sun's cycle is
 * about as long.
 */
@Command(name = "timeseries", description = "Next year's sunspots, forecast by an LSTM.")
final class TimeSeriesExample extends Example {
  private static final int CYCLE = 11;
  private static final int WINDOW = 2 * CYCLE;
  /** The past is learnt from, the years after it say when to stop, and the last ones are the test. */
  private static final int VALIDATE_FROM = 1881;
  private static final int TEST_FROM = 1931;

  @Mixin
  private final TrainingOptions options = new TrainingOptions(200, 16);

  @Option(names = "--plot", paramLabel = "FILE",
      description = "Where to draw the forecasts, .svg or .png (default: a temporary file).")
  private Path plot;

  private int firstYear;
  private double[] spots;

  @Override
  void run() throws IOException {
    readSpots();
    int afterLast = firstYear + spots.length;
    // About from 0 to 1, by the largest number that is learnt from.
    double scale = IntStream.range(firstYear, VALIDATE_FROM).mapToDouble(this::spots).max().orElseThrow();
    ArrayDataset train = windows(firstYear + WINDOW, VALIDATE_FROM, scale);
    ArrayDataset validation = windows(VALIDATE_FROM, TEST_FROM, scale);
    ArrayDataset test = windows(TEST_FROM, afterLast, scale);
    print("years to learn from: %d, to stop by: %d, to test with: %d", train.size(), validation.size(), test.size());

    var model = new Sequential();
    model.add(new Input(WINDOW, 1));     // 22 steps of one number each
    model.add(new LSTM(32));
    model.add(new Dense(1));
    model.seed(options.seed);
    model.compile("adam", "mse", "mae");
    model.summary();
    print("%nengine: %s", model.engine().describe());

    History history = model.fit(train, options.fit().verbose(0).validationData(validation)
        .callbacks(new EarlyStopping().patience(20).restoreBestWeights(true)));
    print("epochs until validation had no gain: %d%n", history.epochs().size());

    double[] forecast = model.predict(test.x()).toDoubleArray();
    print("%-18s  %10s  %20s", "", "mean error", "root mean square");
    report("last year's", year -> spots(year - 1));
    report("eleven years ago", year -> spots(year - CYCLE));
    report("LSTM", year -> forecast[year - TEST_FROM] * scale);
    print("%nErrors are in sunspots, over the years %d to %d.", TEST_FROM, afterLast - 1);

    Path file = plot != null ? plot : Files.createTempFile("neurona-timeseries", ".svg");
    Map<String, List<Double>> curves = new LinkedHashMap<>();
    curves.put("measured", IntStream.range(TEST_FROM, afterLast).mapToObj(this::spots).toList());
    curves.put("forecast a year ahead", IntStream.range(0, forecast.length)
        .mapToObj(i -> forecast[i] * scale).toList());
    Plots.lines("Sunspots", "year", TEST_FROM, curves).save(file);
    print("curves: %s", file);
  }

  private void readSpots() throws IOException {
    try (InputStream in = TimeSeriesExample.class.getResourceAsStream("sunspots.csv")) {
      if (in == null) {
        throw new IOException("The resource sunspots.csv is missing from the examples' jar");
      }
      CsvTable table = new CsvReader().target("sunspots").numericTarget(true).read(in, "sunspots.csv");
      firstYear = (int) table.x().get(0, 0);
      spots = table.y().toDoubleArray();
    }
  }

  private double spots(int year) {
    return spots[year - firstYear];
  }

  /** For each of some years the numbers of the 22 years before it, and its own. */
  private ArrayDataset windows(int fromYear, int toYear, double scale) {
    float[][][] x = new float[toYear - fromYear][WINDOW][1];
    float[][] y = new float[toYear - fromYear][1];
    for (int i = 0; i < x.length; i++) {
      for (int step = 0; step < WINDOW; step++) {
        x[i][step][0] = (float) (spots(fromYear + i - WINDOW + step) / scale);
      }
      y[i][0] = (float) (spots(fromYear + i) / scale);
    }
    return Dataset.of(NDArray.of(x), NDArray.of(y));
  }

  /** The errors of a forecast for the years of the test. */
  private void report(String name, IntToDoubleFunction forecast) {
    double absolute = 0;
    double squared = 0;
    int years = firstYear + spots.length - TEST_FROM;
    for (int year = TEST_FROM; year < TEST_FROM + years; year++) {
      double error = forecast.applyAsDouble(year) - spots(year);
      absolute += Math.abs(error);
      squared += error * error;
    }
    print("%-18s  %10.1f  %20.1f", name, absolute / years, Math.sqrt(squared / years));
  }
}
