"""Renews the list of Keras' layers and their arguments from the signatures of an installed Keras.

usage: list_layers.py FILE        (nn-api/src/test/resources/org/neurona/layers/keras-layers.txt)

Keeps the order of the file, the reasons behind bars, and layers that only a newer Keras has; adds layers that the file
lacks at the end of their group. Defaults are JSON without spaces.
"""
import inspect
import json
import sys

import keras

# Behind keras.src.layers in a class' module; the name of the group where that is another.
GROUPS = {"convolutional": "convolution", "rnn": "recurrent"}
COMMON = {"self", "name", "trainable", "dtype", "kwargs"}
# No layers, or none that a model is made of.
OTHERS = {"Layer", "InputSpec"}


def default(parameter):
    if parameter.default is inspect.Parameter.empty:
        return parameter.name
    return parameter.name + "=" + json.dumps(parameter.default, separators=(",", ":"))


def line(name, layer):
    parameters = inspect.signature(layer.__init__).parameters.values()
    arguments = [default(one) for one in parameters if one.name not in COMMON]
    if name == "InputLayer":
        arguments.remove("shape=null")
    return f"{name}: {', '.join(arguments)}".strip()


def group(layer):
    module = layer.__module__.split(".")[3]
    return GROUPS.get(module, module)


def main(path):
    layers = {}
    for key in dir(keras.layers):
        one = getattr(keras.layers, key)
        if inspect.isclass(one) and one.__name__ not in OTHERS:
            layers[one.__name__] = one
    head, groups = [], {}
    with open(path) as old:
        for text in old.read().splitlines():
            if text.startswith("## "):
                members = groups.setdefault(text[3:], {})
            elif text.startswith("#"):
                head.append(text)
            else:
                members[text.split(":")[0].strip()] = text
    known = {name for members in groups.values() for name in members}
    for name, layer in layers.items():
        if name not in known:
            groups.setdefault(group(layer), {})[name] = name + ":"
    with open(path, "w") as new:
        new.write("\n".join(head) + "\n")
        for title, members in groups.items():
            new.write(f"## {title}\n")
            for name, text in members.items():
                reason = " | " + text.split("|")[1].strip() if "|" in text else ""
                new.write((line(name, layers[name]) + reason if name in layers else text).strip() + "\n")


if __name__ == "__main__":
    main(sys.argv[1])
