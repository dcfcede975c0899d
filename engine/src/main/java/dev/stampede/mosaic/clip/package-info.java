/// Images cut to polygons. Start with [dev.stampede.mosaic.clip.Clip].
package dev.stampede.mosaic.clip;
