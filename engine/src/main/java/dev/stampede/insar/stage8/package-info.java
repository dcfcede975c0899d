/// Stage 8: atmosphere and orbit errors of the secondary images, and the mean velocity. Start with
/// [dev.stampede.insar.stage8.Stage8].
package dev.stampede.insar.stage8;
