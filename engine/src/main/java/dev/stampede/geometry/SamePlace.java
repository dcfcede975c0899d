package dev.stampede.geometry;

/// Finds points that lie at exactly the same place.
public final class SamePlace {
    private SamePlace() {}

    /// Of the kept points at one place, keeps only the one with the highest rank (the first of equal ones;
    /// a rank that is not a number is lowest). Points without finite coordinates are left alone.
    ///
    /// @param x    abscissae
    /// @param y    ordinates
    /// @param rank which to prefer
    /// @param keep points that take part; losers are set to `false`
    /// @return how many were dropped
    public static int keepBest(double[] x, double[] y, double[] rank, boolean[] keep) {
        int dropped = 0;
        int best = -1;
        for (int p : PointOrder.byAbscissa(x, y)) { // points of one place follow each other, in their own order
            if (!keep[p]) {
                continue;
            }
            if (best < 0 || x[p] != x[best] || y[p] != y[best]) {
                best = p;
                continue;
            }
            boolean wins = rank[p] > rank[best] || Double.isNaN(rank[best]) && !Double.isNaN(rank[p]);
            keep[wins ? best : p] = false;
            best = wins ? p : best;
            dropped++;
        }
        return dropped;
    }
}
