package dev.stampede.kernels.clap;

import dev.stampede.bindings.cuda.KernelLauncher;
import dev.stampede.kernels.Backend;
import dev.stampede.kernels.KernelUnavailableException;
import dev.stampede.kernels.cuda.CudaArguments;
import dev.stampede.kernels.cuda.CudaChunk;
import dev.stampede.kernels.cuda.CudaPool;

/// The work space of a block of the CLAP kernels, one window each: in shared memory where it fits, as for
/// windows up to 64 on current devices and 32 on all, else in a piece of device memory per block.
///
/// @param settings of the filter
/// @param bytes    work space of a block
/// @param shared   whether it lies in shared memory
record ClapDevice(ClapSettings settings, long bytes, boolean shared) {
    /// The kernels count the values of a window in 32 bits, and a block walks through them all.
    private static final int LARGEST_WINDOW = 1024;

    /// @throws KernelUnavailableException if the window is larger than the kernels take
    static ClapDevice of(String kernel, ClapSettings settings, CudaPool pool) {
        long n = settings.window();
        if (n > LARGEST_WINDOW) {
            throw new KernelUnavailableException(
                    kernel, Backend.CUDA, "a window of " + n + ", it takes up to " + LARGEST_WINDOW);
        }
        // STAMPEDE_CLAP_DOUBLES
        long bytes = 8 * (4 * n * n + 2 * n + 3L * KernelLauncher.BLOCK + 8);
        return new ClapDevice(settings, bytes, bytes <= pool.sharedBytes());
    }

    /// Device memory of the response to windows, the same for all blocks.
    long tableBytes() {
        return 8L * settings.lowPass().length;
    }

    /// Device memory every block in flight needs.
    long bytesPerBlock() {
        return shared ? 0 : bytes;
    }

    long sharedBytes() {
        return shared ? bytes : 0;
    }

    /// `struct stampede_clap_response` at the head of a list of arguments.
    ///
    /// @param lowPass the table on the device
    /// @param scratch work space on the device, 0 where it is shared memory
    CudaArguments arguments(CudaChunk chunk, long lowPass, long scratch) {
        return chunk.arguments()
                .at(lowPass)
                .at(scratch)
                .real(settings.alpha())
                .real(settings.beta())
                .whole(settings.window());
    }

    /// Work space for so many blocks, or 0.
    long scratch(CudaChunk chunk, long blocks) {
        return shared ? 0 : chunk.scratch(bytes * blocks);
    }
}
