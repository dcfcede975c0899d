package dev.stampede.operators.plume;

import dev.stampede.kernels.morphology.Components;
import dev.stampede.raster.Affine;

/// Size and second moments of a plume in map units. A pixel counts as a square, not as a point, so that a
/// single one has
/// axes too.
///
/// @param pixels      how many
/// @param area        square map units
/// @param x           of the centroid
/// @param y           of the centroid
/// @param majorAxis   of the ellipse of equal second moments, map units
/// @param minorAxis   likewise
/// @param orientation of the major axis, degrees from x towards y, in (-90, 90]
/// @param boxArea     of the rows and columns it spans, square map units
record Shape(
        int pixels,
        double area,
        double x,
        double y,
        double majorAxis,
        double minorAxis,
        double orientation,
        double boxArea) {
    /// By label from 1; the element 0 is `null`.
    static Shape[] of(Components parts, Affine affine) {
        var sums = new Sums[parts.count() + 1];
        for (int i = 0; i < parts.labels().length; i++) {
            int label = parts.labels()[i];
            if (label > 0) {
                if (sums[label] == null) {
                    sums[label] = new Sums(i / parts.cols(), i % parts.cols());
                }
                sums[label].add(i / parts.cols(), i % parts.cols());
            }
        }
        var shapes = new Shape[sums.length];
        for (int label = 1; label < sums.length; label++) {
            shapes[label] = sums[label].shape(affine);
        }
        return shapes;
    }

    /// Sums about the first pixel.
    private static final class Sums {
        private final int row0;
        private final int col0;
        private int n;
        private double r;
        private double c;
        private double rr;
        private double cc;
        private double rc;
        private int lastRow;
        private int firstCol;
        private int lastCol;

        Sums(int row, int col) {
            row0 = row;
            col0 = col;
            lastRow = row;
            firstCol = col;
            lastCol = col;
        }

        void add(int row, int col) {
            double dr = row - row0;
            double dc = col - col0;
            n++;
            r += dr;
            c += dc;
            rr += dr * dr;
            cc += dc * dc;
            rc += dr * dc;
            lastRow = row;
            firstCol = Math.min(firstCol, col);
            lastCol = Math.max(lastCol, col);
        }

        Shape shape(Affine a) {
            double area = Math.abs(a.determinant());
            double meanR = r / n;
            double meanC = c / n;
            // Second moments in pixels; a square of side 1 has 1/12 of its own.
            double vr = rr / n - meanR * meanR + 1.0 / 12;
            double vc = cc / n - meanC * meanC + 1.0 / 12;
            double vrc = rc / n - meanR * meanC;
            double xx = a.a() * a.a() * vc + 2 * a.a() * a.b() * vrc + a.b() * a.b() * vr;
            double yy = a.d() * a.d() * vc + 2 * a.d() * a.e() * vrc + a.e() * a.e() * vr;
            double xy = a.a() * a.d() * vc + (a.a() * a.e() + a.b() * a.d()) * vrc + a.b() * a.e() * vr;
            double half = Math.hypot((xx - yy) / 2, xy);
            double middle = (xx + yy) / 2;
            double angle = xy == 0 && xx >= yy ? 0 : xy == 0 ? 90 : Math.toDegrees(Math.atan2(2 * xy, xx - yy) / 2);
            double box = area * (lastRow - row0 + 1) * (lastCol - firstCol + 1);
            double col = col0 + meanC + 0.5;
            double row = row0 + meanR + 0.5;
            return new Shape(
                    n,
                    n * area,
                    a.x(col, row),
                    a.y(col, row),
                    4 * Math.sqrt(middle + half),
                    4 * Math.sqrt(Math.max(0, middle - half)),
                    angle,
                    box);
        }
    }
}
