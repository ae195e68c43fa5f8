"""Makes stateful.json with Keras: what stateful recurrent layers give for batches that follow one another.

KERAS_BACKEND=torch python make_stateful.py ../resources/org/neurona/core/golden/stateful.json

Each case goes through the batches 0, 1 and 2, is reset, and goes through batch 0 again. A training run hands the states
on itself, as numbers without a gradient, for training a stateful layer fails in PyTorch: "modified by an inplace
operation".
"""

import json
import sys

import keras
import numpy as np
import torch
from keras import layers

ROWS, STEPS, FEATURES, UNITS, BATCHES = 2, 3, 2, 3, 3
RATE = 0.1
random = np.random.RandomState(7)
x = random.uniform(-1, 1, (BATCHES, ROWS, STEPS, FEATURES)).astype("float32")
gaps = x.copy()
gaps[0, 1, 2] = 0  # a step that a mask leaves out, at the end
gaps[1, 0, 0] = 0  # and at the beginning
gaps[2, 1] = 0  # and all of a row's
targets = random.uniform(-1, 1, (BATCHES, ROWS, UNITS)).astype("float32")


def plain(array):
    array = np.asarray(array, dtype="float32")
    return {"shape": list(array.shape), "data": [float(str(value)) for value in array.reshape(-1)]}


def numbered(shapes):
    return [random.uniform(-0.8, 0.8, shape).astype("float32") for shape in shapes]


def weighted(model):
    model.set_weights(numbered([weight.shape for weight in model.get_weights()]))
    return [plain(weight) for weight in model.get_weights()]


def recurrent(layer):
    return lambda inputs: layer(inputs)


def nested(inputs):
    inner_input = keras.Input(batch_shape=(ROWS, STEPS, FEATURES))
    inner = keras.Model(inner_input, layers.LSTM(UNITS, stateful=True)(inner_input))
    return layers.Dense(2)(inner(inputs))


def twice(inputs):
    layer = layers.GRU(FEATURES, stateful=True, return_sequences=True)
    return layer(layer(inputs))


CASES = {
    "simple_rnn": (x, recurrent(layers.SimpleRNN(UNITS, stateful=True))),
    "lstm": (x, recurrent(layers.LSTM(UNITS, stateful=True, return_sequences=True))),
    "gru": (x, recurrent(layers.GRU(UNITS, stateful=True))),
    "gru_backwards": (x, recurrent(layers.GRU(UNITS, stateful=True, go_backwards=True, return_sequences=True))),
    "rnn_of_cells": (x, recurrent(layers.RNN([layers.LSTMCell(UNITS), layers.GRUCell(2)], stateful=True))),
    "bidirectional": (x, recurrent(layers.Bidirectional(layers.LSTM(UNITS, stateful=True, return_sequences=True)))),
    "masked_lstm": (gaps, lambda inputs: layers.LSTM(UNITS, stateful=True)(layers.Masking()(inputs))),
    "masked_gru_sequences": (gaps, lambda inputs: layers.GRU(UNITS, stateful=True, return_sequences=True)(
        layers.Masking()(inputs))),
    "nested": (x, nested),
    "twice": (x, twice),
}


def reset(layer):
    for inside in layer.layers if isinstance(layer, keras.Model) else []:
        reset(inside)
    if isinstance(layer, layers.RNN) and isinstance(layer.cell, layers.StackedRNNCells):
        for state in keras.tree.flatten(layer.states):  # reset_state of Keras 3.15.1 fails: they are lists of lists
            state.assign(np.zeros(state.shape))
    elif hasattr(layer, "reset_state"):
        layer.reset_state()


def inference(data, build):
    inputs = keras.Input(batch_shape=(ROWS, STEPS, FEATURES))
    model = keras.Model(inputs, build(inputs))
    weights = weighted(model)
    outputs = [plain(model.predict(batch, batch_size=ROWS, verbose=0)) for batch in data]
    reset(model)
    outputs.append(plain(model.predict(data[0], batch_size=ROWS, verbose=0)))
    return {"inputs": [plain(batch) for batch in data], "weights": weights, "outputs": outputs}


def training(layer, states):
    inputs = keras.Input((STEPS, FEATURES))
    given = [keras.Input((UNITS,)) for _ in range(states)]
    model = keras.Model([inputs] + given, layer(inputs, initial_state=given))
    weights = weighted(model)
    optimizer = keras.optimizers.SGD(RATE)
    handed_on = [np.zeros((ROWS, UNITS), "float32") for _ in range(states)]
    losses, after = [], []
    for batch, target in zip(x, targets):
        output, *new = model([batch] + handed_on, training=True)
        loss = torch.mean((output - torch.as_tensor(target)) ** 2)
        model.zero_grad()
        loss.backward()
        with torch.no_grad():
            optimizer.apply([weight.value.grad for weight in model.trainable_weights], model.trainable_weights)
        handed_on = [state.detach().numpy() for state in new]
        losses.append(loss.item())
        after.append([plain(weight) for weight in model.get_weights()])
    return {"weights": weights, "losses": losses, "after": after, "rate": RATE}


golden = {
    "inference": {name: inference(data, build) for name, (data, build) in CASES.items()},
    "inputs": [plain(batch) for batch in x],
    "targets": [plain(target) for target in targets],
    "training": {
        "simple_rnn": training(layers.SimpleRNN(UNITS, return_state=True), 1),
        "lstm": training(layers.LSTM(UNITS, return_state=True), 2),
        "gru": training(layers.GRU(UNITS, return_state=True), 1),
    },
}
with open(sys.argv[1], "w") as file:
    json.dump(golden, file, separators=(",", ":"))
    file.write("\n")
