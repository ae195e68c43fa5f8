package org.neurona.core.ops;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.neurona.ops.AffineTransform;
import org.neurona.ops.AffineTransformGradient;
import org.neurona.ops.ArgMax;
import org.neurona.ops.AveragePooling;
import org.neurona.ops.AveragePoolingGradient;
import org.neurona.ops.Binary;
import org.neurona.ops.BroadcastTo;
import org.neurona.ops.Concatenate;
import org.neurona.ops.Constant;
import org.neurona.ops.Convolution;
import org.neurona.ops.ConvolutionInputGradient;
import org.neurona.ops.ConvolutionKernelGradient;
import org.neurona.ops.Fill;
import org.neurona.ops.Gather;
import org.neurona.ops.LogSoftmax;
import org.neurona.ops.MatMul;
import org.neurona.ops.MaxPooling;
import org.neurona.ops.MaxPoolingGradient;
import org.neurona.ops.MaxPoolingSelect;
import org.neurona.ops.Node;
import org.neurona.ops.OneHot;
import org.neurona.ops.Op;
import org.neurona.ops.Pad;
import org.neurona.ops.Placeholder;
import org.neurona.ops.RandomUniform;
import org.neurona.ops.ReadVariable;
import org.neurona.ops.Reduce;
import org.neurona.ops.Reshape;
import org.neurona.ops.Scan;
import org.neurona.ops.ScatterAdd;
import org.neurona.ops.Select;
import org.neurona.ops.Slice;
import org.neurona.ops.Softmax;
import org.neurona.ops.SoftmaxCrossEntropy;
import org.neurona.ops.SparseSoftmaxCrossEntropy;
import org.neurona.ops.Sparsemax;
import org.neurona.ops.StopGradient;
import org.neurona.ops.Tensor;
import org.neurona.ops.Transpose;
import org.neurona.ops.Unary;

/** The table of operations. A new operation is one file and one line here. */
public final class OpRules {
  private static final Map<Class<? extends Op>, OpRule<?>> RULES = new HashMap<>();

  static {
    add(Placeholder.class, new SourceRules.PlaceholderRule());
    add(ReadVariable.class, new SourceRules.ReadVariableRule());
    add(Fill.class, new SourceRules.FillRule());
    add(Constant.class, new SourceRules.ConstantRule());
    add(RandomUniform.class, new SourceRules.RandomUniformRule());
    add(Unary.class, new UnaryRule());
    add(Binary.class, new BinaryRule());
    add(Select.class, new SelectRule());
    add(StopGradient.class, new ShapeRules.StopGradientRule());
    add(Reshape.class, new ShapeRules.ReshapeRule());
    add(BroadcastTo.class, new ShapeRules.BroadcastToRule());
    add(Transpose.class, new ShapeRules.TransposeRule());
    add(Concatenate.class, new AxisRules.ConcatenateRule());
    add(Slice.class, new AxisRules.SliceRule());
    add(Pad.class, new AxisRules.PadRule());
    add(Reduce.class, new ReduceRule());
    add(MatMul.class, new MatMulRule());
    add(Softmax.class, new SoftmaxRules.SoftmaxRule());
    add(LogSoftmax.class, new SoftmaxRules.LogSoftmaxRule());
    add(Sparsemax.class, new SparsemaxRule());
    add(SoftmaxCrossEntropy.class, new CrossEntropyRules.DenseRule());
    add(SparseSoftmaxCrossEntropy.class, new CrossEntropyRules.SparseRule());
    add(ArgMax.class, new IndexRules.ArgMaxRule());
    add(OneHot.class, new IndexRules.OneHotRule());
    add(Gather.class, new IndexRules.GatherRule());
    add(ScatterAdd.class, new IndexRules.ScatterAddRule());
    add(Convolution.class, new ConvolutionRules.ForwardRule());
    add(ConvolutionInputGradient.class, new ConvolutionRules.InputGradientRule());
    add(ConvolutionKernelGradient.class, new ConvolutionRules.KernelGradientRule());
    add(MaxPooling.class, new PoolingRules.MaxRule());
    add(MaxPoolingGradient.class, new PoolingRules.MaxGradientRule());
    add(MaxPoolingSelect.class, new PoolingRules.MaxSelectRule());
    add(AveragePooling.class, new PoolingRules.AverageRule());
    add(AveragePoolingGradient.class, new PoolingRules.AverageGradientRule());
    add(AffineTransform.class, new AffineTransformRules.ForwardRule());
    add(AffineTransformGradient.class, new AffineTransformRules.GradientRule());
    add(Scan.class, new ScanRule());
  }

  private OpRules() {}

  private static <O extends Op> void add(Class<O> op, OpRule<O> rule) {
    RULES.put(op, rule);
  }

  /** The operations that have a rule. */
  public static Set<Class<? extends Op>> operations() {
    return Set.copyOf(RULES.keySet());
  }

  /** The values of a node's outputs. */
  public static List<double[]> evaluate(Node node, List<double[]> inputs, Evaluation run) {
    return rule(node).evaluate(node.op(), node, inputs, run);
  }

  /** The gradients of a node's inputs; null where there is none. */
  public static List<Tensor> gradient(Node node, List<Tensor> outputGradients) {
    return rule(node).gradient(node.op(), node, outputGradients);
  }

  @SuppressWarnings("unchecked") // add() pairs each class with a rule for it
  private static OpRule<Op> rule(Node node) {
    OpRule<Op> rule = (OpRule<Op>) RULES.get(node.op().getClass());
    if (rule == null) {
      throw new IllegalStateException("There is no rule for the operation " + node.op().label());
    }
    return rule;
  }
}
