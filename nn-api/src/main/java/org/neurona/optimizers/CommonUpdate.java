package org.neurona.optimizers;

import static org.neurona.ops.Ops.add;
import static org.neurona.ops.Ops.clip;
import static org.neurona.ops.Ops.divide;
import static org.neurona.ops.Ops.maximum;
import static org.neurona.ops.Ops.multiply;
import static org.neurona.ops.Ops.sqrt;
import static org.neurona.ops.Ops.square;
import static org.neurona.ops.Ops.subtract;
import static org.neurona.ops.Ops.sum;
import static org.neurona.ops.Ops.where;

import java.util.ArrayList;
import java.util.List;
import org.neurona.Shape;
import org.neurona.ops.Ops;
import org.neurona.ops.Tensor;

/**
 * An update with what all optimizers have in common around it: its gradient is averaged over the accumulated steps and
 * clipped, its weight has decayed, and what it assigns goes into the running mean, as do the weights of steps that only
 * accumulate gradients. Nothing is added that was not asked for.
 */
final class CommonUpdate implements Update {
  /** The slot of the running mean. */
  static final String AVERAGE = "average";
  private static final String ACCUMULATED = "gradient_accumulator";

  private final Optimizer optimizer;
  private final Update inner;
  private final int ownCoefficients;
  private final Tensor gradient;
  private final Tensor weight;

  private CommonUpdate(Optimizer optimizer, Update inner, int ownCoefficients, Tensor gradient) {
    this.optimizer = optimizer;
    this.inner = inner;
    this.ownCoefficients = ownCoefficients;
    this.gradient = gradient;
    this.weight = decayed();
  }

  private Tensor decayed() {
    Tensor before = inner.weight();
    Double decay = optimizer.decays(path()) ? optimizer.weightDecay(path(), before.shape()) : null;
    if (decay == null) {
      return before;
    }
    return subtract(before, multiply(before, multiply(inner.coefficient(ownCoefficients), decay)));
  }

  /** The slots that the common settings of an optimizer need. */
  static List<Slot> slots(Optimizer optimizer, Shape weight) {
    List<Slot> slots = new ArrayList<>();
    if (optimizer.gradientAccumulationSteps() > 1) {
      slots.add(Slot.zeros(ACCUMULATED, weight));
    }
    if (optimizer.useEma()) {
      slots.add(Slot.zeros(AVERAGE, weight));
    }
    return slots;
  }

  /** The numbers behind the optimizer's own: the rate, the mean's decay, and whether it becomes the weight. */
  static double[] coefficients(Optimizer optimizer, double learningRate, long step) {
    if (!optimizer.useEma()) {
      return new double[] {learningRate};
    }
    Integer frequency = optimizer.emaOverwriteFrequency();
    boolean overwrites = frequency != null && step % frequency == 0;
    return new double[] {learningRate, step == 1 ? 0 : optimizer.emaMomentum(), overwrites ? 1 : 0};
  }

  /** Adds gradients to the accumulated ones, and the weights to their running mean: Keras has a mean of all steps. */
  static void accumulate(Optimizer optimizer, List<Update> updates, int ownCoefficients) {
    for (Update update : updates) {
      update.assignSlot(ACCUMULATED, add(update.slot(ACCUMULATED), update.gradient()));
      new CommonUpdate(optimizer, update, ownCoefficients, update.gradient()).assign(update.weight());
    }
  }

  /** The updates as the optimizer is to see them. */
  static List<Update> around(Optimizer optimizer, List<Update> updates, int ownCoefficients) {
    List<Tensor> gradients = new ArrayList<>(updates.stream().map(Update::gradient).toList());
    int steps = optimizer.gradientAccumulationSteps();
    if (steps > 1) {
      for (int i = 0; i < gradients.size(); i++) {
        Update update = updates.get(i);
        gradients.set(i, divide(add(update.slot(ACCUMULATED), update.gradient()), steps));
        update.assignSlot(ACCUMULATED, Ops.fill(0, update.weight().shape()));
      }
    }
    clipAll(optimizer, gradients);
    List<Update> around = new ArrayList<>();
    for (int i = 0; i < updates.size(); i++) {
      around.add(new CommonUpdate(optimizer, updates.get(i), ownCoefficients, gradients.get(i)));
    }
    return around;
  }

  private static void clipAll(Optimizer optimizer, List<Tensor> gradients) {
    if (optimizer.clipnorm() != null) {
      gradients.replaceAll(gradient -> toNorm(gradient, optimizer.clipnorm(), norm(List.of(gradient))));
    } else if (optimizer.globalClipnorm() != null && !gradients.isEmpty()) {
      Tensor norm = norm(gradients);
      gradients.replaceAll(gradient -> toNorm(gradient, optimizer.globalClipnorm(), norm));
    } else if (optimizer.clipvalue() != null) {
      gradients.replaceAll(gradient -> clip(gradient, -optimizer.clipvalue(), optimizer.clipvalue()));
    }
  }

  /** The root of the sum of all squares. */
  private static Tensor norm(List<Tensor> gradients) {
    return sqrt(gradients.stream().map(gradient -> sum(square(gradient))).reduce(Ops::add).orElseThrow());
  }

  private static Tensor toNorm(Tensor gradient, double most, Tensor norm) {
    return multiply(gradient, divide(Ops.constant(most), maximum(norm, most)));
  }

  @Override
  public String path() {
    return inner.path();
  }

  @Override
  public Tensor weight() {
    return weight;
  }

  @Override
  public Tensor weightBeforeDecay() {
    return inner.weight();
  }

  @Override
  public Tensor gradient() {
    return gradient;
  }

  @Override
  public Tensor coefficient(int index) {
    return inner.coefficient(index);
  }

  @Override
  public Tensor slot(String name) {
    return inner.slot(name);
  }

  @Override
  public void assignSlot(String name, Tensor value) {
    inner.assignSlot(name, value);
  }

  @Override
  public void assign(Tensor value) {
    if (!optimizer.useEma()) {
      inner.assign(value);
      return;
    }
    Tensor momentum = inner.coefficient(ownCoefficients + 1);
    Tensor average = add(multiply(inner.slot(AVERAGE), momentum), multiply(value, subtract(1, momentum)));
    inner.assignSlot(AVERAGE, average);
    inner.assign(optimizer.emaOverwriteFrequency() == null ? value
        : where(inner.coefficient(ownCoefficients + 2), average, value));
  }
}
