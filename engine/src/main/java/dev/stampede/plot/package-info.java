/// Maps of point values as PNG images drawn without a display. Start with [dev.stampede.plot.Figure]; pictures of
/// rasters, charts and tables are in [dev.stampede.plot.sheet].
package dev.stampede.plot;
