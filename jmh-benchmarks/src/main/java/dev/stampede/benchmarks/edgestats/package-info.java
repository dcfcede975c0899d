/// Speed of the edge statistics of stage 4.
package dev.stampede.benchmarks.edgestats;
