package dev.stampede.patcher.geometry;

import dev.stampede.patcher.sampler.PixelSampler;
import dev.stampede.raster.GeoRaster;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGeneratorFactory;

/// Points by number. The arrays are shared with the caller, who must not change them.
///
/// @param x map coordinates, or longitudes in degrees
/// @param y map coordinates, or latitudes in degrees
public record PointSet(double[] x, double[] y) {
    /// @throws IllegalArgumentException if the numbers of coordinates differ
    public PointSet {
        if (x.length != y.length) {
            throw new IllegalArgumentException(x.length + " x and " + y.length + " y coordinates");
        }
    }

    public int size() {
        return x.length;
    }

    /// Points in random order of which none is nearer than `minDistance` to one before it (Poisson disk sampling):
    /// numbers of points in the order in which they were kept.
    /// @param metric of the distance
    /// @param seed   of `L64X128MixRandom`
    /// @throws IllegalArgumentException unless the distance is above 0
    public List<Integer> thinned(double minDistance, Metric metric, long seed) {
        if (!(minDistance > 0)) {
            throw new IllegalArgumentException("min_distance is " + minDistance + ", needs more than 0");
        }
        var order = new ArrayList<Integer>();
        for (int i = 0; i < size(); i++) {
            order.add(i);
        }
        Collections.shuffle(
                order, RandomGeneratorFactory.of(PixelSampler.GENERATOR).create(seed));
        var near = new RadiusGraph(minDistance, metric).over(this);
        var gone = new BitSet(size());
        var kept = new ArrayList<Integer>();
        for (int point : order) {
            if (!gone.get(point)) {
                kept.add(point);
                for (int other : near.aroundNode(point)) {
                    boolean nearer = distance(point, other, metric) < minDistance;
                    gone.set(other, gone.get(other) || nearer);
                }
            }
        }
        return kept;
    }

    private double distance(int one, int other, Metric metric) {
        return metric == Metric.EUCLIDEAN
                ? Math.hypot(x[one] - x[other], y[one] - y[other])
                : Metric.haversineKm(y[one], x[one], y[other], x[other]);
    }

    /// How values between pixel centres are found.
    public enum Sampling {
        NEAREST,
        BILINEAR
    }

    /// The values of a band at the points; `NaN` outside. Neighbours beyond the edge are those at the edge.
    public double[] sample(GeoRaster raster, int band, Sampling method) {
        var toPixels = raster.affine().inverse();
        var values = raster.band(band);
        var samples = new double[size()];
        for (int i = 0; i < samples.length; i++) {
            double col = toPixels.x(x[i], y[i]);
            double row = toPixels.y(x[i], y[i]);
            if (!(row >= 0 && row < raster.height() && col >= 0 && col < raster.width())) {
                samples[i] = Double.NaN;
            } else if (method == Sampling.NEAREST) {
                samples[i] = values.get((int) row, (int) col);
            } else {
                samples[i] = bilinear(raster, band, row - 0.5, col - 0.5);
            }
        }
        return samples;
    }

    private static double bilinear(GeoRaster raster, int band, double row, double col) {
        var values = raster.band(band);
        int r = (int) Math.floor(row);
        int c = (int) Math.floor(col);
        int r0 = Math.clamp(r, 0, raster.height() - 1);
        int r1 = Math.clamp(r + 1L, 0, raster.height() - 1);
        int c0 = Math.clamp(c, 0, raster.width() - 1);
        int c1 = Math.clamp(c + 1L, 0, raster.width() - 1);
        double down = row - r;
        double across = col - c;
        return (1 - down) * ((1 - across) * values.get(r0, c0) + across * values.get(r0, c1))
                + down * ((1 - across) * values.get(r1, c0) + across * values.get(r1, c1));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PointSet that && Arrays.equals(x, that.x) && Arrays.equals(y, that.y);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(x) + Arrays.hashCode(y);
    }

    @Override
    public String toString() {
        return size() + " points";
    }
}
