/// Reading and writing: a package per format. This one knows which native libraries are here, and writes small
/// files in one step ([dev.stampede.io.WholeFile]).
package dev.stampede.io;
