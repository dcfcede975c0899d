/// Arrays whose axes have names and coordinates, read box by box from Zarr stores, NetCDF-4 and HDF5 files, or held
/// in memory. Start with [dev.stampede.io.labelled.LabelledSource].
package dev.stampede.io.labelled;
