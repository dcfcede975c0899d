/// Random variants of a raster for training. With a seed the result is a function of seed and input; without one a
/// fresh seed is drawn for each call. The generator is `L64X128MixRandom`. Types stay; flips and rotations keep each
/// pixel at its place on the map.
package dev.stampede.operators.augment;
