"""Makes models within models in real Keras, with what they predict.

usage: make_nested.py FOLDER        (made with Keras 3.15.1: KERAS_BACKEND=torch python make_nested.py FOLDER)

Writes NAME.keras, NAME.h5, NAME.weights.h5, NAME.json and NAME.in.0.npy ..., NAME.out.0.npy ... Trained models also have
targets NAME.y.0.npy ... and what they predict after one step more, NAME.next.0.npy ...
"""
import pathlib
import sys

import keras
import numpy
from keras import layers


def twins():
    """A Sequential that is applied twice, with a frozen layer and statistics."""
    base = keras.Sequential([layers.Input((4,)), layers.Dense(3, activation="relu", name="e1"),
                             layers.BatchNormalization(name="bn"), layers.Dense(2, name="e2")], name="enc")
    base.get_layer("e1").trainable = False
    a, b = layers.Input((4,), name="a"), layers.Input((4,), name="b")
    return keras.Model([a, b], layers.Dense(1, name="out")(layers.Add(name="add")([base(a), base(b)])), name="twins")


def multi():
    """A frozen model of two inputs and two outputs, applied twice."""
    one, two = layers.Input((4,), name="i1"), layers.Input((4,), name="i2")
    both = layers.Dense(3, name="d")
    inner = keras.Model([one, two], [layers.Dense(2, name="p")(layers.Add(name="sum")([both(one), both(two)])),
                                     layers.Dense(1, name="q")(both(two))], name="inner")
    inner.trainable = False
    a = layers.Input((4,), name="a")
    first = inner([a, a])
    second = inner([a, layers.Dense(4, name="mid")(a)])
    return keras.Model(a, [layers.Dense(1, name="o1")(layers.Concatenate(name="cat")([first[0], second[0]])),
                           layers.Add(name="o2")([first[1], second[1]])], name="outer")


def deep():
    """Three levels, the outermost and the innermost a Sequential, with layers of one name on two of them."""
    core = keras.Sequential([layers.Input((4,)), layers.Dense(4, activation="tanh", name="c1"),
                             layers.BatchNormalization(name="bn")], name="core")
    core.get_layer("c1").trainable = False
    x = layers.Input((4,), name="x")
    middle = keras.Model(x, layers.Add(name="add")([core(x), layers.Dense(4, name="c2")(x)]), name="mid")
    return keras.Sequential([layers.Input((4,)), layers.Dense(4, name="c1"), middle, layers.Dense(1, name="head")],
                            name="deep")


def ends():
    """The model's outputs are those of a model within it."""
    x = layers.Input((4,), name="x")
    hidden = layers.Dense(3, name="h")(x)
    inner = keras.Model(x, [hidden, layers.Dense(2, name="g")(hidden)], name="inner")
    a = layers.Input((4,), name="a")
    made = inner(layers.Dense(4, name="before")(a))
    return keras.Model(a, [made[1], made[0]], name="ends")


def steps():
    """A model that each step of a sequence goes through."""
    step = keras.Sequential([layers.Input((4,)), layers.Dense(3, name="t"), layers.BatchNormalization(name="bn")],
                            name="step")
    return keras.Sequential([layers.Input((5, 4)), layers.TimeDistributed(step, name="td"),
                             layers.LSTM(2, name="lstm")], name="steps")


def masked():
    """Steps that don't count, for a layer and for a model."""
    a = layers.Input((5, 3), name="a")
    mask = layers.Masking(name="mask")(a)
    inner = keras.Sequential([layers.Input((5, 3)), layers.GRU(2, name="gru")], name="inner")
    return keras.Model(a, layers.Concatenate(name="cat")([inner(mask), layers.LSTM(2, name="lstm")(mask)]), name="masked")


def sharing():
    """A layer and a model that stand in two models, which Keras writes and can't read."""
    base = keras.Sequential([layers.Input((4,)), layers.Dense(4, activation="tanh", name="b1"),
                             layers.Dense(4, name="b2")], name="base")
    left = layers.Input((4,), name="left")
    inner = keras.Model(left, base.get_layer("b2")(base(left)), name="inner")
    x = layers.Input((4,), name="x")
    return keras.Model(x, layers.Dense(1, name="out")(layers.Add(name="add")([inner(x), base(x)])), name="sharing")


def save(model, start):
    for suffix in (".keras", ".h5"):
        model.save(f"{start}{suffix}")
    model.save_weights(f"{start}.weights.h5")
    pathlib.Path(f"{start}.json").write_text(model.to_json())


def arrays(start, values):
    for index, value in enumerate(keras.tree.flatten(values)):
        numpy.save(f"{start}.{index}.npy", numpy.asarray(value, "float32"))


def main(folder):
    keras.utils.set_random_seed(5)
    random = numpy.random.default_rng(3)
    for make in (twins, multi, deep, ends, steps, masked, sharing):
        keras.backend.clear_session()
        model = make()
        start = f"{folder}/{make.__name__}"
        for variable in model.weights:  # statistics and biases that are not 0 and 1
            variable.assign(random.uniform(0.2, 1, variable.shape))
        x = [random.normal(size=(3, *tensor.shape[1:])).astype("float32") for tensor in model.inputs]
        if make is masked:
            x[0][:, 3:] = 0
        only = x if len(x) > 1 else x[0]
        if make is not sharing:
            y = [random.normal(size=(3, *tensor.shape[1:])).astype("float32") for tensor in model.outputs]
            model.compile(keras.optimizers.Adam(0.01), ["mean_squared_error"] * len(y) if len(y) > 1 else "mean_squared_error")
            for _ in range(2):
                model.train_on_batch(only, y if len(y) > 1 else y[0])
        arrays(start + ".in", x)
        arrays(start + ".out", model.predict(only, verbose=0))
        save(model, start)
        if make is not sharing:
            model.train_on_batch(only, y if len(y) > 1 else y[0])
            arrays(start + ".y", y)
            arrays(start + ".next", model.predict(only, verbose=0))


if __name__ == "__main__":
    main(sys.argv[1])
