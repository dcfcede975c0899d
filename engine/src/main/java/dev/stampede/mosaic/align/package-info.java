/// Images brought onto one grid. Start with [dev.stampede.mosaic.align.Align].
package dev.stampede.mosaic.align;
