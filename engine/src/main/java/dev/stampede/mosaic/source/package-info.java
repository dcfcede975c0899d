/// Pixels of an image, read window by window as doubles: from a file
/// ([dev.stampede.mosaic.source.FileSource]), or through a correction of another source. A chain of sources
/// and the files its links would write hold the same pixels. Start with
/// [dev.stampede.mosaic.source.PixelSource].
package dev.stampede.mosaic.source;
