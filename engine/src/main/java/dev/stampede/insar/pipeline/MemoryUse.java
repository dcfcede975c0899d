package dev.stampede.insar.pipeline;

import java.util.OptionalLong;

/// Memory of a run: what it may use, what was planned and what it took.
///
/// @param limitBytes  what the run may plan with
/// @param javaBytes   the part of the plan that the Java machine takes before any data are held
/// @param stageBytes  the part for data: the most that tasks running side by side were admitted with; in a
///                    plan only, the largest task whose need is known
/// @param peakBytes   largest resident memory of the process, where the system tells
public record MemoryUse(long limitBytes, long javaBytes, long stageBytes, OptionalLong peakBytes) {
    public long plannedBytes() {
        return javaBytes + stageBytes;
    }
}
