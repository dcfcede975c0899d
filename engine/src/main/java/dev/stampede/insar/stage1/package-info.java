/// Stage 1: candidates of a patch become matrices, in local metres, sorted. Start with
/// [dev.stampede.insar.stage1.Stage1].
package dev.stampede.insar.stage1;
