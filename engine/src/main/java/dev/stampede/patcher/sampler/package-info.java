/// Which anchors a raster is cut at. Start with [dev.stampede.patcher.sampler.PixelSampler]. Random
/// samplers draw from the Java generator `L64X128MixRandom` with a stated seed: the same seed gives the
/// same anchors.
package dev.stampede.patcher.sampler;
