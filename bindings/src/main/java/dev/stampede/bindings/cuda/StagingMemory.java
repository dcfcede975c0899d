package dev.stampede.bindings.cuda;

import java.lang.foreign.MemorySegment;

/// Memory on the host for copies that run beside the processor, given back when closed.
///
/// @param segment the memory; not to be used after [#close]
/// @param free    gives it back
public record StagingMemory(MemorySegment segment, Runnable free) implements AutoCloseable {
    @Override
    public void close() {
        free.run();
    }
}
