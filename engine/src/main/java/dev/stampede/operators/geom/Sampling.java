package dev.stampede.operators.geom;

import dev.stampede.raster.ArrayView;
import dev.stampede.raster.Elements;

/// Values of a band between pixel centres.
final class Sampling {
    private Sampling() {}

    /// The pixel a place lies in; NaN outside or where it is not valid.
    static double nearest(ArrayView band, Valid valid, double col, double row) {
        double c = Math.floor(col);
        double r = Math.floor(row);
        if (!(c >= 0 && r >= 0 && c < band.size(1) && r < band.size(0))) {
            return Double.NaN;
        }
        double value = get(band, (int) r, (int) c);
        return valid.is(value) ? value : Double.NaN;
    }

    /// Linear between the four nearest centres; NaN beyond the outermost centres by more than half a pixel,
    /// where the border pixel counts twice, and where a centre that has a weight is not valid.
    static double bilinear(ArrayView band, Valid valid, double col, double row) {
        if (!(col >= 0 && row >= 0 && col <= band.size(1) && row <= band.size(0))) {
            return Double.NaN;
        }
        double c = Math.clamp(col - 0.5, 0, band.size(1) - 1.0);
        double r = Math.clamp(row - 0.5, 0, band.size(0) - 1.0);
        int c0 = (int) c;
        int r0 = (int) r;
        double right = c - c0;
        double down = r - r0;
        double sum = 0;
        for (int corner = 0; corner < 4; corner++) {
            double weight = ((corner & 1) == 0 ? 1 - right : right) * ((corner & 2) == 0 ? 1 - down : down);
            if (weight > 0) {
                double value = get(band, r0 + (corner >> 1), c0 + (corner & 1));
                if (!valid.is(value)) {
                    return Double.NaN;
                }
                sum += weight * value;
            }
        }
        return sum;
    }

    private static double get(ArrayView band, int row, int col) {
        return Elements.getDouble(band.segment(), band.dtype(), band.rowStart(row) + col * band.stride(1));
    }
}
