"""Makes models of many layers in real Keras, with what they predict.

usage: make_layers.py FOLDER        (made with Keras 3.15.1: KERAS_BACKEND=jax python make_layers.py FOLDER)

Writes NAME.keras, NAME.in.0.npy ... and NAME.out.0.npy ...
"""
import sys

import keras
import numpy
from keras import layers, ops


def attention():
    q, v, k = layers.Input((7, 4)), layers.Input((5, 4)), layers.Input((5, 4))
    scored, scores = layers.MultiHeadAttention(2, 3)(q, value=v, return_attention_scores=True)
    return [q, v, k], [
        layers.MultiHeadAttention(2, 3, output_shape=5)(q, v, k),
        layers.MultiHeadAttention(1, 2, use_bias=False)(q, q, use_causal_mask=True), scored, scores,
        layers.GroupQueryAttention(4, 4, 2)(q, v),
        layers.Attention(use_scale=True, score_mode="concat")([q, v, k]),
        layers.Attention()([v, v], use_causal_mask=True),
        layers.AdditiveAttention()([q, v])]


def recurrent():
    x, images, words = layers.Input((7, 3)), layers.Input((2, 5, 3)), layers.Input((6,))
    embedded = layers.Embedding(9, 4, mask_zero=True)(words)
    cells = [layers.LSTMCell(2), layers.GRUCell(3), layers.SimpleRNNCell(2)]
    sequence, hidden, cell = layers.LSTM(2, return_sequences=True, return_state=True)(x)
    return [x, images, words], [
        sequence, hidden, cell,
        layers.LSTM(2, unit_forget_bias=False, use_bias=False)(x, initial_state=[hidden, cell]),
        layers.GRU(3, reset_after=False, activation="relu")(x), layers.GRU(3, go_backwards=True)(x),
        layers.SimpleRNN(3, return_sequences=True)(x),
        layers.RNN(cells, return_sequences=True)(x), layers.RNN(layers.LSTMCell(2))(x),
        layers.Bidirectional(layers.GRU(2), merge_mode="sum")(x),
        layers.Bidirectional(layers.LSTM(2, return_sequences=True, name="both"))(x),
        layers.Bidirectional(layers.RNN(layers.SimpleRNNCell(2)),
                             backward_layer=layers.RNN(layers.LSTMCell(3), go_backwards=True))(x),
        layers.TimeDistributed(layers.Dense(2))(x), layers.TimeDistributed(layers.GRU(2))(images),
        layers.TimeDistributed(layers.TimeDistributed(layers.Dense(2, "tanh")))(images),
        layers.LSTM(2)(embedded), layers.GlobalAveragePooling1D()(embedded)]


def images():
    x = layers.Input((6, 5, 3))
    return [x], [layer(x) for layer in (
        layers.Conv2D(2, 3, strides=2, padding="same", activation="relu"), layers.Conv2D(3, 2, dilation_rate=2, groups=3),
        layers.SeparableConv2D(4, 2, depth_multiplier=2), layers.DepthwiseConv2D(3, padding="same"),
        layers.Conv2DTranspose(2, 3, strides=2, padding="same", output_padding=1),
        layers.UpSampling2D((1, 3), interpolation="bilinear"), layers.ZeroPadding2D(((1, 2), (3, 0))),
        layers.Cropping2D(((1, 0), (0, 2))), layers.MaxPooling2D(2, padding="same"),
        layers.AveragePooling2D(3, strides=2, padding="same"), layers.AdaptiveAveragePooling2D((2, 3)),
        layers.AdaptiveMaxPooling2D(2), layers.Resizing(4, 7), layers.Resizing(9, 2, interpolation="nearest"),
        layers.Resizing(4, 4, crop_to_aspect_ratio=True), layers.CenterCrop(3, 4), layers.RandomFlip(),
        layers.RandomRotation(0.2), layers.RandomZoom(0.2), layers.RandomTranslation(0.1, 0.2),
        layers.RandomContrast(0.2), layers.RandomBrightness(0.3), layers.Rescaling(1 / 127.5, -1),
        layers.SpatialDropout2D(0.3), layers.Permute((3, 1, 2)), layers.GlobalMaxPooling2D(keepdims=True),
        layers.PReLU(shared_axes=[1, 2]), layers.Softmax(axis=(1, 2)), layers.Flatten())]


def normalization():
    x, row = layers.Input((7, 3)), layers.Input((4,))
    numbers = numpy.random.default_rng(1).normal(size=(20, 7, 3))
    adapted = layers.Normalization()
    adapted.adapt(numbers)
    return [x, row], [
        *(layer(x) for layer in (
            layers.BatchNormalization(), layers.BatchNormalization(axis=1, scale=False), layers.LayerNormalization(),
            layers.LayerNormalization(axis=[1, 2], epsilon=1e-5), layers.GroupNormalization(3),
            layers.UnitNormalization(), layers.RMSNormalization(), layers.SpectralNormalization(layers.Conv1D(2, 2)),
            adapted, layers.Normalization(axis=None, mean=0.5, variance=2.0, invert=True),
            layers.Discretization(bin_boundaries=[-0.5, 0.0, 0.5], output_mode="int"), layers.GaussianNoise(0.1),
            layers.AlphaDropout(0.1), layers.ActivityRegularization(l2=0.1))),
        layers.CategoryEncoding(3, output_mode="count")(layers.Discretization(bin_boundaries=[0.0, 1.0])(row)),
        layers.Dense(2, "leaky_relu", kernel_regularizer="l2", bias_constraint="non_neg")(row), layers.ReLU(1, 0.1)(row),
        layers.ELU(0.5)(row), layers.LeakyReLU(0.1)(row), layers.Activation("mish")(row), layers.RepeatVector(3)(row),
        layers.Reshape((2, -1))(row)]


def operations():
    x, y = layers.Input((4,)), layers.Input((4,))
    return [x, y], [x + y, x - y, x * y, x * 2.0, 3 * x, x + 1, 1 - x, x - 1, x / 4.0, -x, ops.maximum(x, y),
                    ops.minimum(x, y), ops.concatenate([x, y], axis=-1), ops.relu(x), ops.tanh(x), ops.softmax(x),
                    ops.sigmoid(x), ops.exp(x), layers.Dense(2)(x + y * 0.5)]


def main(folder):
    for make in (attention, recurrent, images, normalization, operations):
        keras.backend.clear_session()
        keras.utils.set_random_seed(5)
        random = numpy.random.default_rng(3)
        inputs, outputs = make()
        model = keras.Model(inputs, outputs, name=make.__name__)
        for weight in model.weights:  # biases and statistics that are not 0 and 1
            if weight.dtype == "float32" and weight.name not in ("mean", "variance"):  # Normalization has copies of these
                weight.assign(random.uniform(0.1, 0.6, weight.shape))
        x = [random.normal(size=(2, *tensor.shape[1:])).astype("float32") for tensor in model.inputs]
        if make is recurrent:
            x[2] = numpy.array([[3, 1, 8, 0, 0, 0], [5, 0, 2, 7, 1, 0]], "float32")
        predicted = keras.tree.flatten(model.predict(x if len(x) > 1 else x[0], verbose=0))
        for kind, arrays in (("in", x), ("out", predicted)):
            for index, array in enumerate(arrays):
                numpy.save(f"{folder}/{make.__name__}.{kind}.{index}.npy", numpy.asarray(array, "float32"))
        model.save(f"{folder}/{make.__name__}.keras")


if __name__ == "__main__":
    main(sys.argv[1])
