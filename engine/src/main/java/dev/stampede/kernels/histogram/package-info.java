/// Counting coherences into bins. Start with [dev.stampede.kernels.histogram.CoherenceHistogram].
package dev.stampede.kernels.histogram;
