/// Maps of point values as PNG images, drawn without a display. Start with [dev.stampede.plot.Figure].
package dev.stampede.plot;
