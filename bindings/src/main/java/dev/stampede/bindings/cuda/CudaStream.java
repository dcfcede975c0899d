package dev.stampede.bindings.cuda;

import static dev.stampede.bindings.cuda.DriverCalls.address;
import static dev.stampede.bindings.cuda.DriverCalls.check;
import static dev.stampede.bindings.cuda.DriverCalls.handle;

import dev.stampede.bindings.cuda.generated.Cuda;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// A stream of a device. The arena of the stream holds the array through which arguments are passed.
final class CudaStream implements KernelQueue {
    private final Arena arena = Arena.ofShared();
    private final CudaDevice device;
    private final MemorySegment stream;
    private final MemorySegment argumentList = arena.allocate(ValueLayout.ADDRESS);

    /// Last kernel queued, for the message should it fail: the driver tells at the next wait only.
    private String last = "copies";

    CudaStream(CudaDevice device) {
        this.device = device;
        var about = "opening a stream on " + device.name();
        try {
            stream = handle(
                    address("cuStreamCreate", about, out -> Cuda.cuStreamCreate(out, Cuda.CU_STREAM_NON_BLOCKING())));
        } catch (RuntimeException e) {
            arena.close();
            throw e;
        }
    }

    @Override
    public void upload(MemorySegment from, long toAddress) {
        device.makeCurrent();
        check(
                Cuda.cuMemcpyHtoDAsync_v2(toAddress, from, from.byteSize(), stream),
                "cuMemcpyHtoDAsync",
                "copy of " + from.byteSize() + " bytes to the device after " + last);
    }

    @Override
    public void download(long fromAddress, MemorySegment to) {
        device.makeCurrent();
        check(
                Cuda.cuMemcpyDtoHAsync_v2(to, fromAddress, to.byteSize(), stream),
                "cuMemcpyDtoHAsync",
                "copy of " + to.byteSize() + " bytes from the device after " + last);
    }

    @Override
    public void clear(long address, long bytes) {
        device.makeCurrent();
        check(
                Cuda.cuMemsetD8Async(address, (byte) 0, bytes, stream),
                "cuMemsetD8Async",
                "clearing " + bytes + " bytes after " + last);
    }

    @Override
    public void launch(String kernel, long blocks, long sharedBytes, MemorySegment arguments) {
        device.makeCurrent();
        if (blocks < 1 || blocks > Integer.MAX_VALUE || sharedBytes > device.sharedBytesPerBlock()) {
            throw new CudaException(
                    "kernel " + kernel + " cannot be started with " + blocks + " blocks and " + sharedBytes
                            + " bytes of shared memory, the device has " + device.sharedBytesPerBlock(),
                    0);
        }
        argumentList.set(ValueLayout.ADDRESS, 0, arguments);
        last = "kernel " + kernel;
        check(
                Cuda.cuLaunchKernel(
                        device.function(kernel),
                        (int) blocks,
                        1,
                        1,
                        KernelLauncher.BLOCK,
                        1,
                        1,
                        (int) sharedBytes,
                        stream,
                        argumentList,
                        MemorySegment.NULL),
                "cuLaunchKernel",
                "start of kernel " + kernel);
    }

    @Override
    public void await() {
        device.makeCurrent();
        check(Cuda.cuStreamSynchronize(stream), "cuStreamSynchronize", last + " on " + device.name());
    }

    @Override
    public void close() {
        if (arena.scope().isAlive()) {
            arena.close();
            device.makeCurrent();
            check(Cuda.cuStreamDestroy_v2(stream), "cuStreamDestroy", "closing a stream");
        }
    }
}
