"""The cases of make_layers.py: each layer with each of its arguments, in words that are data."""
from dataclasses import dataclass, field


class Described:
    """A layer, an initializer, a regularizer or a constraint, by Keras' name and its arguments."""

    def __init__(self, name, **arguments):
        self.name = name
        self.arguments = arguments


class Whole:
    """An input of whole numbers from low to high - 1."""

    def __init__(self, low, high, *shape):
        self.low, self.high, self.shape = low, high, shape


@dataclass
class Case:
    name: str
    layer: Described
    inputs: list
    masks: list = None
    call: dict = field(default_factory=dict)  # what Keras takes as arguments of the call, and we as settings
    training: bool = False
    takes_training: bool = False
    initial: bool = False  # whether the weights stay as they were first
    differentiable: bool = True
    further: str = "initial_state"  # the call's argument that inputs behind the first are
    eager: bool = False
    between: tuple = (-1, 1)
    zero_steps: tuple = ()  # (row, step) of the first input that are all masked_value
    masked_value: float = 0


GROUPS = {}
_group = None


def group(name):
    global _group
    _group = GROUPS.setdefault(name, [])


def case(layer, what, inputs, arguments, **further):
    inputs = inputs if isinstance(inputs, list) else [inputs]
    _group.append(Case(f"{layer} {what}", Described(layer, **arguments), inputs, **further))


def L(name, **arguments):
    return Described(name, **arguments)


def constant(value):
    return Described("Constant", value=value)


L1, L2 = L("L1", l1=0.03), L("L2", l2=0.05)
NON_NEG, MAX_NORM = L("NonNeg"), L("MaxNorm", max_value=0.6, axis=0)
UNIT_NORM, MIN_MAX = L("UnitNorm", axis=0), L("MinMaxNorm", min_value=0.4, max_value=0.7, rate=0.5, axis=0)


def declarations(*weights, activity=True):
    """First values, a penalty and a constraint of each weight, and a penalty on the output."""
    arguments = {}
    regularizers = (L("L1L2", l1=0.02, l2=0.03), L1, L2)
    constraints = (MAX_NORM, NON_NEG, MIN_MAX)
    for i, weight in enumerate(weights):
        arguments[weight + "_initializer"] = constant(round(0.31 - 0.17 * i, 2))
        arguments[weight + "_regularizer"] = regularizers[i % 3]
        arguments[weight + "_constraint"] = constraints[i % 3]
    if activity:
        arguments["activity_regularizer"] = L("L1L2", l1=0.01, l2=0.02)
    return arguments


def penalties(*weights):
    """Penalties and constraints alone, so that weights can be any numbers."""
    return {key: value for key, value in declarations(*weights).items() if not key.endswith("_initializer")}


# --- core ---
group("core")
case("Dense", "activation", (3, 5), dict(units=4, activation="tanh"))
case("Dense", "without bias, three axes", (2, 3, 4), dict(units=2, use_bias=False))
case("Dense", "first values, penalties, constraints", (3, 5),
     dict(units=4, **declarations("kernel", "bias")), initial=True)
case("Dense", "penalties and constraints of other numbers", (3, 5), dict(units=4, **penalties("kernel", "bias")))
case("Embedding", "rows", Whole(0, 5, 2, 3), dict(input_dim=5, output_dim=3))
case("Embedding", "mask", [[[1, 0, 3, 0], [0, 0, 2, 4]]], dict(input_dim=5, output_dim=3, mask_zero=True))
case("Embedding", "first values, penalties, constraints", Whole(0, 5, 2, 3),
     dict(input_dim=5, output_dim=3, **declarations("embeddings")), initial=True)
case("Embedding", "penalty and constraint of other numbers", Whole(0, 5, 2, 3),
     dict(input_dim=5, output_dim=3, embeddings_regularizer=L1, embeddings_constraint=UNIT_NORM))
case("Identity", "with a mask", (2, 3, 2), {}, masks=[[[1, 0, 1], [0, 0, 1]]])
case("Masking", "of zeros", (2, 4, 3), {}, zero_steps=((0, 1), (1, 0), (1, 3)))
case("Masking", "of another value", (2, 4, 3), dict(mask_value=-0.5), zero_steps=((0, 2), (1, 1)), masked_value=-0.5)

# --- activations ---
group("activations")
for name in ("relu", "relu6", "leaky_relu", "elu", "selu", "celu", "gelu", "silu", "sigmoid", "hard_sigmoid",
             "hard_silu", "tanh", "hard_tanh", "softmax", "log_softmax", "softplus", "softsign", "exponential", "mish",
             "log_sigmoid", "soft_shrink", "hard_shrink", "tanh_shrink", "squareplus", "sparse_plus", "sparse_sigmoid",
             "sparsemax", "glu"):
    case("Activation", name, (2, 6), dict(activation=name), between=(-4, 4))
