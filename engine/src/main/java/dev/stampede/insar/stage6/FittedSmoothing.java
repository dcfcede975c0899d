package dev.stampede.insar.stage6;

import dev.stampede.insar.model.ImageNetwork;
import dev.stampede.linalg.SmallMatrix;
import dev.stampede.memory.ComplexMatrix;
import dev.stampede.memory.FloatMatrix;

/// The linear series of the network, and a curve ([FittedCurve]) for the arcs whose noise about it is large
/// (StaMPS `3D` with more than one reference image). No arc loses its statistics.
final class FittedSmoothing implements ArcModel {
    /// Arcs that scatter more about the linear series are fitted by a curve, rad.
    private static final double LARGE_STD = 1;

    private final ArcModel series;
    private final FittedCurve curve;

    private FittedSmoothing(ArcModel series, FittedCurve curve) {
        this.series = series;
        this.curve = curve;
    }

    static FittedSmoothing of(ArcBlocks arcs, ImageNetwork network, double timeWindow, GriddedPhase gridded) {
        return new FittedSmoothing(
                ArcModel.ofNetwork(
                        arcs.context().kernels(),
                        network,
                        timeWindow,
                        arcs.edges().count()),
                new FittedCurve(network, noise(gridded, arcs.edges())));
    }

    /// Covariance over all edges of the differences of what the low-pass leaves of the nodes' phase, rad^2.
    private static SmallMatrix noise(GriddedPhase gridded, EdgeTable edges) {
        int n = gridded.phase().cols();
        int nodes = gridded.nodes().count();
        var rest = new double[n][nodes];
        for (int i = 0; i < n; i++) {
            for (int node = 0; node < nodes; node++) {
                double a = gridded.phase().re().get(node, i);
                double b = gridded.phase().im().get(node, i);
                double c = gridded.lowPass().re().get(node, i);
                double d = gridded.lowPass().im().get(node, i);
                rest[i][node] = Math.atan2(b * c - a * d, a * c + b * d);
            }
        }
        var covariance = new SmallMatrix(n, n);
        var mean = new double[n];
        for (int i = 0; i < n; i++) {
            for (int e = 0; e < edges.count(); e++) {
                mean[i] += difference(rest[i], edges, e) / edges.count();
            }
            for (int j = 0; j <= i; j++) {
                double sum = 0;
                for (int e = 0; e < edges.count(); e++) {
                    sum += (difference(rest[i], edges, e) - mean[i]) * (difference(rest[j], edges, e) - mean[j]);
                }
                covariance.set(i, j, sum / Math.max(1, edges.count() - 1));
                covariance.set(j, i, covariance.get(i, j));
            }
        }
        return covariance;
    }

    private static double difference(double[] values, EdgeTable edges, int e) {
        return values[edges.higher()[e]] - values[edges.lower()[e]];
    }

    @Override
    public void fit(ComplexMatrix arc, FloatMatrix phase, FloatMatrix noise, int count) {
        series.fit(arc, phase, noise, count);
        int n = arc.cols();
        var angle = new double[n];
        var fitted = new double[n];
        for (int e = 0; e < count; e++) {
            if (std(noise, e) > LARGE_STD) {
                for (int i = 0; i < n; i++) {
                    angle[i] = Math.atan2(arc.im().get(e, i), arc.re().get(e, i));
                }
                curve.fit(angle, fitted);
                for (int i = 0; i < n; i++) {
                    phase.set(e, i, (float) fitted[i]);
                    noise.set(e, i, (float) Math.IEEEremainder(angle[i] - fitted[i], 2 * Math.PI));
                }
            }
        }
    }

    private static double std(FloatMatrix noise, int e) {
        int n = noise.cols();
        double mean = 0;
        for (int i = 0; i < n; i++) {
            mean += noise.get(e, i) / n;
        }
        double square = 0;
        for (int i = 0; i < n; i++) {
            square += (noise.get(e, i) - mean) * (noise.get(e, i) - mean);
        }
        return Math.sqrt(square / Math.max(1, n - 1));
    }
}
