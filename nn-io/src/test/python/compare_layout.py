"""Compares a model file that Neurona wrote with one of the same model that Keras wrote, as Keras' own reader, h5py, sees them.

usage: compare_layout.py OURS THEIRS [NAME]        (.keras, .weights.h5 or .h5; NAME is a root group to leave out)

Every group, array and attribute must have the same name, shape, type and value; what Keras writes and may leave out is
listed in this file. Prints the differences and exits with 1 if there are any.
"""
import io
import json
import sys
import zipfile

import h5py
import numpy

# Keys that Keras gives these values where they are missing.
DEFAULTS = (None, False, "channels_last", {})
# Differ from file to file.
IGNORED_KEYS = {"shared_object_id", "quantization_config", "renorm_momentum"}
# Without variables, these are built alike with and without the shape of their input.
SHAPELESS = ("Flatten", "Reshape", "RepeatVector")
# Layers within others are built by those.
WITHIN = (".layer", ".backward_layer")
# A model's only input or output stands for itself or in a list, as whoever made the model wrote it.
ENDS = (".input_layers", ".output_layers")
# Lists of nothing, which Keras reads as such where they are missing.
EMPTY_LISTS = {"layer_names", "weight_names"}
# What Neurona adds; Keras does not look at it.
ADDED_ATTRIBUTES = {"neurona"}

differences = []
left_out = set()


def differ(*what):
    differences.append(" ".join(str(part) for part in what))


def text(value):
    return value.decode() if isinstance(value, bytes) else str(value)


def compare_json(path, ours, theirs):
    if path.endswith(".optimizer"):
        # Where a backend of Keras has an optimizer of its own, that is what is named.
        theirs = {**theirs, "module": "keras.optimizers", "registered_name": None}
    if path.endswith(ENDS) and len(theirs) == 1:
        theirs = theirs[0]
    if isinstance(ours, dict) and isinstance(theirs, dict):
        for key in ours.keys() - theirs.keys() - {"compile_config"}:
            differ(path, "has", key, "which Keras does not write")
        for key in theirs.keys() - ours.keys() - IGNORED_KEYS:
            if key == "build_config" and (theirs["class_name"] in SHAPELESS or path.endswith(WITHIN)):
                continue
            if not any(theirs[key] is default or theirs[key] == default for default in DEFAULTS):
                differ(path, "lacks", key)
        for key in ours.keys() & theirs.keys() - IGNORED_KEYS:
            compare_json(path + "." + key, ours[key], theirs[key])
    elif isinstance(ours, list) and isinstance(theirs, list) and len(ours) == len(theirs):
        for index, (one, other) in enumerate(zip(ours, theirs)):
            compare_json(f"{path}[{index}]", one, other)
    elif isinstance(ours, (int, float)) and isinstance(theirs, (int, float)) and not isinstance(ours, bool):
        if ours != theirs:
            differ(path, "is", ours, "instead of", theirs)
    elif ours != theirs and not (".loss" in path or ".metrics" in path):
        differ(path, "is", json.dumps(ours)[:200], "instead of", json.dumps(theirs)[:200])


def attributes(path, ours, theirs):
    for name in set(ours) - set(theirs) - ADDED_ATTRIBUTES:
        differ(path, "has the attribute", name)
    for name in set(theirs):
        if name not in ours:
            if not (name in EMPTY_LISTS and len(theirs[name]) == 0):
                differ(path, "lacks the attribute", name)
        elif name in ("model_config", "training_config"):
            compare_json(path + "@" + name, json.loads(text(ours[name])), json.loads(text(theirs[name])))
        elif name in ("keras_version", "backend"):
            pass
        elif numpy.ndim(theirs[name]) == 0:
            if text(ours[name]) != text(theirs[name]):
                differ(path + "@" + name, "is", ours[name], "instead of", theirs[name])
        elif [text(one) for one in ours[name]] != [text(one) for one in theirs[name]]:
            differ(path + "@" + name, "is", list(ours[name]), "instead of", list(theirs[name]))


def compare_hdf5(path, ours, theirs):
    attributes(path, ours.attrs, theirs.attrs)
    for name in set(ours) - set(theirs):
        differ(path, "has", name)
    for name in set(theirs) - set(ours) - left_out:
        differ(path, "lacks", name)
    for name in set(ours) & set(theirs):
        one, other, below = ours[name], theirs[name], path + "/" + name
        if isinstance(one, h5py.Group) != isinstance(other, h5py.Group):
            differ(below, "is of another kind")
        elif isinstance(one, h5py.Group):
            compare_hdf5(below, one, other)
        elif one.shape != other.shape or one.dtype.kind != other.dtype.kind or one.dtype.kind == "f" and one.dtype != other.dtype:
            differ(below, "is", one.shape, one.dtype, "instead of", other.shape, other.dtype)
        elif not numpy.array_equal(one[()], other[()]):
            differ(below, "has other values")


def compare_archives(ours, theirs):
    one, other = zipfile.ZipFile(ours), zipfile.ZipFile(theirs)
    names = [info.filename for info in one.infolist()]
    if names != [info.filename for info in other.infolist()]:
        differ("members are", names)
    for info in one.infolist():
        if info.compress_type != zipfile.ZIP_STORED:
            differ(info.filename, "is compressed")
    if one.testzip() is not None:
        differ("a member is damaged:", one.testzip())
    metadata = json.loads(one.read("metadata.json"))
    for key in json.loads(other.read("metadata.json")):
        if not isinstance(metadata.get(key), str):
            differ("metadata.json lacks", key)
    compare_json("config.json", json.loads(one.read("config.json")), json.loads(other.read("config.json")))
    weights = "model.weights.h5"
    with h5py.File(io.BytesIO(one.read(weights)), "r") as first, h5py.File(io.BytesIO(other.read(weights)), "r") as second:
        compare_hdf5("", first, second)


def main(ours, theirs, *names):
    left_out.update(names)
    if zipfile.is_zipfile(theirs):
        compare_archives(ours, theirs)
    else:
        with h5py.File(ours, "r") as first, h5py.File(theirs, "r") as second:
            compare_hdf5("", first, second)
    for difference in differences:
        print(difference)
    sys.exit(1 if differences else 0)


if __name__ == "__main__":
    main(*sys.argv[1:])
