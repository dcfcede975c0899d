/// Typed views over off-heap memory: matrices stored column-major and planar, so that one interferogram is one
/// contiguous plane of points. No mathematics lives here. Start with [dev.stampede.memory.FloatMatrix].
package dev.stampede.memory;