case("ReLU", "plain", (3, 5), {})
case("ReLU", "max value", (3, 5), dict(max_value=0.45))
case("ReLU", "slope", (3, 5), dict(negative_slope=0.2))
case("ReLU", "threshold", (3, 5), dict(threshold=0.3))
case("ReLU", "all three", (3, 5), dict(max_value=0.7, negative_slope=0.2, threshold=0.3))
case("LeakyReLU", "plain", (3, 5), {})
case("LeakyReLU", "slope", (3, 5), dict(negative_slope=0.1))
case("PReLU", "plain", (2, 3, 4), {})
case("PReLU", "shared axes", (2, 3, 4), dict(shared_axes=[1]))
case("PReLU", "first values, penalties, constraints", (2, 3, 4),
     declarations("alpha", activity=False), initial=True)
case("PReLU", "penalty and constraint of other numbers", (2, 3, 4),
     dict(alpha_regularizer=L1, alpha_constraint=NON_NEG, shared_axes=[1, 2]))
case("ELU", "plain", (3, 5), {})
case("ELU", "alpha", (3, 5), dict(alpha=0.4))
case("Softmax", "plain", (2, 3, 4), {})
case("Softmax", "axis", (2, 3, 4), dict(axis=1))
case("Softmax", "two axes", (2, 3, 4), dict(axis=[1, 2]))
case("Softmax", "mask", [(2, 3, 4), Whole(0, 2, 2, 3, 4)], {}, further="mask")

# --- convolution ---
group("convolution")
SPACES = {1: (9,), 2: (6, 5), 3: (4, 3, 4)}


def each(value, axes):
    return value if axes == 1 else [value] * axes


def uneven(axes, *values):
    return values[0] if axes == 1 else list(values[:axes])


for axes, space in SPACES.items():
    name = f"Conv{axes}D"
    case(name, "plain", (1, *space, 2), dict(filters=3, kernel_size=2))
    case(name, "strides, same, without bias", (1, *space, 2),
         dict(filters=2, kernel_size=uneven(axes, 3, 2, 2), strides=each(2, axes), padding="same", use_bias=False))
    case(name, "dilation, groups, activation", (1, *space, 4),
         dict(filters=2, kernel_size=2, dilation_rate=uneven(axes, 3, 2, 2), groups=2, activation="tanh"))
    case(name, "dilation, same", (1, *space, 1),
         dict(filters=2, kernel_size=uneven(axes, 3, 2, 2), dilation_rate=each(2, axes), padding="same"))
    case(name, "first values, penalties, constraints", (1, *space, 2),
         dict(filters=2, kernel_size=2, **declarations("kernel", "bias")), initial=True)
    case(name, "penalties and constraints of other numbers", (1, *space, 2),
         dict(filters=2, kernel_size=2, **penalties("kernel", "bias")))
    name = f"Conv{axes}DTranspose"
    small = {1: (4,), 2: (3, 4), 3: (2, 2, 3)}[axes]
    case(name, "plain", (1, *small, 2), dict(filters=3, kernel_size=2))
    case(name, "strides, without bias", (1, *small, 2),
         dict(filters=2, kernel_size=uneven(axes, 3, 2, 2), strides=uneven(axes, 2, 3, 2), use_bias=False))
    case(name, "strides, same, activation", (1, *small, 2),
         dict(filters=2, kernel_size=uneven(axes, 3, 2, 3), strides=each(2, axes), padding="same", activation="tanh"))
    case(name, "output padding", (1, *small, 1),
         dict(filters=2, kernel_size=each(3, axes), strides=each(3, axes), output_padding=uneven(axes, 1, 0, 2)))
    case(name, "output padding, same", (1, *small, 1),
         dict(filters=2, kernel_size=each(3, axes), strides=each(3, axes), padding="same",
              output_padding=uneven(axes, 2, 1, 0)))
    case(name, "dilation", (1, *small, 1), dict(filters=2, kernel_size=2, dilation_rate=each(2, axes)))
    case(name, "first values, penalties, constraints", (1, *small, 1),
         dict(filters=2, kernel_size=2, **declarations("kernel", "bias")), initial=True)
    case(name, "penalties and constraints of other numbers", (1, *small, 1),
         dict(filters=2, kernel_size=2, **penalties("kernel", "bias")))
