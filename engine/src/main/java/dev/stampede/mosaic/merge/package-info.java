/// Images laid over each other into one. Start with [dev.stampede.mosaic.merge.Merge].
package dev.stampede.mosaic.merge;
