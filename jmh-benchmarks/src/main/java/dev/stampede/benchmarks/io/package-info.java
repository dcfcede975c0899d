/// Reading and writing files.
package dev.stampede.benchmarks.io;