case("Conv1D", "causal", (2, 6, 2), dict(filters=2, kernel_size=3, padding="causal"))
case("Conv1D", "causal, dilation", (2, 6, 2), dict(filters=2, kernel_size=2, padding="causal", dilation_rate=2))
case("Conv1D", "causal, strides", (2, 7, 2), dict(filters=2, kernel_size=3, padding="causal", strides=2))
for axes in (1, 2):
    space = SPACES[axes]
    name = f"DepthwiseConv{axes}D"
    case(name, "plain", (1, *space, 3), dict(kernel_size=2))
    case(name, "strides, same, multiplier, without bias", (1, *space, 2),
         dict(kernel_size=3, strides=each(2, axes), padding="same", depth_multiplier=2, use_bias=False))
    case(name, "dilation, activation", (1, *space, 2),
         dict(kernel_size=2, dilation_rate=each(2, axes), activation="tanh"))
    case(name, "first values, penalties, constraints", (1, *space, 2),
         dict(kernel_size=2, **declarations("depthwise", "bias")), initial=True)
    case(name, "penalties and constraints of other numbers", (1, *space, 2),
         dict(kernel_size=2, **penalties("depthwise", "bias")))
    name = f"SeparableConv{axes}D"
    case(name, "plain", (1, *space, 3), dict(filters=2, kernel_size=2))
    case(name, "strides, same, multiplier, without bias", (1, *space, 2),
         dict(filters=3, kernel_size=3, strides=each(2, axes), padding="same", depth_multiplier=2, use_bias=False))
    case(name, "dilation, activation", (1, *space, 2),
         dict(filters=2, kernel_size=2, dilation_rate=each(2, axes), activation="tanh"))
    case(name, "first values, penalties, constraints", (1, *space, 2),
         dict(filters=2, kernel_size=2, **declarations("depthwise", "pointwise", "bias")), initial=True)
    case(name, "penalties and constraints of other numbers", (1, *space, 2),
         dict(filters=2, kernel_size=2, **penalties("depthwise", "pointwise", "bias")))

# --- pooling ---
group("pooling")
for kind in ("Max", "Average"):
    for axes, space in {1: (7,), 2: (5, 6), 3: (4, 5, 3)}.items():
        name = f"{kind}Pooling{axes}D"
        case(name, "plain", (1, *space, 2), dict(pool_size=each(2, axes)))
        case(name, "size and strides", (1, *space, 2),
             dict(pool_size=uneven(axes, 3, 2, 2), strides=uneven(axes, 1, 3, 1)))
        case(name, "same", (1, *space, 2), dict(pool_size=uneven(axes, 3, 2, 2), padding="same"))
        case(name, "same, strides", (1, *space, 2),
             dict(pool_size=each(3, axes), strides=uneven(axes, 1, 2, 2), padding="same"))
        name = f"Global{kind}Pooling{axes}D"
        case(name, "plain", (2, *space, 2), {})
        case(name, "keepdims", (2, *space, 2), dict(keepdims=True))
        name = f"Adaptive{kind}Pooling{axes}D"
        case(name, "one size", (1, *space, 2), dict(output_size=2))
        case(name, "sizes", (1, *space, 2), dict(output_size=uneven(axes, 3, 4, 2)))
case("GlobalAveragePooling1D", "mask", (2, 4, 3), {}, masks=[[[1, 1, 0, 1], [0, 1, 0, 0]]])

