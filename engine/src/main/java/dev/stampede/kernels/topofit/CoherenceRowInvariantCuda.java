package dev.stampede.kernels.topofit;

import dev.stampede.kernels.Backend;
import dev.stampede.kernels.CudaKernels;
import dev.stampede.kernels.cuda.CudaPool;
import dev.stampede.memory.ComplexMatrix;
import dev.stampede.memory.FloatMatrix;

/// [TopofitCuda] with one row of baselines on the device; only coherences come back.
final class CoherenceRowInvariantCuda implements CoherenceRowInvariant {
    private final CudaPool pool;

    CoherenceRowInvariantCuda() {
        this(CudaKernels.pool(ID));
    }

    CoherenceRowInvariantCuda(CudaPool pool) {
        this.pool = pool;
    }

    @Override
    public Backend backend() {
        return Backend.CUDA;
    }

    @Override
    public void coherence(ComplexMatrix z, FloatMatrix b, double w, FloatMatrix coherence, int from, int to) {
        CoherenceRowInvariant.require(z, b, w, coherence, from, to);
        TopofitCuda.fit(pool, ID, z, b, w, new Topofit.Fit(null, null, coherence, null), from, to);
    }
}
