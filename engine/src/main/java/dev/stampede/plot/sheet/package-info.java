/// Sheets of pictures, maps of rasters and charts in one image. Start with [dev.stampede.plot.sheet.Sheet].
package dev.stampede.plot.sheet;
