/// Masks from quality bands: `true` means drop this pixel. Results are `bool` with fill `false` and have no band
/// axis. The quality band is given by name or index; a raster without a band axis is the quality band itself.
package dev.stampede.operators.qa;
