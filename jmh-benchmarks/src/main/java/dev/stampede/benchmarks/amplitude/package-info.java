/// Speed of the amplitude sums of preparation.
package dev.stampede.benchmarks.amplitude;