# --- recurrent ---
group("recurrent")
STEPS = (2, 4, 3)
MASK = [[[1, 1, 0, 1], [0, 1, 1, 0]]]
for name, states in (("SimpleRNN", 1), ("LSTM", 2), ("GRU", 1)):
    gates = {} if name == "SimpleRNN" else dict(recurrent_activation="hard_sigmoid")
    case(name, "plain", STEPS, dict(units=3))
    case(name, "activations, without bias", STEPS, dict(units=2, activation="softsign", use_bias=False, **gates))
    case(name, "sequences and states", STEPS, dict(units=2, return_sequences=True, return_state=True))
    case(name, "backwards", STEPS, dict(units=2, return_sequences=True, go_backwards=True))
    case(name, "unrolled", STEPS, dict(units=2, unroll=True))
    case(name, "first states", [STEPS] + [(2, 3)] * states, dict(units=3, return_state=True))
    case(name, "mask", STEPS, dict(units=2, return_sequences=True, return_state=True), masks=MASK)
    case(name, "mask, last step", STEPS, dict(units=2), masks=MASK)
    case(name, "mask, backwards", STEPS, dict(units=2, return_sequences=True, go_backwards=True), masks=MASK)
    case(name, "mask, zero output", STEPS, dict(units=2, return_sequences=True, zero_output_for_mask=True),
         masks=MASK)
    forget = dict(unit_forget_bias=False) if name == "LSTM" else {}
    own = declarations("kernel", "recurrent", "bias")
    others = penalties("kernel", "recurrent", "bias")
    if name == "SimpleRNN":  # Keras hands this one's on to nothing
        del own["activity_regularizer"], others["activity_regularizer"]
    case(name, "first values, penalties, constraints", STEPS, dict(units=2, **forget, **own), initial=True)
    case(name, "penalties and constraints of other numbers", STEPS,
         dict(units=2, return_sequences=True, return_state=True, **others))
    cell = name + "Cell"
    case(cell, "plain", [(2, 3)] + [(2, 4)] * states, dict(units=4))
    case(cell, "activations, without bias", [(2, 3)] + [(2, 2)] * states,
         dict(units=2, activation="softsign", use_bias=False, **gates))
    own = declarations("kernel", "recurrent", "bias", activity=False)
    case(cell, "first values, penalties, constraints", [(2, 3)] + [(2, 2)] * states,
         dict(units=2, **forget, **own), initial=True)
case("LSTM", "forget bias", STEPS, dict(units=2, kernel_initializer="ones", recurrent_initializer="zeros",
                                        bias_initializer="zeros", unit_forget_bias=True), initial=True)
case("LSTM", "no forget bias", STEPS, dict(units=2, kernel_initializer="ones", recurrent_initializer="zeros",
                                           unit_forget_bias=False), initial=True)
case("LSTMCell", "no forget bias", [(2, 3), (2, 2), (2, 2)],
     dict(units=2, kernel_initializer="ones", recurrent_initializer="zeros", unit_forget_bias=False), initial=True)
case("GRU", "reset before", STEPS, dict(units=2, reset_after=False))
case("GRU", "reset before, mask, backwards", STEPS,
     dict(units=2, reset_after=False, return_sequences=True, go_backwards=True), masks=MASK)
case("GRUCell", "reset before", [(2, 3), (2, 2)], dict(units=2, reset_after=False))
case("RNN", "of a cell", STEPS, dict(cell=L("GRUCell", units=2)))
case("RNN", "of two cells", STEPS,
     dict(cell=L("StackedRNNCells", cells=[L("LSTMCell", units=2), L("SimpleRNNCell", units=3)]),
          return_sequences=True, return_state=True))
case("RNN", "backwards, unrolled", STEPS,
     dict(cell=L("LSTMCell", units=2), return_sequences=True, go_backwards=True, unroll=True))
case("RNN", "mask, zero output", STEPS,
     dict(cell=L("SimpleRNNCell", units=2), return_sequences=True, zero_output_for_mask=True), masks=MASK)
case("RNN", "mask, states", STEPS, dict(cell=L("LSTMCell", units=2), return_state=True), masks=MASK)
case("StackedRNNCells", "of three kinds", [(2, 3), (2, 2), (2, 2), (2, 3), (2, 2)],
     dict(cells=[L("LSTMCell", units=2), L("GRUCell", units=3), L("SimpleRNNCell", units=2)]))
for mode in ("concat", "sum", "mul", "ave", None):
    for sequences in (False, True):
        case("Bidirectional", f"{mode}{', sequences' if sequences else ''}", STEPS,
             dict(layer=L("LSTM", units=2, return_sequences=sequences), merge_mode=mode))
case("Bidirectional", "states", STEPS, dict(layer=L("GRU", units=2, return_state=True)))
case("Bidirectional", "mask", STEPS, dict(layer=L("GRU", units=2, return_sequences=True)), masks=MASK)
case("Bidirectional", "mask, last step", STEPS, dict(layer=L("LSTM", units=2)), masks=MASK)
case("Bidirectional", "backward layer", STEPS,
     dict(layer=L("LSTM", units=2, return_sequences=True),
          backward_layer=L("SimpleRNN", units=2, return_sequences=True, go_backwards=True), merge_mode="sum"))
case("Bidirectional", "first states", [STEPS, (2, 2), (2, 2)], dict(layer=L("SimpleRNN", units=2)))
case("TimeDistributed", "dense", STEPS, dict(layer=L("Dense", units=2, activation="tanh")))
case("TimeDistributed", "convolution", (2, 2, 5, 2), dict(layer=L("Conv1D", filters=2, kernel_size=2)))
case("TimeDistributed", "mask", STEPS, dict(layer=L("Dense", units=2)), masks=MASK)

