/// Raster files through GDAL: what a file is ([dev.stampede.io.raster.RasterInfo]), windows of it read
/// straight into memory segments ([dev.stampede.io.raster.RasterFile]) and files written in pieces and
/// published whole ([dev.stampede.io.raster.RasterWriter]). [dev.stampede.io.raster.FileSource] is a file as a
/// source of carriers. Pixels lie band-sequential, rows within a band without gaps.
package dev.stampede.io.raster;
