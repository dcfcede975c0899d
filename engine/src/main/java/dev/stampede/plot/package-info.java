/// Maps of point values ([dev.stampede.plot.Figure]) and of rasters ([dev.stampede.plot.RasterMaps]), charts and
/// tables of numbers, as PNG images drawn without a display. Start with [dev.stampede.plot.Figure].
package dev.stampede.plot;
