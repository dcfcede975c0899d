/// One set of points from a single-master and a small-baseline set of the same images. Start with
/// [dev.stampede.insar.combined.PsSbMerge].
package dev.stampede.insar.combined;
