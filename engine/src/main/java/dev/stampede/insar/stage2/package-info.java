/// Stage 2: temporal coherence of every candidate. Start with [dev.stampede.insar.stage2.Stage2].
package dev.stampede.insar.stage2;