# --- reshaping ---
group("reshaping")
case("Flatten", "three axes", (2, 3, 2, 2), {})
case("Flatten", "one number a row", (3,), {})
case("Reshape", "known", (2, 3, 4), dict(target_shape=[2, 6]))
case("Reshape", "one unknown", (2, 3, 4), dict(target_shape=[-1, 2, 2]))
case("Permute", "three axes", (2, 3, 2, 4), dict(dims=[3, 1, 2]))
case("RepeatVector", "rows", (2, 3), dict(n=3))
case("Cropping1D", "plain", (2, 5, 2), {})
case("Cropping1D", "both sides", (2, 6, 2), dict(cropping=[2, 1]))
case("Cropping1D", "one number", (2, 6, 2), dict(cropping=2))
case("Cropping2D", "plain", (2, 4, 3, 2), {})
case("Cropping2D", "one number", (2, 4, 3, 2), dict(cropping=1))
case("Cropping2D", "two numbers", (2, 5, 3, 2), dict(cropping=[2, 1]))
case("Cropping2D", "four numbers", (2, 5, 4, 2), dict(cropping=[[1, 2], [0, 3]]))
case("Cropping3D", "plain", (1, 3, 4, 3, 2), {})
case("Cropping3D", "three numbers", (1, 3, 5, 3, 2), dict(cropping=[1, 2, 0]))
case("Cropping3D", "six numbers", (1, 3, 4, 3, 2), dict(cropping=[[1, 0], [0, 2], [1, 1]]))
case("UpSampling1D", "plain", (2, 3, 2), {})
case("UpSampling1D", "size", (2, 3, 2), dict(size=3))
case("UpSampling2D", "plain", (1, 3, 2, 2), {})
case("UpSampling2D", "size", (1, 3, 2, 2), dict(size=[1, 3]))
case("UpSampling2D", "bilinear", (1, 3, 4, 2), dict(size=[2, 3], interpolation="bilinear"))
case("UpSampling3D", "plain", (1, 2, 1, 2, 2), {})
case("UpSampling3D", "size", (1, 2, 1, 2, 2), dict(size=[1, 3, 2]))
case("ZeroPadding1D", "plain", (2, 3, 2), {})
case("ZeroPadding1D", "both sides", (2, 3, 2), dict(padding=[2, 1]))
case("ZeroPadding2D", "plain", (1, 2, 3, 2), {})
case("ZeroPadding2D", "two numbers", (1, 2, 3, 2), dict(padding=[2, 0]))
case("ZeroPadding2D", "four numbers", (1, 2, 3, 2), dict(padding=[[1, 2], [0, 3]]))
case("ZeroPadding3D", "plain", (1, 2, 1, 2, 1), {})
case("ZeroPadding3D", "three numbers", (1, 2, 1, 2, 1), dict(padding=[1, 0, 2]))
case("ZeroPadding3D", "six numbers", (1, 2, 1, 2, 1), dict(padding=[[1, 0], [0, 2], [1, 1]]))

# --- merging ---
group("merging")
for name in ("Add", "Average", "Maximum", "Minimum", "Multiply"):
    case(name, "three inputs", [(2, 3, 2)] * 3, {})
    case(name, "inputs spread over others", [(2, 3, 2), (2, 1, 2), (2, 2)], {})
    case(name, "masks", [(2, 3, 2)] * 2, {}, masks=[[[1, 0, 1], [1, 1, 0]], [[0, 0, 1], [1, 1, 1]]])
    case(name, "one mask", [(2, 3, 2)] * 2, {}, masks=[[[1, 0, 1], [1, 1, 0]], None])
case("Subtract", "two inputs", [(2, 3, 2), (2, 1, 2)], {})
case("Concatenate", "last axis", [(2, 3, 2), (2, 3, 1), (2, 3, 2)], {})
case("Concatenate", "axis", [(2, 3, 2), (2, 1, 2)], dict(axis=1))
case("Concatenate", "axis counted from the end", [(2, 3, 2), (2, 1, 2)], dict(axis=-2))
case("Concatenate", "masks", [(2, 3, 2), (2, 3, 1)], {}, masks=[[[1, 0, 1], [1, 1, 0]], [[0, 0, 1], [1, 1, 1]]])
case("Concatenate", "masks along the axis", [(2, 3, 2), (2, 2, 2)], dict(axis=1),
     masks=[[[1, 0, 1], [1, 1, 0]], [[0, 1], [1, 1]]])
