package dev.stampede.deploy;

import dev.stampede.raster.ArrayView;
import dev.stampede.raster.Elements;
import dev.stampede.raster.GeoRaster;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/// How two rasters differ, cell by cell. NaN against NaN is equal, NaN against a number is a mismatch.
///
/// @param cells      compared; 0 if shapes differ
/// @param above      cells whose difference is above `atol + rtol |b|`
/// @param mismatches cells that are NaN in one only
/// @param largest    largest absolute difference of numbers
/// @param mean       mean difference `a - b` of numbers
/// @param rms        root of the mean squared difference of numbers
/// @param problem    shapes or grids that differ; empty if none
public record RasterDifference(
        long cells, long above, long mismatches, double largest, double mean, double rms, String problem) {
    /// What is allowed.
    ///
    /// @param atol  absolute, 0 or more
    /// @param rtol  relative to the second raster, 0 or more
    /// @param share share of cells that may be above, 0 to 1
    public record Tolerance(double atol, double rtol, double share) {
        public static final Tolerance EXACT = new Tolerance(0, 0, 0);

        public Tolerance {
            if (!(atol >= 0 && rtol >= 0 && share >= 0 && share <= 1)) {
                throw new IllegalArgumentException("tolerances are atol " + atol + ", rtol " + rtol + ", share " + share
                        + "; expected numbers from 0 on, the share at most 1");
            }
        }
    }

    /// Compares grids and numbers.
    public static RasterDifference of(GeoRaster a, GeoRaster b, Tolerance tolerance) {
        if (!Arrays.equals(a.shape(), b.shape())) {
            return new RasterDifference(
                    0,
                    0,
                    0,
                    Double.NaN,
                    Double.NaN,
                    Double.NaN,
                    "shapes " + Arrays.toString(a.shape()) + " and " + Arrays.toString(b.shape()));
        }
        String grids = a.sameExtent(b) ? "" : "the grids differ: " + a.affine() + " and " + b.affine();
        return compare(a.values(), b.values(), tolerance, grids);
    }

    private static RasterDifference compare(ArrayView a, ArrayView b, Tolerance tolerance, String problem) {
        long above = 0;
        long mismatches = 0;
        long numbers = 0;
        double largest = 0;
        double sum = 0;
        double squares = 0;
        for (long row = 0; row < a.rows(); row++) {
            long x = a.rowStart(row);
            long y = b.rowStart(row);
            double rowSum = 0;
            double rowSquares = 0;
            for (int col = 0; col < a.size(-1); col++) {
                double p = Elements.getDouble(a.segment(), a.dtype(), x + col * a.stride(-1));
                double q = Elements.getDouble(b.segment(), b.dtype(), y + col * b.stride(-1));
                if (Double.isNaN(p) || Double.isNaN(q)) {
                    mismatches += Double.isNaN(p) == Double.isNaN(q) ? 0 : 1;
                    continue;
                }
                double d = p == q ? 0 : p - q; // equal infinities
                numbers++;
                rowSum += d;
                rowSquares += d * d;
                largest = Math.max(largest, Math.abs(d));
                above += Math.abs(d) > tolerance.atol() + tolerance.rtol() * Math.abs(q) ? 1 : 0;
            }
            sum += rowSum;
            squares += rowSquares;
        }
        return new RasterDifference(
                a.elements(),
                above,
                mismatches,
                largest,
                numbers == 0 ? 0 : sum / numbers,
                numbers == 0 ? 0 : Math.sqrt(squares / numbers),
                problem);
    }

    /// Whether all of it is allowed.
    public boolean within(Tolerance tolerance) {
        return problem.isEmpty() && above + mismatches <= tolerance.share() * cells;
    }

    /// In plain values.
    public Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("cells", cells);
        document.put("above_tolerance", above);
        document.put("nan_mismatches", mismatches);
        document.put("largest", largest);
        document.put("mean", mean);
        document.put("rms", rms);
        document.put("problem", problem);
        return document;
    }
}
