package dev.stampede.bindings.cuda;

/// Memory on the device, given back when closed.
///
/// @param address where it begins
/// @param bytes   its length
/// @param free    gives it back
public record DeviceMemory(long address, long bytes, Runnable free) implements AutoCloseable {
    @Override
    public void close() {
        free.run();
    }
}
