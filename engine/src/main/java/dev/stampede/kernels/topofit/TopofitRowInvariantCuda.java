package dev.stampede.kernels.topofit;

import dev.stampede.kernels.Backend;
import dev.stampede.kernels.CudaKernels;
import dev.stampede.kernels.cuda.CudaPool;
import dev.stampede.memory.ComplexMatrix;
import dev.stampede.memory.FloatMatrix;

/// [TopofitCuda] with one row of baselines on the device.
final class TopofitRowInvariantCuda implements TopofitRowInvariant {
    private final CudaPool pool;

    TopofitRowInvariantCuda() {
        this(CudaKernels.pool(ID));
    }

    TopofitRowInvariantCuda(CudaPool pool) {
        this.pool = pool;
    }

    @Override
    public Backend backend() {
        return Backend.CUDA;
    }

    @Override
    public void fit(ComplexMatrix z, FloatMatrix b, double w, Topofit.Fit out, int from, int to) {
        Topofit.require(z, b, 1, w, out, from, to);
        TopofitCuda.fit(pool, ID, z, b, w, out, from, to);
    }
}
