"""Makes the golden vectors of layers: what Keras' layers compute, in float64 on JAX.

usage: KERAS_BACKEND=jax make_layers.py FOLDER        (nn-core/src/test/resources/org/neurona/core/golden/keras)

A case is one layer with its arguments, its weights, a batch, and what comes out: outputs, their masks, the sum of the
losses that the layer adds, gradients, weights that training updates, and what constraints make of the weights.
`cases.py` beside this file lists the cases.
"""
import json
import os
import sys
import zlib

import jax

jax.config.update("jax_enable_x64", True)

import keras  # noqa: E402
import numpy  # noqa: E402
from keras.src.backend.common import dtypes  # noqa: E402
from keras.src.backend.common.masking import get_keras_mask, set_keras_mask  # noqa: E402

import cases  # noqa: E402

keras.config.set_floatx("float64")
# Keras takes float64 for float32 on JAX, unless this table is empty.
dtypes.BIT64_TO_BIT32_DTYPE.clear()

LISTS = {"Add", "Average", "Concatenate", "Dot", "Maximum", "Minimum", "Multiply", "Subtract", "Attention",
         "AdditiveAttention"}
SEPARATE = {"MultiHeadAttention", "GroupQueryAttention"}
CELLS = {"SimpleRNNCell", "LSTMCell", "GRUCell", "StackedRNNCells"}
KINDS = (keras.layers, keras.initializers, keras.regularizers, keras.constraints)
# The class is called otherwise than its place among the layers.
CLASS_NAMES = {"GroupQueryAttention": "GroupedQueryAttention"}


def made(value):
    """What Keras takes for a description."""
    if isinstance(value, cases.Described):
        kind = next(kind for kind in KINDS if hasattr(kind, value.name))
        return getattr(kind, value.name)(**{key: made(one) for key, one in value.arguments.items()})
    if isinstance(value, (list, tuple)):
        return type(value)(made(one) for one in value)
    return value


def plain(value):
    """What a file says for a description."""
    if isinstance(value, cases.Described):
        return {"class_name": CLASS_NAMES.get(value.name, value.name),
                "config": {key: plain(one) for key, one in value.arguments.items()}}
    if isinstance(value, (list, tuple)):
        return [plain(one) for one in value]
    return value


def number(x):
    x = float(f"{float(x):.7g}")
    return int(x) if x == int(x) and abs(x) < 1e9 else x


def array(x):
    x = numpy.asarray(x)
    return {"shape": list(x.shape), "data": [number(one) for one in x.reshape(-1)]}


def probe(shape):
    """As Computed.probed in the tests."""
    size = int(numpy.prod(shape))
    return numpy.array([0.3 + (i * 37 % 101) / 101.0 for i in range(size)]).reshape(shape)


