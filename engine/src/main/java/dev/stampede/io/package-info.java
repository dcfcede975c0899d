/// Reading and writing: a package per format. This one knows which native libraries are here, writes small
/// files in one step ([dev.stampede.io.WholeFile]), deletes folders ([dev.stampede.io.Folders]) and makes the
/// digests that name contents ([dev.stampede.io.Sha256]).
package dev.stampede.io;
