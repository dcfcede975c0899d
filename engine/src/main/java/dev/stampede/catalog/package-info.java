/// Where the data are: tables of files with a footprint and a time each, built from folders, STAC items or
/// GeoParquet, asked by place and time, and loaded onto a grid.
///
/// Start at [dev.stampede.catalog.Catalog]; [dev.stampede.catalog.GeoSlice] is a question with a grid.
/// Footprints are JTS geometries in the catalog's reference system; times are UTC with microseconds and
/// intervals hold both ends. Operators and the patcher are not known here.
package dev.stampede.catalog;
