package dev.stampede.operators.measure;

/// A line through a point, or a circle about it, in rows and columns.
///
/// @param row    of the point
/// @param col    of the point
/// @param down   direction of a line, of length 1 with `right`
/// @param right  direction of a line
/// @param radius of a circle; 0 for a line
record PlaneCurve(double row, double col, double down, double right, double radius) {
    /// Least squares: for a line of the distances across it; for a circle of `(r^2 + c^2) - (2 r R + 2 c C + k)`.
    /// @param places row and column each
    /// @return null where the places do not settle it: all in one place, or a circle through a line
    static PlaneCurve fit(boolean circle, double[][] places) {
        double n = places.length;
        double row = 0;
        double col = 0;
        for (var place : places) {
            row += place[0] / n;
            col += place[1] / n;
        }
        double rr = 0;
        double rc = 0;
        double cc = 0;
        double rz = 0;
        double cz = 0;
        double mean = 0;
        for (var place : places) {
            double r = place[0] - row;
            double c = place[1] - col;
            double z = r * r + c * c;
            rr += r * r;
            rc += r * c;
            cc += c * c;
            rz += r * z;
            cz += c * z;
            mean += z / n;
        }
        return circle ? circle(row, col, rr, rc, cc, rz, cz, mean) : line(row, col, rr, rc, cc);
    }

    private static PlaneCurve line(double row, double col, double rr, double rc, double cc) {
        if (rr + cc == 0) {
            return null;
        }
        double angle = 0.5 * Math.atan2(2 * rc, cc - rr); // of the direction of largest spread from that of rows
        return new PlaneCurve(row, col, Math.sin(angle), Math.cos(angle), 0);
    }

    private static PlaneCurve circle(
            double row, double col, double rr, double rc, double cc, double rz, double cz, double mean) {
        double determinant = rr * cc - rc * rc;
        // Below this the places lie on a line to the precision of their squares.
        if (!(determinant > 1e-12 * (rr + cc) * (rr + cc))) {
            return null;
        }
        double r = (rz * cc - cz * rc) / (2 * determinant);
        double c = (cz * rr - rz * rc) / (2 * determinant);
        return new PlaneCurve(row + r, col + c, 0, 0, Math.sqrt(mean + r * r + c * c));
    }

    double distance(double[] place) {
        double r = place[0] - row;
        double c = place[1] - col;
        return radius > 0 ? Math.abs(Math.hypot(r, c) - radius) : Math.abs(r * right - c * down);
    }

    /// How far along a line.
    double along(double[] place) {
        return (place[0] - row) * down + (place[1] - col) * right;
    }
}
