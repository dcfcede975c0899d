/// The files stages exchange: their names and shapes, reading them with clear errors, and publishing a stage's
/// outputs as one transaction. Start with [dev.stampede.insar.artifacts.ArtifactFolder] and
/// [dev.stampede.insar.artifacts.Bundle].
package dev.stampede.insar.artifacts;
