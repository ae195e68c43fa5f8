"""Makes wrappers.json with Keras: layers whose own weights change while they compute, in a training loop.

KERAS_BACKEND=torch python make_wrappers.py ../resources/org/neurona/core/golden/wrappers.json

Each case makes steps of SGD with the mean of squared errors, and then an inference.
"""

import json
import sys

import keras
import numpy as np
import torch
from keras import layers

random = np.random.RandomState(5)
ROWS, STEPS, FEATURES, UNITS = 4, 3, 2, 3
BATCHES, RATE = 3, 0.1


def plain(array):
    array = np.asarray(array, dtype="float32")
    return {"shape": list(array.shape), "data": [float(str(number)) for number in array.reshape(-1)]}


def mean_of_squares(target, output):
    return torch.mean((output - target) ** 2)


def case(build, shape, calls=1, masked=False):
    inputs = keras.Input(shape)
    model = keras.Model(inputs, build(inputs))
    model.set_weights([random.uniform(0.3, 1.2, weight.shape) if "variance" in weight.path
                       else random.uniform(-0.9, 0.9, weight.shape) for weight in model.weights])
    first = [plain(weight) for weight in model.get_weights()]
    x = random.uniform(-1, 1, (BATCHES, ROWS) + shape).astype("float32")
    if masked:
        x[0, 1, 2:] = 0
        x[1, 2] = 0
        x[2, 0, :1] = 0
    y = random.uniform(-1, 1, (BATCHES, ROWS) + tuple(model.output.shape[1:])).astype("float32")
    optimizer = keras.optimizers.SGD(RATE)
    losses, after, gradients = [], [], []
    for batch, target in zip(x, y):
        loss = 0
        for _ in range(calls):
            loss = loss + mean_of_squares(torch.tensor(target), model(torch.tensor(batch), training=True))
        loss = loss + sum(model.losses)
        model.zero_grad()
        loss.backward()
        gradients.append([plain(weight.value.grad.numpy()) for weight in model.trainable_weights])
        with torch.no_grad():
            optimizer.apply([weight.value.grad for weight in model.trainable_weights], model.trainable_weights)
        losses.append(loss.item())
        after.append([plain(weight) for weight in model.get_weights()])
    return {"weights": first, "inputs": [plain(batch) for batch in x], "targets": [plain(target) for target in y],
            "losses": losses, "gradients": gradients, "after": after, "rate": RATE,
            "inference": plain(model.predict(x[0], verbose=0))}


golden = {
    "spectral_dense": case(layers.SpectralNormalization(layers.Dense(UNITS)), (FEATURES,)),
    "spectral_dense_regularized": case(layers.SpectralNormalization(
        layers.Dense(UNITS, kernel_regularizer=keras.regularizers.L2(0.1)), power_iterations=2), (FEATURES,)),
    "spectral_conv": case(layers.SpectralNormalization(layers.Conv1D(UNITS, 2)), (STEPS, FEATURES)),
    "distributed_dense": case(layers.TimeDistributed(layers.Dense(UNITS)), (STEPS, FEATURES)),
    "distributed_batch_norm": case(layers.TimeDistributed(layers.BatchNormalization(momentum=0.8)),
                                   (STEPS, FEATURES)),
    "distributed_batch_norm_masked": case(lambda inputs: layers.TimeDistributed(layers.BatchNormalization())(
        layers.Masking()(inputs)), (STEPS, FEATURES), masked=True),
    "distributed_spectral": case(layers.TimeDistributed(layers.SpectralNormalization(layers.Dense(UNITS))),
                                 (STEPS, FEATURES)),
    "batch_norm_twice": case(layers.BatchNormalization(momentum=0.8), (FEATURES,), calls=2),
}
with open(sys.argv[1], "w") as file:
    json.dump(golden, file, separators=(",", ":"))
    file.write("\n")
