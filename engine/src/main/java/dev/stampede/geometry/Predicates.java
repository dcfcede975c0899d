package dev.stampede.geometry;

/// Signs of the two determinants a triangulation is decided by, exact for any finite doubles whose products
/// neither overflow nor underflow.
///
/// A plain evaluation with a bound on its rounding error settles nearly all calls; the rest is done with
/// sums of non-overlapping doubles.
///
/// Source: Shewchuk (1997), Adaptive precision floating-point arithmetic and fast robust geometric predicates,
/// doi:10.1007/PL00009321; the bounds are those of its sections 4.3 and 4.4.
final class Predicates {
    /// Half the distance from 1 to the next double: the largest relative error of one operation.
    private static final double EPSILON = 0x1p-53;

    private static final double ORIENTATION_BOUND = (3 + 16 * EPSILON) * EPSILON;
    private static final double IN_CIRCLE_BOUND = (10 + 96 * EPSILON) * EPSILON;

    private Predicates() {}

    /// Positive if a, b, c turn counter-clockwise, negative if clockwise, zero if they lie on one line.
    static double orientation(double ax, double ay, double bx, double by, double cx, double cy) {
        double left = (ax - cx) * (by - cy);
        double right = (ay - cy) * (bx - cx);
        double det = left - right;
        double bound = ORIENTATION_BOUND * (Math.abs(left) + Math.abs(right));
        return Math.abs(det) > bound ? det : exactOrientation(ax, ay, bx, by, cx, cy);
    }

    /// Positive if d lies inside the circle through a, b, c (these counter-clockwise), negative outside,
    /// zero on it.
    static double inCircle(double ax, double ay, double bx, double by, double cx, double cy, double dx, double dy) {
        double adx = ax - dx;
        double ady = ay - dy;
        double bdx = bx - dx;
        double bdy = by - dy;
        double cdx = cx - dx;
        double cdy = cy - dy;
        double bc = bdx * cdy;
        double cb = cdx * bdy;
        double ca = cdx * ady;
        double ac = adx * cdy;
        double ab = adx * bdy;
        double ba = bdx * ady;
        double a2 = adx * adx + ady * ady;
        double b2 = bdx * bdx + bdy * bdy;
        double c2 = cdx * cdx + cdy * cdy;
        double det = a2 * (bc - cb) + b2 * (ca - ac) + c2 * (ab - ba);
        double size = (Math.abs(bc) + Math.abs(cb)) * a2
                + (Math.abs(ca) + Math.abs(ac)) * b2
                + (Math.abs(ab) + Math.abs(ba)) * c2;
        return Math.abs(det) > IN_CIRCLE_BOUND * size ? det : exactInCircle(ax, ay, bx, by, cx, cy, dx, dy);
    }

    private static double exactOrientation(double ax, double ay, double bx, double by, double cx, double cy) {
        return cross(
                        Expansion.difference(ax, cx),
                        Expansion.difference(ay, cy),
                        Expansion.difference(bx, cx),
                        Expansion.difference(by, cy))
                .leading();
    }

    private static double exactInCircle(
            double ax, double ay, double bx, double by, double cx, double cy, double dx, double dy) {
        var adx = Expansion.difference(ax, dx);
        var ady = Expansion.difference(ay, dy);
        var bdx = Expansion.difference(bx, dx);
        var bdy = Expansion.difference(by, dy);
        var cdx = Expansion.difference(cx, dx);
        var cdy = Expansion.difference(cy, dy);
        var a = squaredLength(adx, ady).times(cross(bdx, bdy, cdx, cdy));
        var b = squaredLength(bdx, bdy).times(cross(cdx, cdy, adx, ady));
        var c = squaredLength(cdx, cdy).times(cross(adx, ady, bdx, bdy));
        return a.plus(b).plus(c).leading();
    }

    private static Expansion cross(Expansion ax, Expansion ay, Expansion bx, Expansion by) {
        return ax.times(by).plus(ay.times(bx).negated());
    }

    private static Expansion squaredLength(Expansion x, Expansion y) {
        return x.times(x).plus(y.times(y));
    }
}
