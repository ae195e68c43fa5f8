"""Makes attention.json with Keras: attention with masks of every kind, its scores and its gradients.

KERAS_BACKEND=torch python make_attention.py ../resources/org/neurona/core/golden/attention.json

Gradients are those of sum(output * probe), by the inputs that are sequences and by the weights.
"""

import json
import sys

import keras
import numpy as np
import torch
from keras import layers

random = np.random.RandomState(11)
ROWS, QUERIES, STEPS, FEATURES = 2, 3, 4, 5
query = random.uniform(-1, 1, (ROWS, QUERIES, FEATURES)).astype("float32")
value = random.uniform(-1, 1, (ROWS, STEPS, FEATURES)).astype("float32")
key = random.uniform(-1, 1, (ROWS, STEPS, FEATURES)).astype("float32")
pairs = (random.uniform(0, 1, (ROWS, QUERIES, STEPS)) < 0.6).astype("float32")
pairs[0, 1] = 0  # a query that may see nothing
by_head = (random.uniform(0, 1, (ROWS, 4, QUERIES, STEPS)) < 0.6).astype("float32")
SEQUENCES = ["query", "value", "key"]
ARRAYS = {"query": query, "value": value, "key": key, "pairs": pairs, "by_head": by_head, "same_for_all": pairs[1:]}


def plain(array):
    array = np.asarray(array, dtype="float32")
    return {"shape": list(array.shape), "data": [float(str(number)) for number in array.reshape(-1)]}


def case(layer, mask=None, **arguments):
    tensors = [torch.tensor(ARRAYS[name], requires_grad=True) for name in SEQUENCES]
    call = dict(arguments)
    if mask is not None:
        call["attention_mask"] = torch.tensor(ARRAYS[mask])
    takes_list = isinstance(layer, (layers.Attention, layers.AdditiveAttention))
    if not takes_list:
        call["key"] = tensors[2]
    arguments = [tensors] if takes_list else tensors[:2]
    layer(*arguments, **call)  # builds it
    layer.set_weights([random.uniform(-0.7, 0.7, weight.shape) for weight in layer.get_weights()])
    for tensor in tensors:
        tensor.grad = None
    output, scores = layer(*arguments, return_attention_scores=True, **call)
    probe = random.uniform(-1, 1, tuple(output.shape)).astype("float32")
    torch.sum(output * torch.tensor(probe)).backward()
    return {
        "inputs": SEQUENCES + ([] if mask is None else [mask]),
        "weights": [plain(weight) for weight in layer.get_weights()],
        "outputs": [plain(output.detach().numpy()), plain(scores.detach().numpy())],
        "probe": plain(probe),
        "input_gradients": [plain(tensor.grad.numpy()) for tensor in tensors],
        "weight_gradients": [plain(weight.value.grad.numpy()) for weight in layer.trainable_weights],
    }


golden = {
    "arrays": {name: plain(array) for name, array in ARRAYS.items()},
    "heads_mask": case(layers.MultiHeadAttention(2, 3), "pairs"),
    "heads_mask_of_all_rows": case(layers.MultiHeadAttention(2, 3), "same_for_all"),
    "heads_mask_by_head": case(layers.MultiHeadAttention(4, 3, value_dim=2, output_shape=6), "by_head"),
    "heads_mask_and_causal": case(layers.MultiHeadAttention(2, 3), "pairs", use_causal_mask=True),
    "groups_mask": case(layers.GroupQueryAttention(3, 4, 2), "pairs"),
    "groups_mask_by_head": case(layers.GroupQueryAttention(3, 4, 2), "by_head"),
    "groups_causal": case(layers.GroupQueryAttention(3, 4, 2), use_causal_mask=True),
    "dot": case(layers.Attention()),
    "dot_scaled": case(layers.Attention(use_scale=True)),
    "dot_causal": case(layers.Attention(), use_causal_mask=True),
    "concat": case(layers.Attention(score_mode="concat")),
    "concat_scaled": case(layers.Attention(score_mode="concat", use_scale=True)),
    "concat_causal": case(layers.Attention(score_mode="concat"), use_causal_mask=True),
    "additive": case(layers.AdditiveAttention()),
    "additive_without_scale": case(layers.AdditiveAttention(use_scale=False)),
}
with open(sys.argv[1], "w") as file:
    json.dump(golden, file, separators=(",", ":"))
    file.write("\n")
