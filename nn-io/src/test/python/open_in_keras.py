"""Opens model files that Neurona wrote with real Keras, and compares what both predict.

usage: open_in_keras.py FOLDER

For each NAME.keras, NAME.h5 and NAME.weights.h5 in the folder there are its inputs NAME.in.0.npy, NAME.in.1.npy ... and
what Neurona predicts, NAME.out.0.npy ... Weights alone are given to a new model of the config in NAME.keras. Where there
are targets NAME.y.npy, NAME.keras is trained on one batch, and must then predict NAME.next.0.npy ... Prints a line for
each file that does not open or differs, and exits with 1 if there is any.
"""
import json
import os
import pathlib
import sys
import zipfile

os.environ.setdefault("KERAS_BACKEND", "torch")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import keras
import numpy

# GroupNormalization on torch is no more precise than this.
TOLERANCE = 1e-4


def arrays(start):
    found = []
    while (file := start.with_name(f"{start.name}.{len(found)}.npy")).exists():
        found.append(numpy.load(file))
    return found


def config_of(file):
    with zipfile.ZipFile(file) as archive:
        return json.loads(archive.read("config.json"))


def load(file):
    if file.name.endswith(".weights.h5"):
        archive = file.with_name(file.name.replace(".weights.h5", ".keras"))
        model = keras.saving.deserialize_keras_object(config_of(archive))
        model.load_weights(file)
        return model
    return keras.saving.load_model(file, compile=file.suffix == ".keras")


def close(ours, theirs):
    return ours.shape == theirs.shape and numpy.allclose(ours, theirs, rtol=TOLERANCE, atol=TOLERANCE)


def difference(file):
    name = file.name.removesuffix(".weights.h5").removesuffix(".keras").removesuffix(".h5")
    x = arrays(file.with_name(name + ".in"))
    expected = arrays(file.with_name(name + ".out"))
    model = load(file)
    outputs = model.predict(x if len(x) > 1 else x[0], verbose=0)
    outputs = [numpy.asarray(output) for output in keras.tree.flatten(outputs)]
    for index, (ours, theirs) in enumerate(zip(expected, outputs, strict=True)):
        if not close(ours, theirs):
            worst = numpy.abs(ours - theirs).max() if ours.shape == theirs.shape else f"{ours.shape} {theirs.shape}"
            return f"output {index} differs by {worst}"
    y = file.with_name(name + ".y.npy")
    if y.exists() and file.suffix == ".keras":
        model.train_on_batch(x if len(x) > 1 else x[0], numpy.load(y))
        outputs = model.predict(x if len(x) > 1 else x[0], verbose=0)
        for ours, theirs in zip(arrays(file.with_name(name + ".next")), keras.tree.flatten(outputs), strict=True):
            if not close(ours, numpy.asarray(theirs)):
                return f"a training step differs by {numpy.abs(ours - numpy.asarray(theirs)).max()}"
    return None


def main(folder):
    failed = False
    for file in sorted(pathlib.Path(folder).iterdir()):
        if file.suffix not in (".keras", ".h5"):
            continue
        try:
            found = difference(file)
        except Exception as error:  # whatever Keras says of a file is what there is to report
            found = f"{type(error).__name__}: {' '.join(str(error).split())[:600]}"
        if found:
            failed = True
            print(f"{file.name}: {found}")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main(sys.argv[1])
