/// Models in pipelines: trained ones from files ([dev.stampede.operators.learn.OnnxOp]), ones that learn from
/// pixels ([dev.stampede.operators.learn.SklearnOp], [dev.stampede.operators.learn.PCA],
/// [dev.stampede.operators.learn.KMeans]), and how [dev.stampede.operators.core.ModelOp] sees rasters
/// ([dev.stampede.operators.learn.RasterArrays]).
package dev.stampede.operators.learn;
