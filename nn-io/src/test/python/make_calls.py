"""Makes models with Keras whose layers are stateful, or called with more than their inputs, and what they predict.

KERAS_BACKEND=torch python make_calls.py ../resources/org/neurona/io/keras/calls
"""

import sys
from pathlib import Path

import keras
import numpy as np
from keras import layers

folder = Path(sys.argv[1])
keras.utils.set_random_seed(3)
random = np.random.RandomState(3)


def save(name, model, *inputs, suffixes=(".keras",), batches=1):
    for i, array in enumerate(inputs):
        np.save(folder / f"{name}.input_{i}.npy", array)
    for i in range(batches):
        np.save(folder / f"{name}.output_{i}.npy", model.predict(list(inputs), batch_size=2, verbose=0))
    for suffix in suffixes:
        model.save(folder / (name + suffix))


def numbers(*shape):
    return random.uniform(-1, 1, shape).astype("float32")


def stateful():
    model = keras.Sequential([keras.Input(batch_shape=(2, 3, 4)), layers.LSTM(3, stateful=True, return_sequences=True),
                              layers.Bidirectional(layers.GRU(2, stateful=True)), layers.Dense(1)])
    save("stateful", model, numbers(4, 3, 4), suffixes=(".keras", ".h5"), batches=2)


def first_states():
    x, h, c = keras.Input((3, 4)), keras.Input((3,)), keras.Input((3,))
    model = keras.Model([x, h, c], layers.LSTM(3)(x, initial_state=[h, c]))
    save("first_states", model, numbers(2, 3, 4), numbers(2, 3), numbers(2, 3))


def attention():
    query, value, mask = keras.Input((3, 4)), keras.Input((3, 4)), keras.Input((3, 3))
    masked = layers.MultiHeadAttention(2, 3)(query, value, attention_mask=mask)
    causal, scores = layers.MultiHeadAttention(4, 3)(query, value, value, use_causal_mask=True,
                                                     return_attention_scores=True)
    dot = layers.Attention()([query, value], use_causal_mask=True)
    output = layers.Concatenate()([masked, causal, dot, layers.Reshape((3, 12))(layers.Permute((2, 1, 3))(scores))])
    save("attention", keras.Model([query, value, mask], output), numbers(2, 3, 4), numbers(2, 3, 4),
         (numbers(2, 3, 3) > 0).astype("float32"))


stateful()
first_states()
attention()
