/// The same loops in C and the FFT of others, to compare with where they are installed. Benchmarks may link
/// native code themselves; the engine may not.
package dev.stampede.benchmarks.yardstick;
