/// Stage 4: drops selected points that repeat or disturb their neighbours and makes the point set of version 2.
/// Start with [dev.stampede.insar.stage4.Stage4].
package dev.stampede.insar.stage4;
