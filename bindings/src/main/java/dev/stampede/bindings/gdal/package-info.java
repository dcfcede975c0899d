/// Rasters and vectors through the system's GDAL, 3.6 or newer, found by
/// [dev.stampede.bindings.gdal.GdalLibrary].
///
/// [dev.stampede.bindings.gdal.GdalDataset] reads and writes pixels straight from and into segments,
/// [dev.stampede.bindings.gdal.GdalLayer] features, [dev.stampede.bindings.gdal.GdalSpatialReference]
/// coordinates, and [dev.stampede.bindings.gdal.GdalTools] warps, translates, rasterises and polygonises. A
/// handle belongs to the thread that opened it: GDAL's datasets are not safe for threads, so every worker
/// opens its own.
package dev.stampede.bindings.gdal;
