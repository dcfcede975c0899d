/// The whole mosaic: parameters by name, their checks, and the run that chains the stages without files
/// between them unless files are asked for. Start with [dev.stampede.mosaic.pipeline.MosaicPipeline].
package dev.stampede.mosaic.pipeline;
