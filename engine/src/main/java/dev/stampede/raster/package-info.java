/// Rasters without files: where pixels lie ([dev.stampede.raster.Affine], [dev.stampede.raster.Crs]), which of
/// them ([dev.stampede.raster.Window]), what they are ([dev.stampede.raster.DType]), arrays of them as views of
/// memory ([dev.stampede.raster.ArrayView]), the carrier of pipelines ([dev.stampede.raster.GeoRaster]) and what
/// windows can be read from ([dev.stampede.raster.RasterSource]). Uses memory only.
package dev.stampede.raster;
