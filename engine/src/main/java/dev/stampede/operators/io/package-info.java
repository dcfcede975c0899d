/// Readers and writers as operators, and whole scenes worked on tile by tile
/// ([dev.stampede.operators.io.TileRunner]). Numbers of bands of files count from 1. Files appear whole or not at
/// all. Failures of files come as [java.io.UncheckedIOException], whose message names the file.
package dev.stampede.operators.io;
