package dev.stampede.insar.stage6;

import dev.stampede.insar.artifacts.ArtifactFolder;
import dev.stampede.insar.model.StackGeometry;
import dev.stampede.insar.model.StageContext;
import dev.stampede.io.mat.FormatException;
import dev.stampede.kernels.ifgstd.InterferogramCovariance;
import dev.stampede.linalg.SmallMatrix;
import dev.stampede.memory.ComplexMatrix;
import java.io.IOException;
import java.lang.foreign.Arena;

/// How the noise of the interferograms goes together: the covariance over all points of the phase that the
/// patch filter took away. Interferograms that share an image share its noise.
final class PairCovariance {
    private static final int LEAST_BLOCK = 16384;

    /// The products of every block are held until all are there.
    private static final int MOST_BLOCKS = 64;

    private PairCovariance() {}

    /// `[ifg, ifg]` rad^2 of all interferograms; the unit matrix when there is no patch phase.
    static SmallMatrix read(StageContext context, StackGeometry stack) throws IOException {
        try (Arena own = Arena.ofShared();
                var pm = context.folder().open(own, "pm2")) {
            if (!pm.has("ph_patch")) {
                return SmallMatrix.identity(stack.ifgCount());
            }
            try (var rc = context.folder().open(own, "rc2")) {
                return of(
                        context,
                        shaped(context.folder(), "rc2", "ph_rc", rc.complex("ph_rc"), stack),
                        shaped(context.folder(), "pm2", "ph_patch", pm.complex("ph_patch"), stack));
            }
        }
    }

    private static ComplexMatrix shaped(
            ArtifactFolder folder, String artifact, String name, ComplexMatrix m, StackGeometry stack)
            throws FormatException {
        if (m.rows() != stack.psCount() || m.cols() != stack.ifgCount()) {
            throw new FormatException(
                    folder.file(artifact),
                    name + " is [" + m.rows() + ", " + m.cols() + "], ps2 needs [" + stack.psCount() + ", "
                            + stack.ifgCount() + "]");
        }
        return m;
    }

    /// Blocks are summed on their own and then in order, whatever the number of threads.
    private static SmallMatrix of(StageContext context, ComplexMatrix phase, ComplexMatrix patch) {
        int n = phase.cols();
        int points = phase.rows();
        int size = Math.max(LEAST_BLOCK, (points + MOST_BLOCKS - 1) / MOST_BLOCKS);
        int blocks = (points + size - 1) / size;
        var sums = new double[blocks][n];
        var products = new double[blocks][n * n];
        var kernel =
                context.kernels().get(InterferogramCovariance.FAMILY, phase.re().size());
        context.workers().forBlocks(points, size, (from, to) -> {
            int block = (int) (from / size);
            kernel.add(phase, patch, (int) from, (int) to, sums[block], products[block]);
        });
        var sum = new double[n];
        var product = new double[n * n];
        for (int block = 0; block < blocks; block++) {
            for (int i = 0; i < n; i++) {
                sum[i] += sums[block][i];
            }
            for (int i = 0; i < n * n; i++) {
                product[i] += products[block][i];
            }
        }
        var covariance = new SmallMatrix(n, n);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double c = (product[i * n + j] - sum[i] * sum[j] / points) / Math.max(1, points - 1);
                covariance.set(i, j, c);
                covariance.set(j, i, c);
            }
        }
        return covariance;
    }
}
