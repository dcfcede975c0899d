/// Models in pipelines: how [dev.stampede.operators.core.ModelOp] sees rasters. Start with
/// [dev.stampede.operators.learn.RasterArrays].
package dev.stampede.operators.learn;
