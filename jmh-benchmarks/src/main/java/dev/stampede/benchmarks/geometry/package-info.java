/// Speed of plane geometry.
package dev.stampede.benchmarks.geometry;