case("Dot", "vectors", [(2, 4), (2, 4)], dict(axes=1))
case("Dot", "two axes", [(2, 3, 4), (2, 2, 3)], dict(axes=[1, 2]))
case("Dot", "counted from the end", [(2, 3, 4), (2, 2, 4)], dict(axes=-1))
case("Dot", "normalized", [(2, 3, 4), (2, 2, 4)], dict(axes=[2, 2], normalize=True))
case("Dot", "matrix and vector", [(2, 3, 4), (2, 4)], dict(axes=[2, 1]))

# --- regularization ---
group("regularization")
case("ActivityRegularization", "l1", (2, 3), dict(l1=0.1))
case("ActivityRegularization", "l2", (2, 3), dict(l2=0.2))
case("ActivityRegularization", "both", (2, 3), dict(l1=0.1, l2=0.2))
for name in ("Dropout", "SpatialDropout1D", "SpatialDropout2D", "SpatialDropout3D", "GaussianDropout", "AlphaDropout"):
    shape = {"SpatialDropout2D": (2, 2, 2, 3), "SpatialDropout3D": (1, 2, 2, 2, 3)}.get(name, (2, 3, 2))
    case(name, "at inference", shape, dict(rate=0.4), takes_training=True)
    case(name, "of nothing in training", shape, dict(rate=0.0), training=True, takes_training=True)
case("GaussianNoise", "at inference", (2, 3), dict(stddev=0.4), takes_training=True)

# --- normalization ---
group("normalization")
SCALED = ("gamma", "beta")


def moving(**arguments):
    return dict(moving_mean_initializer=constant(0.3), moving_variance_initializer=constant(1.4), **arguments)


for training in (False, True):
    how = dict(training=training, takes_training=True)
    when = "training" if training else "inference"
    case("BatchNormalization", f"{when}", (4, 3), {}, **how)
    case("BatchNormalization", f"{when}, images, momentum, epsilon", (2, 2, 3, 2), dict(momentum=0.7, epsilon=0.05),
         **how)
    case("BatchNormalization", f"{when}, axis", (3, 2, 3), dict(axis=1), **how)
    case("BatchNormalization", f"{when}, without center", (4, 3), dict(center=False), **how)
    case("BatchNormalization", f"{when}, without scale", (4, 3), dict(scale=False), **how)
    case("BatchNormalization", f"{when}, mask", (2, 3, 2), dict(momentum=0.7), masks=[[[1, 0, 1], [1, 1, 0]]], **how)
    case("BatchNormalization", f"{when}, first values, penalties, constraints", (3, 2),
         moving(**declarations(*SCALED, activity=False)), initial=True, **how)
case("LayerNormalization", "plain", (2, 3, 4), {})
case("LayerNormalization", "axes, epsilon", (2, 3, 4), dict(axis=[1, 2], epsilon=0.1))
case("LayerNormalization", "an inner axis", (2, 3, 4), dict(axis=1))
case("LayerNormalization", "without center", (2, 3, 4), dict(center=False))
case("LayerNormalization", "without scale", (2, 3, 4), dict(scale=False))
case("LayerNormalization", "first values, penalties, constraints", (2, 3, 4),
     declarations(*SCALED, activity=False), initial=True)
case("GroupNormalization", "groups", (2, 3, 6), dict(groups=3))
case("GroupNormalization", "each channel", (2, 3, 2, 4), dict(groups=-1))
case("GroupNormalization", "plain", (2, 2, 32), {})
case("GroupNormalization", "axis, epsilon", (2, 4, 3), dict(groups=2, axis=1, epsilon=0.1))
case("GroupNormalization", "without center", (2, 3, 4), dict(groups=2, center=False))
case("GroupNormalization", "without scale", (2, 3, 4), dict(groups=2, scale=False))
case("GroupNormalization", "first values, penalties, constraints", (2, 3, 4),
     dict(groups=2, **declarations(*SCALED, activity=False)), initial=True)
case("RMSNormalization", "plain", (2, 3, 4), {})
case("RMSNormalization", "epsilon", (2, 3, 4), dict(epsilon=0.1))
case("RMSNormalization", "axes", (2, 3, 4), dict(axis=[1, 2]))
case("UnitNormalization", "plain", (2, 3, 4), {})
case("UnitNormalization", "axis", (2, 3, 4), dict(axis=1))
case("UnitNormalization", "axes", (2, 3, 4), dict(axis=[1, 2]))
case("SpectralNormalization", "inference", (3, 4), dict(layer=L("Dense", units=3)), takes_training=True)
case("SpectralNormalization", "training", (3, 4), dict(layer=L("Dense", units=3)), takes_training=True, training=True,
     differentiable=False)
