package dev.stampede.mosaic;

import java.nio.file.Path;
import java.util.Optional;

/// Polygons of a vector file that restrict pixels.
///
/// @param include whether pixels inside are meant, or those outside
/// @param file    the first layer counts
/// @param field   text field that names the image a polygon belongs to; without one, every polygon counts for
///                every image
public record VectorMask(boolean include, Path file, Optional<String> field) {}