class Run:
    """One case, computed."""

    def __init__(self, group, case):
        self.case = case
        self.random = numpy.random.default_rng(zlib.crc32(f"{group}/{case.name}".encode()))
        self.layer = made(case.layer)
        self.inputs = [self.input(i, one) for i, one in enumerate(case.inputs)]
        self.masks = None if case.masks is None else [
            None if one is None else numpy.array(one, dtype=bool) for one in case.masks]

    def input(self, i, one):
        if isinstance(one, cases.Whole):
            return self.random.integers(one.low, one.high, one.shape)
        if isinstance(one, tuple):
            low, high = self.case.between
            # All numbers differ, so that a largest one is one alone.
            x = numpy.linspace(0.98 * low + 0.003, 0.97 * high + 0.001, int(numpy.prod(one))) + 0.0117 * i
            x = numpy.round(self.random.permutation(x), 4).reshape(one)
            if i == 0 and self.case.zero_steps:
                for row, step in self.case.zero_steps:
                    x[row, step] = self.case.masked_value
            return x
        return numpy.array(one)

    def call(self, trainable, others, inputs):
        """The outputs, their masks, what becomes of the weights that are not trained, and the sum of the losses."""
        layer, case = self.layer, self.case
        inputs = [jax.numpy.asarray(x) for x in inputs]
        for x, mask in zip(inputs, self.masks or []):
            if mask is not None:
                set_keras_mask(x, jax.numpy.asarray(mask))
        keywords = dict(case.call)
        name = case.layer.name
        if name in CELLS:
            arguments = (inputs[0], self.states(inputs[1:]))
        elif name in LISTS:
            arguments = (inputs,)
        elif name in SEPARATE:
            arguments = tuple(inputs)
        else:
            arguments = (inputs[0],)
            if len(inputs) > 1:
                keywords[case.further] = inputs[1:] if case.further == "initial_state" else inputs[1]
        if case.takes_training:
            keywords["training"] = case.training
        values = [*zip(layer.trainable_variables, trainable), *zip(layer.non_trainable_variables, others)]
        with keras.StatelessScope(state_mapping=values, collect_losses=True) as scope:
            outputs = jax.tree_util.tree_leaves(layer(*arguments, **keywords))
            loss = sum(layer.losses) if layer.losses else None
        changed = [scope.get_current_value(v) for v in layer.non_trainable_variables]
        return outputs, [get_keras_mask(one) for one in outputs], changed, loss

    def states(self, inputs):
        """A list for each cell of several, or the states as they are."""
        if self.case.layer.name != "StackedRNNCells":
            return inputs
        rest = iter(inputs)
        return [[next(rest) for _ in cell.state_size] if isinstance(cell.state_size, list) else next(rest)
                for cell in self.layer.cells]

    def computed(self, trainable, others, inputs):
        """What call() gives, and the gradients by trainable weights and by inputs."""
        real = [i for i, x in enumerate(inputs) if x.dtype.kind == "f"]

        def scalar(trainable, chosen):
            given = dict(zip(real, chosen))
            called = self.call(trainable, others, [given.get(i, x) for i, x in enumerate(inputs)])
            total = called[3] if called[3] is not None else 0.0
            for one in called[0]:
                total = total + jax.numpy.sum(one * probe(one.shape))
            return total, called

        if not self.case.differentiable:
            return scalar(trainable, [inputs[i] for i in real])[1], None, None
        (_, called), (by_weights, by_inputs) = jax.value_and_grad(scalar, argnums=(0, 1), has_aux=True)(
            trainable, [inputs[i] for i in real])
        return called, by_weights, [dict(zip(real, by_inputs)).get(i) for i in range(len(inputs))]

    def build(self):
        """Makes the weights by an application, and gives them numbers."""
        if not self.case.eager:
            xs = [keras.KerasTensor(x.shape, str(x.dtype)) for x in self.inputs]
            name = self.case.layer.name
            if name in CELLS:
                self.layer.build(xs[0].shape)
            elif name in LISTS:
                self.layer(xs)
            elif name in SEPARATE:
                self.layer(*xs)
            else:
                self.layer(xs[0])
        if not self.case.initial:
            for weight in self.layer.weights:
                low, high = (0.5, 1.5) if "variance" in weight.path else (-1, 1)
                numbers = numpy.round(self.random.uniform(low, high, weight.shape), 2)
                weight.assign(numpy.where(numbers == 0, 0.03, numbers))  # where |x| has a gradient

    def result(self):
        self.build()
        layer, case = self.layer, self.case
        config = plain(case.layer)
        config["config"].update(case.call)
        result = {"name": case.name, "layer": config}
        if case.training:
            result["training"] = True
        result["inputs"] = [array(x) for x in self.inputs]
        if self.masks is not None:
            result["masks"] = [None if mask is None else array(mask) for mask in self.masks]
        if case.initial:
            result["initial"] = True
        result["weights"] = [array(weight) for weight in layer.weights]
        constraints = [weight.constraint for weight in layer.weights]
        if any(constraints):
            result["constrained"] = [
                None if one is None else array(one(weight.value)) for one, weight in zip(constraints, layer.weights)]
        trainable = [v.value for v in layer.trainable_variables]
        others = [v.value for v in layer.non_trainable_variables]
        if case.eager:
            self.eager(result)
            return result
        (outputs, masks, changed, loss), by_weights, by_inputs = jax.jit(self.computed)(trainable, others, self.inputs)
        result["outputs"] = [array(one) for one in outputs]
        if case.layer.name in SEPARATE:
            masks[1:] = [None] * (len(masks) - 1)  # Keras gives the scores that of the queries, too
        if any(mask is not None for mask in masks) and case.further != "mask":
            result["output_masks"] = [None if mask is None else array(mask) for mask in masks]
        if loss is not None:
            result["loss"] = number(loss)
        if case.training:
            result["updated"] = self.by_weight(layer.non_trainable_variables, changed)
        if case.differentiable:
            result["input_gradients"] = [None if one is None else array(one) for one in by_inputs]
            result["weight_gradients"] = self.by_weight(layer.trainable_variables, by_weights)
        return result

    def by_weight(self, variables, values):
        """For each weight its value, or None for one that has none."""
        known = {id(v): value for v, value in zip(variables, values)}
        return [array(known[id(w)]) if id(w) in known else None for w in self.layer.weights]

    def eager(self, result):
        """Layers that Keras computes outside of JAX' functions."""
        inputs = self.inputs
        keywords = dict(self.case.call)
        if self.case.takes_training:
            keywords["training"] = self.case.training
        if len(inputs) > 1:
            keywords[self.case.further] = inputs[1]
        output = self.layer(inputs[0], **keywords)
        result["outputs"] = [array(keras.ops.convert_to_numpy(output))]


def main(folder, only):
    os.makedirs(folder, exist_ok=True)
    failed = 0
    for group, members in cases.GROUPS.items():
        if only and group not in only:
            continue
        lines = []
        for case in members:
            try:
                lines.append(json.dumps(Run(group, case).result(), separators=(",", ":")))
                jax.clear_caches()
            except Exception as e:  # says which case it was, and goes on to the next
                failed += 1
                print(f"{group}/{case.name}: {type(e).__name__}: {str(e)[:600]}", file=sys.stderr)
        with open(os.path.join(folder, group + ".json"), "w") as out:
            out.write("[\n" + ",\n".join(lines) + "\n]\n")
    if failed:
        sys.exit(f"{failed} cases failed")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
