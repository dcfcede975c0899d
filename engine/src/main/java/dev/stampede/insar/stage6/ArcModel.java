package dev.stampede.insar.stage6;

import dev.stampede.insar.model.ImageNetwork;
import dev.stampede.kernels.KernelRegistry;
import dev.stampede.kernels.arcsmoothing.ArcSmoothing;
import dev.stampede.kernels.arcsmoothing.NetworkSmoothing;
import dev.stampede.kernels.arcsmoothing.SmoothingTable;
import dev.stampede.linalg.LeastSquares;
import dev.stampede.linalg.SmallMatrix;
import dev.stampede.memory.ComplexMatrix;
import dev.stampede.memory.FloatMatrix;
import java.util.Arrays;

/// What the phase of an arc should be over time, and what is left. Fills rows `[0, count)` of both outputs
/// from the arcs' phasors.
@FunctionalInterface
interface ArcModel {
    void fit(ComplexMatrix arc, FloatMatrix phase, FloatMatrix noise, int count);

    /// No model: all phase is noise.
    static ArcModel none() {
        return (arc, phase, noise, count) -> {
            phase.fill(0);
            for (int i = 0; i < arc.cols(); i++) {
                for (int e = 0; e < count; e++) {
                    noise.set(e, i, (float)
                            Math.atan2(arc.im().get(e, i), arc.re().get(e, i)));
                }
            }
        };
    }

    /// Smoothing about the one reference image of all interferograms, which are in order of date.
    ///
    /// @param arcs number of arcs in all
    static ArcModel aboutReference(KernelRegistry kernels, ImageNetwork network, double timeWindow, long arcs) {
        var day = Arrays.stream(network.second())
                .mapToDouble(i -> network.day()[i])
                .toArray();
        var table = SmoothingTable.of(day, timeWindow, network.day()[network.first()[0]]);
        var kernel = kernels.get(ArcSmoothing.FAMILY, arcs * network.count() * network.count());
        return (arc, phase, noise, count) -> kernel.smooth(arc, table, phase, noise, 0, count);
    }

    /// Smoothing of the series per image.
    ///
    /// @param arcs number of arcs in all
    static ArcModel ofNetwork(KernelRegistry kernels, ImageNetwork network, double timeWindow, long arcs) {
        var smoothing = networkSmoothing(network, timeWindow);
        var kernel = kernels.get(NetworkSmoothing.FAMILY, arcs * network.count() * network.count());
        return (arc, phase, noise, count) -> kernel.smooth(arc, smoothing, phase, noise, 0, count);
    }

    /// The matrix of [NetworkSmoothing]: `G W S`, S the least-squares series per image with the first image
    /// at zero, W the Gaussian mean over dates, G back to interferograms.
    static double[] networkSmoothing(ImageNetwork network, double timeWindow) {
        var equal = new double[network.count()];
        Arrays.fill(equal, 1);
        return networkSmoothing(network, timeWindow, equal);
    }

    /// The same with weights of the interferograms in the least-squares series.
    static double[] networkSmoothing(ImageNetwork network, double timeWindow, double[] weights) {
        int[] images = network.images();
        int n = network.count();
        var others = Arrays.copyOfRange(images, 1, images.length);
        var solve = LeastSquares.weightedOperator(network.design(others), weights);
        var series = new SmallMatrix(images.length, n);
        for (int i = 0; i < n; i++) {
            for (int image = 1; image < images.length; image++) {
                series.set(image, i, solve.get(image - 1, i));
            }
        }
        var whole = network.design(images)
                .times(gaussian(network, images, timeWindow))
                .times(series);
        return whole.transpose().values();
    }

    private static SmallMatrix gaussian(ImageNetwork network, int[] images, double window) {
        var w = new SmallMatrix(images.length, images.length);
        for (int i = 0; i < images.length; i++) {
            double sum = 0;
            for (int k = 0; k < images.length; k++) {
                double d = network.day()[images[i]] - network.day()[images[k]];
                w.set(i, k, Math.exp(-d * d / (2 * window * window)));
                sum += w.get(i, k);
            }
            for (int k = 0; k < images.length; k++) {
                w.set(i, k, w.get(i, k) / sum);
            }
        }
        return w;
    }
}
