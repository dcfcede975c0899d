/// Statistics of planes of numbers: order statistics without sorting them, moments in a fixed order of sums.
package dev.stampede.kernels.statistics;
