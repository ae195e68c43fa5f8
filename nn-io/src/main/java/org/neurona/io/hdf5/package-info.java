/**
 * HDF5 files, read and written with jHDF. jHDF trusts its input, so that every file is first walked by
 * {@link org.neurona.io.hdf5.HdfGuard}, which lets through only what Keras writes: groups, attributes, and arrays that
 * lie in the file in one piece. Packages and names follow the HDF5 file format specification, version 3.
 */
package org.neurona.io.hdf5;
