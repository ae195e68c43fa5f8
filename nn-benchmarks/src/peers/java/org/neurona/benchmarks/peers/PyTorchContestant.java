package org.neurona.benchmarks.peers;

import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.Dropout;
import ai.djl.nn.pooling.Pool;
import ai.djl.nn.recurrent.LSTM;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import ai.djl.training.Trainer;
import ai.djl.training.initializer.XavierInitializer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.neurona.benchmarks.Contestant;
import org.neurona.benchmarks.Digits;
import org.neurona.benchmarks.Round;
import org.neurona.benchmarks.Stopwatch;
import org.neurona.benchmarks.Workload;

/** PyTorch behind DJL, eager: 2 threads, a sub-manager for each step, glibc told to keep memory. */
public final class PyTorchContestant implements Contestant {
  private static final int TRAINING_ROWS = 12_800;
  private static final String MODEL = "mlp";

  @Override
  public String name() {
    return "djl-pytorch";
  }

  @Override
  public Set<Workload> workloads() {
    return EnumSet.allOf(Workload.class);
  }

  @Override
  public List<String> jars() {
    return List.of("api-", "pytorch", "jna", "slf4j", "gson", "commons-compress", "commons-codec", "commons-io",
        "commons-lang3");
  }

  @Override
  public List<String> jvmFlags() {
    return List.of("-Dai.djl.pytorch.num_threads=2", "-Dai.djl.offline=true", "-XX:MaxDirectMemorySize=128m");
  }

  @Override
  public List<String> environment() {
    return List.of("OMP_NUM_THREADS=2", "MALLOC_MMAP_THRESHOLD_=33554432", "MALLOC_TRIM_THRESHOLD_=4294967296",
        "MALLOC_TOP_PAD_=67108864");
  }

  @Override
  public Round prepare(Workload workload, Digits digits) {
    return switch (workload) {
      case W1_B32 -> epoch(32, digits);
      case W1_B128 -> epoch(128, digits);
      case W2_LATENCY -> latency(digits);
      case W2_THROUGHPUT -> throughput(mlp(), new Shape(1024, Digits.PIXELS), digits.batches(1024));
      case W2_THROUGHPUT_NOISE -> throughput(mlp(), new Shape(1024, Digits.PIXELS), Digits.noise(1024));
      case W3_TRAIN -> training(cnn(), new Shape(128, 1, 28, 28), digits);
      case W3_INFER -> throughput(cnn(), new Shape(256, 1, 28, 28), digits.batches(256));
      case W4_TRAIN -> training(lstm(), new Shape(64, 28, 28), digits);
      default -> throw new IllegalArgumentException(name() + " doesn't run " + workload);
    };
  }

  private static Round epoch(int batchSize, Digits digits) {
    Training training = new Training(mlp(), new Shape(batchSize, Digits.PIXELS));
    Random random = new Random(7);
    return () -> Stopwatch.seconds(unused -> training.train(digits, digits.rows(), random));
  }

  private static Round training(Block block, Shape batch, Digits digits) {
    Training training = new Training(block, batch);
    Random random = new Random(7);
    return () -> Stopwatch.samplesPerSecond(TRAINING_ROWS,
        unused -> training.train(digits, TRAINING_ROWS, random));
  }

  private static Round latency(Digits digits) {
    Inference inference = new Inference(mlp(), new Shape(1, Digits.PIXELS));
    return () -> Stopwatch.latency(number -> inference.predict(digits.row(number % 256)));
  }

  private static Round throughput(Block block, Shape batch, float[][] batches) {
    Inference inference = new Inference(block, batch);
    int rows = (int) batch.get(0);
    return () -> Stopwatch.throughput(rows, number -> inference.predict(batches[number % batches.length]));
  }

  private static Block mlp() {
    return new SequentialBlock().add(Linear.builder().setUnits(300).build()).add(Activation.reluBlock())
        .add(Linear.builder().setUnits(100).build()).add(Activation.reluBlock())
        .add(Linear.builder().setUnits(Digits.CLASSES).build());
  }

