"""Writes the HDF5 files of src/test/resources/org/neurona/io/hdf5/hostile: what Keras never writes, as h5py writes it.

usage: make_hostile.py FOLDER
"""
import pathlib
import sys

import h5py
import numpy

folder = pathlib.Path(sys.argv[1])


def new(name, **options):
    return h5py.File(folder / (name + ".h5"), "w", **options)


with new("external-link") as f:
    f["secret"] = h5py.ExternalLink("/etc/passwd", "/")
with new("soft-link") as f:
    f["layers/dense/vars/0"] = numpy.zeros(3, "f4")
    f["alias"] = h5py.SoftLink("/layers")
with new("soft-link-loop") as f:
    f["a"] = h5py.SoftLink("/b")
    f["b"] = h5py.SoftLink("/a")
with new("hard-link-loop") as f:
    f.create_group("layers")["again"] = f["/"]
with new("two-links") as f:
    f["a"] = numpy.zeros(3, "f4")
    f["b"] = f["a"]
with new("external-storage") as f:
    f.create_dataset("kernel", (64,), "u1", external=[("/etc/passwd", 0, 64)])
with new("virtual") as f:
    layout = h5py.VirtualLayout((4,), "f4")
    layout[:] = h5py.VirtualSource("/etc/other.h5", "x", (4,))
    f.create_virtual_dataset("kernel", layout)
with new("deflate-bomb") as f:
    f.create_dataset("kernel", (1 << 20,), "f4", chunks=(1 << 20,), compression="gzip", data=numpy.zeros(1 << 20, "f4"))
with new("chunks") as f:
    f.create_dataset("kernel", (64,), "f4", chunks=(8,), data=numpy.zeros(64, "f4"))
with new("shape-bomb") as f:
    f.create_dataset("kernel", (1 << 30, 1 << 10), "f4")
with new("dense-links", libver="latest") as f:
    for i in range(40):
        f.create_group(f"group{i}")
with new("compound") as f:
    f["kernel"] = numpy.zeros(3, [("a", "f4"), ("b", "i4")])
with new("texts-as-array") as f:
    f["kernel"] = ["a", "b"]
with new("reference") as f:
    f.attrs["layer_names"] = numpy.array([f.ref], dtype=h5py.ref_dtype)
with new("named-type") as f:
    f["type"] = numpy.dtype("f4")
with new("user-block", userblock_size=512) as f:
    f["kernel"] = numpy.zeros(3, "f4")
