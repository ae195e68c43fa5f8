package org.neurona.benchmarks.peers;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.neurona.benchmarks.Digits;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Variable;
import org.tensorflow.op.random.RandomUniform;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** A network in TensorFlow's graph mode: forward, and a training step with Adam. Inputs and targets are reused. */
final class TensorFlowTraining implements AutoCloseable {
  private static final float LEARNING_RATE = 1e-3f;
  private static final float BETA_1 = 0.9f;
  private static final float BETA_2 = 0.999f;
  private static final float EPSILON = 1e-7f;

  private final int batchSize;
  private final Graph graph = new Graph();
  private final Ops tf = Ops.create(graph);
  private final List<Variable<TFloat32>> weights = new ArrayList<>();
  private final List<Op> initial = new ArrayList<>();
  private final List<Op> updates = new ArrayList<>();
  private final Placeholder<TFloat32> x;
  private final Placeholder<TFloat32> y;
  private final Placeholder<TFloat32> beta1Power;
  private final Placeholder<TFloat32> beta2Power;
  private final Operand<TFloat32> probabilities;
  private final Operand<TFloat32> loss;
  private final TFloat32 input;
  private final TFloat32 target;
  private final TFloat32 power1 = TFloat32.scalarOf(BETA_1);
  private final TFloat32 power2 = TFloat32.scalarOf(BETA_2);
  private final float[] pixels;
  private final float[] classes;
  private final Session session;
  private long steps;

  /** A network that makes logits of inputs. */
  interface Network {
    Operand<TFloat32> logits(TensorFlowTraining graph, Operand<TFloat32> x, boolean training);
  }

  TensorFlowTraining(Shape inputShape, Network network, boolean training) {
    this.batchSize = (int) inputShape.get(0);
    this.x = tf.placeholder(TFloat32.class, Placeholder.shape(inputShape));
    this.y = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(batchSize, Digits.CLASSES)));
    this.beta1Power = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.scalar()));
    this.beta2Power = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.scalar()));
    Operand<TFloat32> logits = network.logits(this, x, training);
    this.probabilities = tf.nn.softmax(logits);
    this.loss = tf.math.mean(tf.nn.softmaxCrossEntropyWithLogits(logits, y).loss(), tf.constant(0));
    if (training) {
      adam();
    }
    this.input = TFloat32.tensorOf(inputShape);
    this.target = TFloat32.tensorOf(Shape.of(batchSize, Digits.CLASSES));
    this.pixels = new float[(int) inputShape.size()];
    this.classes = new float[batchSize * Digits.CLASSES];
    this.session = new Session(graph, ConfigProto.newBuilder().setIntraOpParallelismThreads(2)
        .setInterOpParallelismThreads(1).build());
    Session.Runner runner = session.runner();
    initial.forEach(runner::addTarget);
    runner.run().close();
  }

  private void adam() {
    Output<?>[] variables = weights.stream().map(Operand::asOutput).toArray(Output<?>[]::new);
    Output<?>[] gradients = graph.addGradients(loss.asOutput(), variables);
    for (int i = 0; i < weights.size(); i++) {
      Shape shape = weights.get(i).shape();
      @SuppressWarnings("unchecked") // the gradient of a float32 variable
      Operand<TFloat32> gradient = (Operand<TFloat32>) (Operand<?>) gradients[i];
      updates.add(tf.train.applyAdam(weights.get(i), slot(shape), slot(shape), beta1Power, beta2Power,
          tf.constant(LEARNING_RATE), tf.constant(BETA_1), tf.constant(BETA_2), tf.constant(EPSILON), gradient));
    }
  }

  private Variable<TFloat32> slot(Shape shape) {
    Variable<TFloat32> slot = tf.variable(shape, TFloat32.class);
    initial.add(tf.assign(slot, tf.zeros(tf.constant(shape.asArray()), TFloat32.class)));
    return slot;
  }

  Ops ops() {
    return tf;
  }

  /** A weight with Glorot's uniform first values. */
  Variable<TFloat32> kernel(int fanIn, int fanOut, long... shape) {
    Variable<TFloat32> kernel = tf.variable(Shape.of(shape), TFloat32.class);
    float limit = (float) Math.sqrt(6.0 / (fanIn + fanOut));
    Operand<TFloat32> unit = tf.random.randomUniform(tf.constant(shape), TFloat32.class, RandomUniform.seed(7L));
    initial.add(tf.assign(kernel, tf.math.sub(tf.math.mul(unit, tf.constant(2 * limit)), tf.constant(limit))));
    weights.add(kernel);
    return kernel;
  }

  /** A weight of zeros. */
  Variable<TFloat32> bias(int units) {
    Variable<TFloat32> bias = slot(Shape.of(units));
    weights.add(bias);
    return bias;
  }

  /** {@code x W + b}. */
  Operand<TFloat32> dense(Operand<TFloat32> input, int inputs, int units) {
    return tf.nn.biasAdd(tf.linalg.matMul(input, kernel(inputs, units, inputs, units)), bias(units));
  }

  /** One pass over the rows in a new order; rows that fill no batch are left out. */
  void train(Digits digits, int rows, Random random) {
    int[] order = digits.order(random);
    for (int from = 0; from + batchSize <= rows; from += batchSize) {
      digits.gather(order, from, batchSize, pixels);
      digits.oneHot(order, from, batchSize, classes);
      input.asRawTensor().data().asFloats().write(pixels);
      target.asRawTensor().data().asFloats().write(classes);
      steps++;
      power1.setFloat((float) Math.pow(BETA_1, steps));
      power2.setFloat((float) Math.pow(BETA_2, steps));
      Session.Runner runner = session.runner().feed(x, input).feed(y, target).feed(beta1Power, power1)
          .feed(beta2Power, power2);
      updates.forEach(runner::addTarget);
      try (var result = runner.fetch(loss).run()) {
        float value = ((TFloat32) result.get(0)).getFloat();
        if (Float.isNaN(value)) {
          throw new IllegalStateException("The loss is NaN");
        }
      }
    }
  }

  /** The probabilities for a batch. */
  void predict(float[] batch, float[] output) {
    input.asRawTensor().data().asFloats().write(batch);
    try (var result = session.runner().feed(x, input).fetch(probabilities).run()) {
      ((TFloat32) result.get(0)).asRawTensor().data().asFloats().read(output);
    }
  }

  /** The session. */
  Session session() {
    return session;
  }

  @Override
  public void close() {
    session.close();
    graph.close();
  }
}
