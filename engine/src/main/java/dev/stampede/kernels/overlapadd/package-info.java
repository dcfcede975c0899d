/// Weighted sums of overlapping patches and their quotient. Start with
/// [dev.stampede.kernels.overlapadd.OverlapAdd].
package dev.stampede.kernels.overlapadd;
