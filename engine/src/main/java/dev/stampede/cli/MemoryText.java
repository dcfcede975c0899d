package dev.stampede.cli;

import dev.stampede.insar.pipeline.MemoryUse;
import dev.stampede.insar.pipeline.config.ByteSize;

/// Plan and peak of memory side by side, one line.
final class MemoryText {
    private MemoryText() {}

    /// @param withPeak whether the run is over
    static String of(MemoryUse memory, boolean withPeak) {
        return "memory: planned " + ByteSize.format(memory.plannedBytes()) + " (Java machine "
                + ByteSize.format(memory.javaBytes()) + ", stages " + ByteSize.format(memory.stageBytes()) + ")"
                + (withPeak && memory.peakBytes().isPresent()
                        ? ", peak " + ByteSize.format(memory.peakBytes().getAsLong())
                        : "")
                + ", limit " + ByteSize.format(memory.limitBytes());
    }
}
