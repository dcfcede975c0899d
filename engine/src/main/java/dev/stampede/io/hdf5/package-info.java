/// Variables of HDF5 files as rasters, through the HDF5 library: [dev.stampede.io.hdf5.HdfSource]. NetCDF-4
/// files are such files. Files of MATLAB are read by `io.mat`.
package dev.stampede.io.hdf5;
