/// Stage 6: from wrapped to unwrapped phase. Start with [dev.stampede.insar.stage6.Stage6].
package dev.stampede.insar.stage6;
