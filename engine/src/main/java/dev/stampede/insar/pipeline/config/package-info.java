/// Settings of a run that are not science parameters: where they come from, what is allowed, and the typed
/// view the pipeline works with. Start with [dev.stampede.insar.pipeline.config.RunConfig].
package dev.stampede.insar.pipeline.config;