case("SpectralNormalization", "training, three iterations", (1, 4, 3, 2),
     dict(layer=L("Conv2D", filters=3, kernel_size=2), power_iterations=3), takes_training=True, training=True,
     differentiable=False)

# --- attention ---
group("attention")
QUERY, VALUE = (2, 3, 4), (2, 5, 4)
MASKS = [[[1, 1, 0], [1, 0, 1]], [[1, 0, 1, 1, 0], [0, 1, 1, 0, 1]]]
# No query sees nothing: of such scores nothing is left but the rounding of 1e9.
SEEING = [MASKS[0], [[1, 0, 1, 1, 0], [1, 1, 0, 0, 1]]]
SCORES = dict(return_attention_scores=True)
for name in ("Attention", "AdditiveAttention"):
    case(name, "plain", [QUERY, VALUE], {})
    case(name, "key", [QUERY, (2, 5, 2), VALUE], {}, call=SCORES)
    case(name, "masks", [QUERY, VALUE], {}, masks=MASKS, call=SCORES)
    case(name, "mask of values", [QUERY, VALUE], {}, masks=[None, MASKS[1]])
    case(name, "mask of queries", [QUERY, VALUE], {}, masks=[MASKS[0], None])
    case(name, "masks, key", [QUERY, VALUE, VALUE], {}, masks=MASKS + [None])
    case(name, "causal", [QUERY, VALUE], {}, call=dict(use_causal_mask=True))
    case(name, "causal, masks", [QUERY, VALUE], {}, masks=SEEING, call=dict(use_causal_mask=True))
case("Attention", "scale", [QUERY, VALUE], dict(use_scale=True))
case("Attention", "concat", [QUERY, VALUE], dict(score_mode="concat"))
case("Attention", "concat, scale", [QUERY, VALUE], dict(score_mode="concat", use_scale=True))
case("AdditiveAttention", "without scale", [QUERY, VALUE], dict(use_scale=False))
PROJECTED = declarations("kernel", "bias")
for name, heads in (("MultiHeadAttention", dict(num_heads=2, key_dim=3)),
                    ("GroupQueryAttention", dict(head_dim=3, num_query_heads=4, num_key_value_heads=2))):
    case(name, "plain", [QUERY, VALUE], heads)
    case(name, "key, scores", [QUERY, VALUE, VALUE], heads, call=SCORES)
    case(name, "causal", [QUERY, QUERY], heads, call=dict(use_causal_mask=True))
    case(name, "masks", [QUERY, VALUE], heads, masks=MASKS, call=SCORES)
    case(name, "masks, causal", [QUERY, VALUE], heads, masks=[None, SEEING[1]], call=dict(use_causal_mask=True))
    case(name, "mask of keys", [QUERY, VALUE, VALUE], heads, masks=[None, None, MASKS[1]])
    case(name, "without bias", [QUERY, VALUE], dict(use_bias=False, **heads))
    case(name, "first values, penalties, constraints", [QUERY, VALUE], dict(**heads, **PROJECTED), initial=True)
    case(name, "penalties and constraints of other numbers", [QUERY, VALUE],
         dict(**heads, **penalties("kernel", "bias")))
case("MultiHeadAttention", "key of other features", [QUERY, (2, 5, 2), (2, 5, 3)], dict(num_heads=2, key_dim=3))
case("MultiHeadAttention", "value dim", [QUERY, VALUE], dict(num_heads=2, key_dim=3, value_dim=2), call=SCORES)
case("MultiHeadAttention", "output shape", [QUERY, VALUE], dict(num_heads=2, key_dim=3, output_shape=[5]))
case("MultiHeadAttention", "output shape of two axes", [QUERY, VALUE],
     dict(num_heads=2, key_dim=3, output_shape=[2, 3]))
case("MultiHeadAttention", "axes", [QUERY, VALUE], dict(num_heads=2, key_dim=3, attention_axes=[1]))
case("GroupQueryAttention", "one head of keys", [QUERY, VALUE],
     dict(head_dim=2, num_query_heads=3, num_key_value_heads=1))

