/// Mosaics of overlapping images: radiometric matching, alignment, seamlines, clipping, merging. Each stage
/// is a call with a parameter record, files in and files out; the pixel arithmetic is kept apart from the
/// files. [dev.stampede.mosaic.Compatibility] names the faults of the reference program that can be asked
/// for.
package dev.stampede.mosaic;
