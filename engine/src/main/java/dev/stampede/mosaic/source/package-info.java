/// What radiometric matching puts before and between images: one no-data value
/// ([dev.stampede.mosaic.source.InputSource]), polygons that take pixels out
/// ([dev.stampede.mosaic.source.MaskedSource]). Start with [dev.stampede.mosaic.PixelSource].
package dev.stampede.mosaic.source;
