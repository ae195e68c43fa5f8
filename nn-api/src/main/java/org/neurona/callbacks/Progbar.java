package org.neurona.callbacks;

import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.neurona.callbacks.Console.Style;

/**
 * One line that shows how far a pass over data is, as Keras 3 draws it: on a terminal it is drawn over again and again,
 * elsewhere it is printed once, when the pass is over.
 */
final class Progbar {
  private static final int WIDTH = 20;
  /** The columns of a usual terminal; a line that is longer can't be drawn over. */
  private static final int COLUMNS = 80;
  private static final long REDRAW_NANOS = 50_000_000;

  private final Console console;
  private final LongSupplier clock;
  private OptionalInt target;
  private final long start;
  private long firstStepEnd;
  private long lastDrawn;
  private int drawnLength;

  /**
   * A bar that starts now.
   *
   * @param clock nanoseconds
   * @param target how many steps there are, where that is known
   */
  Progbar(Console console, LongSupplier clock, OptionalInt target) {
    this.console = console;
    this.clock = clock;
    this.target = target;
    this.start = clock.getAsLong();
    this.lastDrawn = start - REDRAW_NANOS;
  }

  /** Draws the bar, if it is time to, after some steps. */
  void update(int steps, Map<String, Double> values) {
    noteFirstStep(steps);
    long now = clock.getAsLong();
    if (console.isTerminal() && now - lastDrawn >= REDRAW_NANOS) {
      draw(steps, values, now, false);
    }
  }

  /** Draws the bar for the last time and ends the line. */
  void finish(int steps, Map<String, Double> values) {
    noteFirstStep(steps);
    settleTarget(steps);
    draw(steps, values, clock.getAsLong(), true);
    console.out().println();
  }

  /** What was not known before is known at the end. */
  private void settleTarget(int steps) {
    if (target.isEmpty()) {
      target = OptionalInt.of(steps);
    }
  }

  /** The first step is slower than the rest, so it is left out of the rate. */
  private void noteFirstStep(int steps) {
    if (steps > 0 && firstStepEnd == 0) {
      firstStepEnd = clock.getAsLong();
    }
  }

  private void draw(int steps, Map<String, Double> values, long now, boolean finished) {
    lastDrawn = now;
    double perStep = perStep(steps, now);
    String time = finished || target.isEmpty() ? String.format(Locale.ROOT, "%.0fs", (now - start) / 1e9)
        : eta(perStep * Math.max(0, target.getAsInt() - steps));
    String head = count(steps) + bar(steps, false) + " " + time;
    String rest = " " + rate(perStep) + values(values);
    if (console.isTerminal() && !finished) {
      rest = rest.substring(0, Math.min(rest.length(), Math.max(0, COLUMNS - 1 - head.length())));
    }
    String plain = head + rest;
    PrintStream out = console.out();
    if (console.isTerminal()) {
      out.print("\r" + console.styled(Style.BOLD, count(steps)) + bar(steps, true) + " "
          + console.styled(Style.BOLD, time) + rest + " ".repeat(Math.max(0, drawnLength - plain.length())));
      drawnLength = plain.length();
      out.flush();
    } else {
      out.print(plain);
    }
  }

  private String count(int steps) {
    if (target.isEmpty()) {
      return String.format(Locale.ROOT, "%7d/Unknown", steps);
    }
    String all = Integer.toString(target.getAsInt());
    return String.format(Locale.ROOT, "%" + all.length() + "d/%s", steps, all);
  }

  private String bar(int steps, boolean styled) {
    if (target.isEmpty()) {
      return "";
    }
    int full = (int) Math.min(WIDTH, (long) WIDTH * steps / Math.max(1, target.getAsInt()));
    String left = console.full().repeat(full);
    String right = console.empty().repeat(WIDTH - full);
    return " " + (styled ? console.styled(Style.GREEN, left) + console.styled(Style.WHITE, right) : left + right);
  }

  private double perStep(int steps, long now) {
    if (steps > 1) {
      return (now - firstStepEnd) / 1e9 / (steps - 1);
    }
    return steps == 1 ? (now - start) / 1e9 : 0;
  }

  private static String eta(double seconds) {
    long whole = (long) seconds;
    if (seconds > 3600) {
      return String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3600, whole % 3600 / 60, whole % 60);
    }
    return seconds > 60 ? String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60) : whole + "s";
  }

  private static String rate(double perStep) {
    if (perStep >= 1 || perStep == 0) {
      return String.format(Locale.ROOT, "%.0fs/step", perStep);
    }
    return perStep >= 1e-3 ? String.format(Locale.ROOT, "%.0fms/step", perStep * 1e3)
        : String.format(Locale.ROOT, "%.0fus/step", perStep * 1e6);
  }

  /** {@code  - accuracy: 0.8780 - loss: 0.4290}, sorted, those of validation last as their names begin with v. */
  static String values(Map<String, Double> values) {
    StringBuilder text = new StringBuilder();
    new TreeMap<>(values).forEach((name, value) ->
        text.append(" - ").append(name).append(": ").append(value(value)));
    return text.toString();
  }

  private static String value(double value) {
    if (!Double.isFinite(value)) {
      return Double.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf"; // Python's words
    }
    return String.format(Locale.ROOT, Math.abs(value) > 1e-3 ? "%.4f" : "%.4e", value);
  }

  /** The line of {@code verbose=2}: {@code 1875/1875 - 3s - 1ms/step - loss: 0.4290}. */
  String line(int steps, Map<String, Double> values) {
    settleTarget(steps);
    long now = clock.getAsLong();
    return String.format(Locale.ROOT, "%s - %.0fs - %s%s", count(steps).strip(), (now - start) / 1e9,
        rate(perStep(steps, now)), values(values));
  }

  /** Counts a step for the rate without drawing. */
  void step(int steps) {
    noteFirstStep(steps);
  }
}
