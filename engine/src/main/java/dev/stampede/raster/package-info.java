/// Georeferenced grids without files: where pixels lie ([dev.stampede.raster.Affine]), which of them
/// ([dev.stampede.raster.Window]) and what they are ([dev.stampede.raster.DType]). Uses memory only.
package dev.stampede.raster;
