package dev.stampede.kernels.cuda;

import dev.stampede.bindings.cuda.KernelLauncher;
import dev.stampede.bindings.cuda.StagingMemory;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/// Memory on the host through which the copies of one chunk go. Blocks are kept for the next chunk; pieces
/// that do not fit what is there get a block of their own.
final class Staging implements AutoCloseable {
    private static final long BLOCK = 1 << 20;
    private static final long ALIGNMENT = 64;

    private final KernelLauncher launcher;
    private final List<StagingMemory> blocks = new ArrayList<>();
    private int block;
    private long used;

    Staging(KernelLauncher launcher) {
        this.launcher = launcher;
    }

    void reset() {
        block = 0;
        used = 0;
    }

    /// Memory that stays as it is until the next [#reset].
    MemorySegment take(long bytes) {
        for (; block < blocks.size(); block++, used = 0) {
            if (used + bytes <= blocks.get(block).segment().byteSize()) {
                break;
            }
        }
        if (block == blocks.size()) {
            blocks.add(launcher.allocateStaging(Math.max(BLOCK, bytes)));
            used = 0;
        }
        var piece = blocks.get(block).segment().asSlice(used, bytes);
        used += (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        return piece;
    }

    @Override
    public void close() {
        while (!blocks.isEmpty()) {
            var last = blocks.removeLast();
            try (this) { // the others, whatever becomes of this one
                last.close();
            }
        }
    }
}
