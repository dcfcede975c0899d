package dev.stampede.insar.stage6;

import dev.stampede.insar.model.ImageNetwork;
import dev.stampede.insar.model.ReferenceArea;
import dev.stampede.insar.model.StackGeometry;
import dev.stampede.insar.model.StageContext;
import dev.stampede.io.mat.Mat;
import dev.stampede.io.mat.MatValue;
import dev.stampede.kernels.planecombination.PlaneCombination;
import dev.stampede.linalg.Cholesky;
import dev.stampede.linalg.LeastSquares;
import dev.stampede.linalg.SmallMatrix;
import dev.stampede.memory.DoubleMatrix;
import dev.stampede.memory.FloatMatrix;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.stream.IntStream;

/// From unwrapped small-baseline interferograms to a phase per image, zero in the reference image: weighted
/// least squares over the network, with the covariance of the interferograms' noise between points.
///
///     d    = phase - mean over the reference area                   per interferogram
///     C    = covariance over the points of angle(ph_rc conj(ph_patch)), made well enough conditioned
///     phi  = (G' C^-1 G)^-1 G' C^-1 d                               G: -1 first image, +1 second, reference left out
///
/// Writes `phuw2` (phi, images), and `phuw_sb_res2`: G phi for all interferograms (the prediction, not the
/// residual), the covariance of the interferograms as measured, and that of the images.
///
/// Source: Hooper (2008), doi:10.1029/2008GL034654; Berardino et al. (2002), doi:10.1109/TGRS.2002.803792.
final class NetworkInversion {
    /// Worse conditioned covariances get more noise on the diagonal.
    private static final double LEAST_CONDITION = 1e-3;

    /// rad^2
    private static final double ADDED_NOISE = 0.01;

    private NetworkInversion() {}

    /// @param network of the unwrapped interferograms, connected
    /// @param phase   `[ps, ifg]` rad
    static void run(Arena arena, StageContext context, StackGeometry stack, ImageNetwork network, FloatMatrix phase)
            throws IOException {
        int n = network.count();
        int[] used = network.interferograms();
        int[] images = Arrays.stream(network.images())
                .filter(i -> i != network.referenceIndex())
                .toArray();
        var measured = PairCovariance.read(context, stack);
        var covariance = conditioned(measured.select(used, used));
        var design = network.design(images);
        var invert = LeastSquares.covarianceOperator(design, covariance);

        var reference =
                ReferenceArea.of(context.parameters(), stack, context.workers()).means(phase.copyColumns(arena, used));
        var solved = FloatMatrix.allocate(arena, stack.psCount(), images.length);
        combine(context, phase, used, reference, columns(arena, invert), solved);
        var series = FloatMatrix.allocate(arena, stack.psCount(), stack.imageCount());
        for (int i = 0; i < images.length; i++) {
            series.column(images[i]).copyFrom(solved.column(i));
        }

        var all = ImageNetwork.of(stack, IntStream.range(0, stack.ifgCount()).toArray());
        var predicted = FloatMatrix.allocate(arena, stack.psCount(), stack.ifgCount());
        var everyImage = IntStream.range(0, stack.imageCount()).toArray();
        combine(
                context,
                series,
                everyImage,
                new double[everyImage.length],
                columns(arena, all.design(everyImage)),
                predicted);
        save(arena, context, network, images, series, predicted, measured, ofImages(design, covariance, images, stack));
    }

    private static SmallMatrix conditioned(SmallMatrix covariance) {
        var c = covariance.copy();
        while (Cholesky.reciprocalCondition(c) < LEAST_CONDITION) {
            for (int i = 0; i < c.rows(); i++) {
                c.set(i, i, c.get(i, i) + ADDED_NOISE);
            }
        }
        return c;
    }

    /// `(G' C^-1 G)^-1` in the places of the images, zero elsewhere.
    private static SmallMatrix ofImages(SmallMatrix design, SmallMatrix covariance, int[] images, StackGeometry stack) {
        var whitened = Cholesky.of(covariance).solveLower(design);
        var inverse = Cholesky.of(whitened.transpose().times(whitened)).inverse();
        var out = new SmallMatrix(stack.imageCount(), stack.imageCount());
        for (int r = 0; r < images.length; r++) {
            for (int c = 0; c < images.length; c++) {
                out.set(images[r], images[c], inverse.get(r, c));
            }
        }
        return out;
    }

    /// An operator `[results, inputs]` as the kernel wants it: `[inputs, results]`.
    private static DoubleMatrix columns(Arena arena, SmallMatrix operator) {
        return DoubleMatrix.copyOf(
                arena, operator.cols(), operator.rows(), operator.transpose().values());
    }

    private static void combine(
            StageContext context,
            FloatMatrix in,
            int[] columns,
            double[] offset,
            DoubleMatrix coefficient,
            FloatMatrix out) {
        var kernel = context.kernels().get(PlaneCombination.WEIGHTED_FIT, in.rows() * coefficient.size());
        context.workers()
                .forBlocks(
                        in.rows(),
                        context.settings().chunkPs(),
                        (from, to) -> kernel.combine(in, columns, offset, coefficient, out, (int) from, (int) to));
    }

    private static void save(
            Arena arena,
            StageContext context,
            ImageNetwork network,
            int[] images,
            FloatMatrix series,
            FloatMatrix predicted,
            SmallMatrix ofInterferograms,
            SmallMatrix ofImages)
            throws IOException {
        var numbers = IntStream.concat(Arrays.stream(images), IntStream.of(network.referenceIndex()))
                .sorted()
                .mapToDouble(i -> i + 1)
                .toArray();
        var phuw = new LinkedHashMap<String, MatValue>();
        phuw.put("ph_uw", Mat.of(series));
        phuw.put("unwrap_ifg_index_sm", Mat.row(numbers));
        context.output().replace("phuw2", phuw);
        var rest = new LinkedHashMap<String, MatValue>();
        rest.put("ph_res", Mat.of(predicted));
        rest.put("sb_cov", matrix(arena, ofInterferograms));
        rest.put("sm_cov", matrix(arena, ofImages));
        context.output().replace("phuw_sb_res2", rest);
    }

    private static MatValue matrix(Arena arena, SmallMatrix m) {
        return Mat.of(DoubleMatrix.copyOf(arena, m.rows(), m.cols(), m.values()));
    }
}
