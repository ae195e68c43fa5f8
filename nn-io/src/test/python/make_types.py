"""Writes types.h5 of src/test/resources/org/neurona/io/hdf5: the numbers -1 to 4 as arrays of several types.

usage: make_types.py FOLDER
"""
import pathlib
import sys

import h5py
import numpy

numbers = numpy.arange(-1, 5).reshape(2, 3)
with h5py.File(pathlib.Path(sys.argv[1]) / "types.h5", "w") as f:
    for name in ["<f4", ">f4", "<f8", ">f8", "<f2", "<i4", "<i8"]:
        f[name] = numbers.astype(name)
    f["scalar"] = numpy.float32(2.5)
    f["empty"] = numpy.zeros((0, 3), "f4")
