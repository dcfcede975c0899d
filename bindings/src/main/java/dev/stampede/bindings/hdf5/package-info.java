/// HDF5 through its C library: found by [dev.stampede.bindings.hdf5.Hdf5Library], used through
/// [dev.stampede.bindings.hdf5.Hdf5Session], one caller at a time.
package dev.stampede.bindings.hdf5;
