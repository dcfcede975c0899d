/// Edges, corners, blobs, lines and descriptions of texture. Points and lines come as layers of features in map
/// coordinates; what there is for every pixel comes as a raster. Operators take one band unless they say
/// otherwise. A NaN is no edge, corner or blob, and nor is what a filter would have to make from it.
package dev.stampede.operators.feature;
