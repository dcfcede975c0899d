/// What belongs to an anchor where patches are no rectangles: neighbours of points, circles on the sphere,
/// polygons over a raster. Start with [dev.stampede.patcher.geometry.PointGeometry] and
/// [dev.stampede.patcher.geometry.PolygonIntersection].
package dev.stampede.patcher.geometry;