# --- preprocessing ---
group("preprocessing")
case("Normalization", "statistics", (3, 2), dict(mean=[0.5, -0.2], variance=[2.0, 0.3]), eager=True)
case("Normalization", "inverted", (3, 2), dict(mean=[0.5, -0.2], variance=[2.0, 0.3], invert=True), eager=True)
case("Normalization", "axis", (2, 2, 3), dict(axis=1, mean=[0.5, -0.2], variance=[2.0, 0.3]), eager=True)
case("Normalization", "no axis", (2, 3), dict(axis=None, mean=0.5, variance=2.0), eager=True)
case("Rescaling", "scale", (2, 3), dict(scale=0.3))
case("Rescaling", "scale and offset", (2, 3), dict(scale=0.3, offset=-1.5))
NUMBERS = [[-1.5, 1.0, 3.4, 0.5], [0.0, 3.0, 1.3, 0.0]]
for mode in ("int", "one_hot", "multi_hot", "count"):
    case("Discretization", mode, [NUMBERS], dict(bin_boundaries=[0.0, 1.0, 2.0], output_mode=mode), eager=True)
INDICES = [[0, 1], [0, 0], [1, 2], [3, 1]]
for mode in ("multi_hot", "count"):
    case("CategoryEncoding", mode, [INDICES], dict(num_tokens=4, output_mode=mode), eager=True)
case("CategoryEncoding", "one_hot", [[3, 2, 0, 1]], dict(num_tokens=4, output_mode="one_hot"), eager=True)
case("CategoryEncoding", "one_hot of rows", [INDICES], dict(num_tokens=4, output_mode="one_hot"), eager=True)
case("CategoryEncoding", "count, weights", [INDICES, [[0.1, 0.2], [0.1, 0.1], [0.2, 0.3], [0.4, 0.2]]],
     dict(num_tokens=4, output_mode="count"), further="count_weights", eager=True)
# --- images ---
group("images")
IMAGES = (2, 5, 4, 2)
for size in ((3, 3), (7, 9), (5, 2), (10, 8)):
    for interpolation in ("bilinear", "nearest"):
        case("Resizing", f"{interpolation} to {size[0]} x {size[1]}", IMAGES,
             dict(height=size[0], width=size[1], interpolation=interpolation))
case("Resizing", "cropped", IMAGES, dict(height=3, width=6, crop_to_aspect_ratio=True))
case("Resizing", "cropped, taller", IMAGES, dict(height=7, width=3, crop_to_aspect_ratio=True))
case("Resizing", "padded", IMAGES, dict(height=4, width=8, pad_to_aspect_ratio=True))
case("Resizing", "padded, taller, with a value", IMAGES,
     dict(height=8, width=4, pad_to_aspect_ratio=True, fill_value=0.7))
case("CenterCrop", "smaller", IMAGES, dict(height=3, width=3))
case("CenterCrop", "even of odd", IMAGES, dict(height=2, width=1))
case("CenterCrop", "larger", IMAGES, dict(height=8, width=6))
case("CenterCrop", "larger one way", IMAGES, dict(height=3, width=7))
TRAINED = dict(training=True, takes_training=True)
CHANGES = {
    "RandomRotation": [dict(factor=[0.11, 0.11]), dict(factor=[-0.3, -0.3])],
    "RandomZoom": [dict(height_factor=[0.4, 0.4]), dict(height_factor=[-0.3, -0.3], width_factor=[0.25, 0.25])],
    "RandomTranslation": [dict(height_factor=[0.25, 0.25], width_factor=[-0.4, -0.4]),
                          dict(height_factor=[-0.7, -0.7], width_factor=[0.6, 0.6])],
}
for name, amounts in CHANGES.items():
    for i, amount in enumerate(amounts):
        for mode in ("reflect", "constant", "nearest"):  # "wrap" is TensorFlow's here, and other on JAX
            case(name, f"{mode}, {i + 1}", (1, 5, 4, 2), dict(fill_mode=mode, fill_value=0.6, **amount), **TRAINED)
    case(name, "nearest pixel", (1, 5, 4, 2), dict(interpolation="nearest", **amounts[0]), **TRAINED)
    case(name, "at inference", (1, 5, 4, 2), amounts[0], takes_training=True)
case("RandomBrightness", "lighter", IMAGES, dict(factor=[0.2, 0.2]), between=(0, 255), **TRAINED)
case("RandomBrightness", "darker, range", IMAGES, dict(factor=[-0.3, -0.3], value_range=[-1, 1]), **TRAINED)
case("RandomContrast", "unchanged, range", IMAGES, dict(factor=[0.0, 0.0], value_range=[-0.5, 0.6]), **TRAINED)
case("RandomCrop", "of the same size", IMAGES, dict(height=5, width=4), **TRAINED)
for name, factor in (("RandomBrightness", [0.2, 0.2]), ("RandomContrast", [0.2, 0.2])):
    case(name, "at inference", IMAGES, dict(factor=factor), takes_training=True)
case("RandomFlip", "at inference", IMAGES, {}, takes_training=True)
