package dev.stampede.kernels.resample;

import dev.stampede.kernels.Backend;
import dev.stampede.kernels.matching.MaskedMoments.Plane;
import dev.stampede.kernels.matching.NoData;

/// The definition, one pixel at a time.
final class GridResampleReference implements GridResample {
    @Override
    public Backend backend() {
        return Backend.REFERENCE;
    }

    @Override
    public void run(Band[] bands, int firstRow, int firstCol, Taps taps, Taps fallback) {
        int cols = taps.cols().count();
        boolean[] covered = new boolean[cols];
        for (int r = 0; r < taps.rows().count(); r++) {
            cover(bands, taps, r, firstRow, firstCol, covered);
            for (var band : bands) {
                for (int c = 0; c < cols; c++) {
                    band.out()
                            .set(
                                    r,
                                    c,
                                    covered[c] ? value(band, firstRow, firstCol, taps, fallback, r, c) : band.fill());
                }
            }
        }
    }

    /// Which target pixels of a row lie in a source pixel that is data in some band.
    private static void cover(Band[] bands, Taps taps, int r, int firstRow, int firstCol, boolean[] outCovered) {
        int row = taps.rows().home(r) - firstRow;
        boolean rowInside = taps.rows().home(r) >= 0;
        for (int c = 0; c < outCovered.length; c++) {
            boolean data = false;
            if (rowInside && taps.cols().home(c) >= 0) {
                int col = taps.cols().home(c) - firstCol;
                for (int b = 0; b < bands.length && !data; b++) {
                    data = !bands[b].noData().is(bands[b].source().get(row, col));
                }
            }
            outCovered[c] = data;
        }
    }

    private static double value(Band band, int firstRow, int firstCol, Taps taps, Taps fallback, int r, int c) {
        if (fallback != null && !allData(band, firstRow, firstCol, taps, r, c)) {
            return value(band, firstRow, firstCol, fallback, null, r, c);
        }
        var cols = taps.cols();
        var rows = taps.rows();
        Plane source = band.source();
        NoData noData = band.noData();
        double sum = 0;
        double weight = 0;
        for (int j = rows.from(r); j < rows.to(r); j++) {
            for (int i = cols.from(c); i < cols.to(c); i++) {
                double v = source.get(rows.first(r) + j - firstRow, cols.first(c) + i - firstCol);
                if (!noData.is(v)) {
                    double w = rows.weight(r, j) * cols.weight(c, i);
                    sum += w * v;
                    weight += w;
                }
            }
        }
        if (weight < LEAST_WEIGHT) {
            return band.fill();
        }
        double v = band.range().convert(sum / weight);
        return v == noData.value() ? noData.substitute() : v;
    }

    private static boolean allData(Band band, int firstRow, int firstCol, Taps taps, int r, int c) {
        var cols = taps.cols();
        var rows = taps.rows();
        if (!rows.complete(r) || !cols.complete(c)) {
            return false;
        }
        for (int j = rows.from(r); j < rows.to(r); j++) {
            for (int i = cols.from(c); i < cols.to(c); i++) {
                if (band.noData().is(band.source().get(rows.first(r) + j - firstRow, cols.first(c) + i - firstCol))) {
                    return false;
                }
            }
        }
        return true;
    }
}
