package dev.stampede.insar.model;

import dev.stampede.memory.DoubleMatrix;
import dev.stampede.runtime.Workers;
import java.lang.foreign.Arena;

/// Maps longitude and latitude to metres east (x) and north (y) of an origin, polyconic, as StaMPS does.
///
/// For latitude φ (rad), longitude λ, origin (λ0, φ0), meridian arc m(φ) and ν = a / sqrt(1 − e² sin²φ):
/// ```
/// E = (λ − λ0) sin φ     x = ν cot φ sin E     y = m(φ) − m(φ0) + ν cot φ (1 − cos E)
/// ```
/// and at φ = 0 exactly `x = a (λ − λ0)`, `y = −m(φ0)`. Not-a-number in gives not-a-number out.
/// Source: Snyder (1987), Map Projections: A Working Manual, USGS PP 1395, polyconic equations 18-12 to
/// 18-14, 3-21.
///
/// @param lon0 longitude of the origin, degrees
/// @param lat0 latitude of the origin, degrees
public record LocalProjection(double lon0, double lat0) {
    /// Semi-major axis of WGS84, m.
    private static final double A = 6378137.0;

    // COMPAT: StaMPS takes the second eccentricity of WGS84 (0.0820944) where the formulas want the first (0.0818192);
    // x and y change by about 1e-5 of their size. Pinned by LocalProjectionTest.
    private static final double E = 0.08209443794970;

    private static final double E2 = E * E;
    private static final double E4 = E2 * E2;
    private static final double E6 = E4 * E2;

    private static final long BLOCK = 8192;

    /// The projection about the middle of the points' bounding box.
    /// @param lonLat `[points, 2]` degrees; not-a-number is ignored
    public static LocalProjection centredOn(DoubleMatrix lonLat) {
        return new LocalProjection(
                Extent.ofColumn(lonLat, 0).middle(), Extent.ofColumn(lonLat, 1).middle());
    }

    /// `[points, 2]` x and y in metres, in a new matrix owned by `arena`.
    /// @param lonLat `[points, 2]` degrees
    public DoubleMatrix project(Arena arena, Workers workers, DoubleMatrix lonLat) {
        var xy = DoubleMatrix.allocate(arena, lonLat.rows(), 2);
        double originArc = meridianArc(Math.toRadians(lat0));
        workers.forBlocks(lonLat.rows(), BLOCK, (from, to) -> {
            for (int p = (int) from; p < to; p++) {
                project(lonLat, p, originArc, xy);
            }
        });
        return xy;
    }

    private void project(DoubleMatrix lonLat, int p, double originArc, DoubleMatrix xy) {
        double phi = Math.toRadians(lonLat.get(p, 1));
        double dLambda = Math.toRadians(lonLat.get(p, 0)) - Math.toRadians(lon0);
        if (phi == 0) {
            xy.set(p, 0, A * dLambda);
            xy.set(p, 1, -originArc);
            return;
        }
        double sin = Math.sin(phi);
        double nuCot = A / Math.sqrt(1 - E2 * sin * sin) / Math.tan(phi);
        double e = dLambda * sin;
        xy.set(p, 0, nuCot * Math.sin(e));
        xy.set(p, 1, meridianArc(phi) - originArc + nuCot * (1 - Math.cos(e)));
    }

    /// Length of the meridian from the equator to latitude `phi` (rad), m.
    private static double meridianArc(double phi) {
        return A
                * ((1 - E2 / 4 - 3 * E4 / 64 - 5 * E6 / 256) * phi
                        - (3 * E2 / 8 + 3 * E4 / 32 + 45 * E6 / 1024) * Math.sin(2 * phi)
                        + (15 * E4 / 256 + 45 * E6 / 1024) * Math.sin(4 * phi)
                        - 35 * E6 / 3072 * Math.sin(6 * phi));
    }
}
