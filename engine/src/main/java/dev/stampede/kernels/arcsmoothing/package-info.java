/// Phase of network arcs followed through time: the smooth part, and how far the data scatter about it. Start
/// with [dev.stampede.kernels.arcsmoothing.ArcSmoothing].
package dev.stampede.kernels.arcsmoothing;