  private static Block cnn() {
    return new SequentialBlock()
        .add(Conv2d.builder().setFilters(32).setKernelShape(new Shape(3, 3)).build()).add(Activation.reluBlock())
        .add(Pool.maxPool2dBlock(new Shape(2, 2), new Shape(2, 2)))
        .add(Conv2d.builder().setFilters(64).setKernelShape(new Shape(3, 3)).build()).add(Activation.reluBlock())
        .add(Pool.maxPool2dBlock(new Shape(2, 2), new Shape(2, 2)))
        .add(Blocks.batchFlattenBlock()).add(Dropout.builder().optRate(0.5f).build())
        .add(Linear.builder().setUnits(Digits.CLASSES).build());
  }

  private static Block lstm() {
    return new SequentialBlock()
        .add(LSTM.builder().setStateSize(128).setNumLayers(1).optBatchFirst(true).build())
        .add(LambdaBlock.singleton(steps -> steps.get(":, -1")))
        .add(Linear.builder().setUnits(Digits.CLASSES).build());
  }

  @Override
  public void saveModel(Path folder) throws Exception {
    try (Model model = Model.newInstance(MODEL)) {
      Block block = mlp();
      block.initialize(model.getNDManager(), DataType.FLOAT32, new Shape(1, Digits.PIXELS));
      model.setBlock(block);
      model.save(folder, MODEL);
    }
  }

  @Override
  public float[] loadAndPredict(Path folder, float[] row) throws Exception {
    try (Model model = Model.newInstance(MODEL)) {
      model.setBlock(mlp());
      model.load(folder, MODEL);
      return predict(model.getNDManager(), model.getBlock(), row, new Shape(1, Digits.PIXELS));
    }
  }

  private static float[] predict(NDManager manager, Block block, float[] batch, Shape shape) {
    try (NDManager step = manager.newSubManager()) {
      NDArray x = step.create(batch, shape);
      NDList y = block.forward(new ParameterStore(step, false), new NDList(x), false);
      return y.singletonOrThrow().softmax(-1).toFloatArray();
    }
  }

  /** A network that predicts. */
  private static final class Inference {
    private final NDManager manager = NDManager.newBaseManager();
    private final Block block;
    private final Shape shape;

    Inference(Block block, Shape shape) {
      this.block = block;
      this.shape = shape;
      block.initialize(manager, DataType.FLOAT32, shape);
    }

    float[] predict(float[] batch) {
      return PyTorchContestant.predict(manager, block, batch, shape);
    }
  }

  /** A network that trains with Adam. */
  private static final class Training {
    private final Trainer trainer;
    private final Shape shape;
    private final Loss loss = Loss.softmaxCrossEntropyLoss();
    private final float[] pixels;
    private final int batchSize;

    Training(Block block, Shape shape) {
      this.shape = shape;
      this.batchSize = (int) shape.get(0);
      this.pixels = new float[(int) shape.size()];
      Model model = Model.newInstance("training");
      model.setBlock(block);
      trainer = model.newTrainer(new DefaultTrainingConfig(loss)
          .optOptimizer(Optimizer.adam().optLearningRateTracker(Tracker.fixed(1e-3f)).build())
          .optInitializer(new XavierInitializer(), Parameter.Type.WEIGHT));
      trainer.initialize(shape);
    }

    void train(Digits digits, int rows, Random random) {
      int[] order = digits.order(random);
      for (int from = 0; from + batchSize <= rows; from += batchSize) {
        digits.gather(order, from, batchSize, pixels);
        int[] labels = new int[batchSize];
        for (int i = 0; i < batchSize; i++) {
          labels[i] = digits.labels()[order[from + i]];
        }
        try (NDManager step = trainer.getManager().newSubManager();
            GradientCollector collector = trainer.newGradientCollector()) {
          NDArray x = step.create(pixels, shape);
          NDArray y = step.create(labels);
          x.attach(step);
          NDList output = trainer.forward(new NDList(x));
          output.attach(step);
          NDArray value = loss.evaluate(new NDList(y), output);
          value.attach(step);
          collector.backward(value);
          trainer.step();
        }
      }
    }
  }
}
