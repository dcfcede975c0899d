/// Vocabulary shared by all stages: what a stage is, the context it runs in, constants and small records of the
/// domain. Start with [dev.stampede.insar.model.Stage].
package dev.stampede.insar.model;
