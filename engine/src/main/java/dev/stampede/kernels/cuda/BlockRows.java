package dev.stampede.kernels.cuda;

import dev.stampede.bindings.cuda.KernelLauncher;
import dev.stampede.kernels.Backend;
import dev.stampede.kernels.KernelUnavailableException;

/// Rows of `n` values to a block of threads, one thread per value: as many rows as a block has threads for,
/// at least one. The values of a block lie in its shared memory.
///
/// @param perBlock    rows of a block
/// @param sharedBytes of a block
public record BlockRows(int perBlock, long sharedBytes) {
    /// @param n       values of a row, at least 1
    /// @param doubles kept in shared memory for each value
    /// @throws KernelUnavailableException if a row does not fit the shared memory of the device
    public static BlockRows of(String kernel, int n, int doubles, CudaPool pool) {
        int perBlock = Math.max(1, KernelLauncher.BLOCK / Math.max(1, n));
        long bytes = 8L * doubles * perBlock * n;
        if (bytes > pool.sharedBytes()) {
            throw new KernelUnavailableException(
                    kernel,
                    Backend.CUDA,
                    n + " images need " + bytes + " bytes of shared memory, " + pool.device() + " has "
                            + pool.sharedBytes() + "; name another backend");
        }
        return new BlockRows(perBlock, bytes);
    }

    public long blocks(int rows) {
        return (rows + perBlock - 1) / perBlock;
    }
}
