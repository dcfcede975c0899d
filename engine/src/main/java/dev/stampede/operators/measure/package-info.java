/// Numbers, tables and lines from rasters. Tables are layers of features in map coordinates
/// ([dev.stampede.io.vector.VectorLayer]), which can be written as GeoJSON, GeoPackage and the like.
package dev.stampede.operators.measure;
