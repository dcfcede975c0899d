/// Partitions of planes into regions, on arrays of the Java heap: flooding, clustering, graphs, level sets. A
/// plane of `n` pixels needs a few arrays of `n` numbers.
package dev.stampede.kernels.segmentation;
