/// Stage 7: what part of the unwrapped phase is look-angle error, and what part comes from the reference image.
/// Start with [dev.stampede.insar.stage7.Stage7].
package dev.stampede.insar.stage7;
