/// One pipeline in many shells: over the rows of a catalog, frozen and verified, as an idempotent task,
/// compared with another, behind HTTP, from people one does not know. The pipeline object is the same in
/// all of them. Start with [dev.stampede.deploy.PipelineCall].
package dev.stampede.deploy;
