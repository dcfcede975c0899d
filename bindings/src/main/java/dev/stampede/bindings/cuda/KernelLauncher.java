package dev.stampede.bindings.cuda;

/// Something that runs the kernels of `cuda/`: a device, or the emulation of one. Addresses are numbers
/// that only the launcher's own queues understand.
///
/// Safe for threads; queues are not. Closing it ends all its queues' usefulness; close those first.
public sealed interface KernelLauncher extends AutoCloseable permits CudaDevice, HostEmulation {
    /// Threads of every block; the kernels are compiled for it.
    int BLOCK = 256;

    /// What a user calls it, such as `NVIDIA H100 80GB HBM3`.
    String name();

    /// Memory not in use, bytes.
    long freeBytes();

    /// Most shared memory a block may ask for, bytes.
    long sharedBytesPerBlock();

    /// A new queue; the caller closes it.
    /// @throws CudaException if the driver has none left
    KernelQueue openQueue();

    /// New memory on the device, not cleared; the caller closes it.
    /// @throws CudaException if there is not enough, naming how much was asked for and how much is free
    DeviceMemory allocate(long bytes);

    /// New memory on the host that copies can run from and to while the processor does other things.
    /// @throws CudaException if there is not enough
    StagingMemory allocateStaging(long bytes);

    @Override
    void close();
}
