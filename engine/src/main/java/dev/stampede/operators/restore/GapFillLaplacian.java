package dev.stampede.operators.restore;

import dev.stampede.kernels.morphology.NearestPixel;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.raster.GeoRaster;

/// Fills gaps with a surface that tends to the solution of Laplace's equation: from the nearest values,
/// `sweeps` times every gap becomes the mean of its neighbours above, below, left and right in the raster, all
/// at once (Jacobi). A gap `n` pixels wide needs about `n^2` sweeps to settle. Gaps are NaN, in rasters of
/// integers the fill value; a band without any value stays.
///
/// @param sweeps how often, 200
public record GapFillLaplacian(@Default("200") int sweeps) implements Operator<GeoRaster, GeoRaster> {
    public GapFillLaplacian {
        Require.that(sweeps >= 0, "sweeps", sweeps, "0 or more");
    }

    public GapFillLaplacian() {
        this(200);
    }

    @Override
    public GeoRaster compute(GeoRaster in) {
        return Gaps.fill(in, Filtering.type(in), gaps -> {
            var places = gaps.places();
            startFromNearest(gaps, places);
            relax(gaps, places);
        });
    }

    static void startFromNearest(Gaps gaps, int[] places) {
        var nearest = NearestPixel.of(gaps.known(), 1, 1).index();
        for (int i : places) {
            gaps.values()[i] = gaps.values()[nearest[i]];
        }
    }

    private void relax(Gaps gaps, int[] places) {
        var values = gaps.values();
        int cols = gaps.known().cols();
        int last = values.length - cols;
        var next = new double[places.length];
        for (int sweep = 0; sweep < sweeps; sweep++) {
            for (int k = 0; k < places.length; k++) {
                int i = places[k];
                int col = i % cols;
                double sum = 0;
                int count = 0;
                if (i >= cols) {
                    sum += values[i - cols];
                    count++;
                }
                if (i < last) {
                    sum += values[i + cols];
                    count++;
                }
                if (col > 0) {
                    sum += values[i - 1];
                    count++;
                }
                if (col < cols - 1) {
                    sum += values[i + 1];
                    count++;
                }
                next[k] = sum / count;
            }
            for (int k = 0; k < places.length; k++) {
                values[places[k]] = next[k];
            }
        }
    }

    @Override
    public Signature outputSignature(Signature in) {
        return Gaps.signature(in);
    }
}
