package dev.stampede.operators.plume;

import dev.stampede.kernels.morphology.Bits;
import dev.stampede.kernels.morphology.Components;
import dev.stampede.linalg.Medians;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Signature;
import dev.stampede.raster.GeoRaster;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Number of pixels, area, centroid and statistics of the enhancement of every plume, a list in the order of
/// labels; empty without a plume. Pixels that are not finite belong to none.
///
/// @param mask         an operator that marks plumes in the same input, such as `PlumeMask`
/// @param connectivity 4 or 8 neighbours, 8
public record PlumeColumnStats(
        Operator<GeoRaster, GeoRaster> mask, @Default("8") int connectivity)
        implements Operator<GeoRaster, List<PlumeStats>> {
    public PlumeColumnStats {
        Enhancement.requireConnectivity(connectivity);
    }

    @Override
    public List<PlumeStats> compute(GeoRaster in) {
        return of(in, Enhancement.plume(in, mask), connectivity);
    }

    static List<PlumeStats> of(GeoRaster in, Bits plume, int connectivity) {
        var parts = Enhancement.parts(plume, connectivity);
        var shapes = Shape.of(parts, in.affine());
        var values = values(in, parts);
        var stats = new ArrayList<PlumeStats>();
        for (int label = 1; label <= parts.count(); label++) {
            stats.add(stats(label, shapes[label], values[label]));
        }
        return List.copyOf(stats);
    }

    private static double[][] values(GeoRaster in, Components parts) {
        var band = Enhancement.of(in);
        var values = new double[parts.count() + 1][];
        var filled = new int[values.length];
        for (int label = 1; label < values.length; label++) {
            values[label] = new double[parts.sizes()[label]];
        }
        for (int i = 0; i < parts.labels().length; i++) {
            int label = parts.labels()[i];
            if (label > 0) {
                values[label][filled[label]++] = Enhancement.get(band, i / parts.cols(), i % parts.cols());
            }
        }
        return values;
    }

    private static PlumeStats stats(int label, Shape shape, double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        int n = values.length;
        double mean = sum / n;
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        Arrays.sort(values);
        double median = Medians.ofSorted(values, n);
        return new PlumeStats(
                label,
                n,
                shape.area(),
                shape.x(),
                shape.y(),
                values[0],
                values[n - 1],
                mean,
                Math.sqrt(squares / n),
                median,
                sum,
                sum * shape.area() / n);
    }

    @Override
    public boolean serialisable() {
        return mask.serialisable();
    }

    @Override
    public Signature outputSignature(Signature in) {
        return Signature.UNKNOWN;
    }
}
