/// Where one image of a mosaic ends and the next begins: lines along the middle of every overlap, found as
/// shortest paths through a Voronoi diagram. Start with [dev.stampede.mosaic.seam.Seamlines].
package dev.stampede.mosaic.seam;
