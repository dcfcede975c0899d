package dev.stampede.bindings.cuda;

import java.lang.foreign.MemorySegment;

/// Work in order: copies and kernels start when what was queued before them is done, while the caller goes on.
/// Used by one thread at a time.
public interface KernelQueue extends AutoCloseable {
    /// Queues a copy to the device. `from` must stay as it is until [#await].
    void upload(MemorySegment from, long toAddress);

    /// Queues a copy from the device. `to` holds it after [#await].
    void download(long fromAddress, MemorySegment to);

    /// Queues filling device memory with zeros.
    void clear(long address, long bytes);

    /// Queues a kernel with blocks of [KernelLauncher#BLOCK] threads.
    ///
    /// @param kernel      its name in `stampede_cuda.h`
    /// @param arguments   its structure of arguments; may be overwritten after this call
    /// @param sharedBytes of each block
    /// @throws CudaException if there is no such kernel or it cannot be started like this
    void launch(String kernel, long blocks, long sharedBytes, MemorySegment arguments);

    /// Marks device memory that no kernel may write to until [#await]. Looked after by the emulation only.
    default void guard(long address, long bytes) {}

    /// Waits until everything queued is done.
    /// @throws CudaException if some of it failed; memory and queue are of no use then
    void await();

    @Override
    void close();
}
