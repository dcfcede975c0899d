/// Plane geometry of point sets. Start with [dev.stampede.geometry.Delaunay].
package dev.stampede.geometry;
