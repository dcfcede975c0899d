/// Sheets of pictures, maps of rasters, charts and tables in one image. Start with [dev.stampede.plot.sheet.Sheet].
package dev.stampede.plot.sheet;
