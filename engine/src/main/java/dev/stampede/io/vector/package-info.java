/// Layers of points, lines and polygons in the formats GDAL knows, as JTS geometries. Start with
/// [dev.stampede.io.vector.VectorFiles].
package dev.stampede.io.vector;
