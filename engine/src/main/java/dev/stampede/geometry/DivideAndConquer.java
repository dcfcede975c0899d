package dev.stampede.geometry;

/// Delaunay triangulation by divide and conquer with alternating cuts, on one flat array of half-edges.
///
/// The points are halved by x, the halves by y, and so on; triangulated halves are sewn together from their
/// lower common tangent upwards. All decisions are exact ([Predicates]), so nearly collinear, cocircular
/// and lattice points need no tolerance; a circle through four points keeps the diagonal that was there
/// first.
///
/// Memory: 72 bytes per point for the half-edges, 20 for the ordered points.
///
/// Source: Guibas and Stolfi (1985), doi:10.1145/282918.282923; Dwyer (1987), doi:10.1007/BF01840356
/// (alternating cuts).
final class DivideAndConquer implements Triangulator {
    @Override
    public int[] edges(double[] x, double[] y) {
        var work = new Work(x, y);
        work.triangulate(0, x.length, true);
        return work.collect();
    }

    /// Half-edge `e` leads from its origin to that of its twin `e ^ 1`; the half-edges of one origin form a
    /// ring, counter-clockwise along `next`.
    private static final class Work {
        private static final int STRIDE = 3;
        private static final int ORIGIN = 0;
        private static final int NEXT = 1;
        private static final int PREVIOUS = 2;
        private static final int NONE = -1;

        private final int[] point;
        private final double[] x;
        private final double[] y;
        private final int[] half;
        private int used;
        private int free = NONE;

        Work(double[] inputX, double[] inputY) {
            var order = AlternatingOrder.of(inputX, inputY);
            point = order.index();
            x = order.x();
            y = order.y();
            half = new int[Math.multiplyExact(STRIDE, Math.multiplyExact(6, point.length))];
        }

        /// Triangulates points `[from, to)` and returns a half-edge of their hull, the points on its left.
        int triangulate(int from, int to, boolean byAbscissa) {
            int count = to - from;
            if (count == 2) {
                return connectNew(from, from + 1);
            }
            if (count == 3) {
                return triangle(from);
            }
            int middle = AlternatingOrder.middle(from, to);
            int low = triangulate(from, middle, !byAbscissa);
            int high = triangulate(middle, to, !byAbscissa);
            return sew(outOfLowest(high, byAbscissa), intoHighest(low, byAbscissa) ^ 1);
        }

        private int triangle(int a) {
            int b = a + 1;
            int c = a + 2;
            double turn = Predicates.orientation(x[a], y[a], x[b], y[b], x[c], y[c]);
            if (turn == 0) {
                return chain(a, b, c);
            }
            if (turn < 0) {
                b = a + 2;
                c = a + 1;
            }
            int ab = connectNew(a, b);
            int bc = connectNew(b, c);
            splice(ab ^ 1, bc);
            connect(bc, ab);
            return ab;
        }

        /// Three points on one line, linked in the order in which they lie on it.
        private int chain(int a, int b, int c) {
            int low = precedes(a, b) ? a : b;
            int high = precedes(a, b) ? b : a;
            int first = precedes(low, c) ? low : c;
            int last = precedes(c, high) ? high : c;
            int between = a + b + c - first - last;
            int e = connectNew(first, between);
            splice(e ^ 1, connectNew(between, last));
            return e;
        }

        private boolean precedes(int p, int q) {
            return x[p] < x[q] || x[p] == x[q] && y[p] < y[q];
        }

        /// Whether p comes before q along the axis the halves were cut by; the ties of y go by falling x,
        /// which is the order of the abscissa case turned by a quarter.
        private boolean precedes(int p, int q, boolean byAbscissa) {
            return byAbscissa ? precedes(p, q) : y[p] < y[q] || y[p] == y[q] && x[p] > x[q];
        }

        /// The hull half-edge that starts at the lowest point along the axis.
        private int outOfLowest(int hull, boolean byAbscissa) {
            int best = hull;
            for (int e = hullNext(hull); e != hull; e = hullNext(e)) {
                if (precedes(origin(e), origin(best), byAbscissa)) {
                    best = e;
                }
            }
            return best;
        }

        /// The hull half-edge that ends at the highest point along the axis.
        private int intoHighest(int hull, boolean byAbscissa) {
            int best = hull;
            for (int e = hullNext(hull); e != hull; e = hullNext(e)) {
                if (precedes(target(best), target(e), byAbscissa)) {
                    best = e;
                }
            }
            return best;
        }

        /// Joins two triangulations that a line separates.
        /// @param right hull half-edge out of the point of the right one nearest to the left
        /// @param left  twin of a hull half-edge into the point of the left one nearest to the right
        /// @return the lower tangent, from left to right
        private int sew(int right, int left) {
            while (true) {
                if (isLeftOf(origin(right), left)) {
                    left = previous(left ^ 1);
                } else if (isRightOf(origin(left), right)) {
                    right = next(right ^ 1);
                } else {
                    break;
                }
            }
            int base = connect(right ^ 1, left);
            int tangent = base ^ 1;
            while (true) {
                int l = leftCandidate(base);
                int r = rightCandidate(base);
                boolean lAbove = isRightOf(target(l), base);
                boolean rAbove = isRightOf(target(r), base);
                if (!lAbove && !rAbove) {
                    return tangent;
                }
                if (!lAbove || rAbove && inCircle(target(l), origin(l), origin(r), target(r))) {
                    base = connect(r, base ^ 1);
                } else {
                    base = connect(base ^ 1, l ^ 1);
                }
            }
        }

        private int leftCandidate(int base) {
            int l = next(base ^ 1);
            if (isRightOf(target(l), base)) {
                while (inCircle(target(base), origin(base), target(l), target(next(l)))) {
                    int following = next(l);
                    remove(l);
                    l = following;
                }
            }
            return l;
        }

        private int rightCandidate(int base) {
            int r = previous(base);
            if (isRightOf(target(r), base)) {
                while (inCircle(target(base), origin(base), target(r), target(previous(r)))) {
                    int following = previous(r);
                    remove(r);
                    r = following;
                }
            }
            return r;
        }

        private int origin(int e) {
            return half[STRIDE * e + ORIGIN];
        }

        private int target(int e) {
            return origin(e ^ 1);
        }

        private int next(int e) {
            return half[STRIDE * e + NEXT];
        }

        private int previous(int e) {
            return half[STRIDE * e + PREVIOUS];
        }

        private int hullNext(int e) {
            return next(e ^ 1);
        }

        private boolean isLeftOf(int p, int e) {
            int a = origin(e);
            int b = target(e);
            return Predicates.orientation(x[a], y[a], x[b], y[b], x[p], y[p]) > 0;
        }

        private boolean isRightOf(int p, int e) {
            int a = origin(e);
            int b = target(e);
            return Predicates.orientation(x[a], y[a], x[b], y[b], x[p], y[p]) < 0;
        }

        private boolean inCircle(int a, int b, int c, int d) {
            return Predicates.inCircle(x[a], y[a], x[b], y[b], x[c], y[c], x[d], y[d]) > 0;
        }

        /// A new edge that touches no other one yet.
        private int connectNew(int from, int to) {
            int e = free;
            if (e == NONE) {
                e = used;
                used += 2;
            } else {
                free = next(e);
            }
            place(e, from);
            place(e ^ 1, to);
            return e;
        }

        private void place(int e, int origin) {
            half[STRIDE * e + ORIGIN] = origin;
            half[STRIDE * e + NEXT] = e;
            half[STRIDE * e + PREVIOUS] = e;
        }

        /// A new edge from the target of `a` to the origin of `b`, with a, b and it around one face.
        private int connect(int a, int b) {
            int e = connectNew(target(a), origin(b));
            splice(e, previous(a ^ 1));
            splice(e ^ 1, b);
            return e;
        }

        /// Joins two rings, or cuts one ring in two.
        private void splice(int a, int b) {
            int afterA = next(a);
            int afterB = next(b);
            half[STRIDE * a + NEXT] = afterB;
            half[STRIDE * b + NEXT] = afterA;
            half[STRIDE * afterB + PREVIOUS] = a;
            half[STRIDE * afterA + PREVIOUS] = b;
        }

        private void remove(int e) {
            splice(e, previous(e));
            splice(e ^ 1, previous(e ^ 1));
            int even = e & ~1;
            half[STRIDE * even + ORIGIN] = NONE;
            half[STRIDE * even + NEXT] = free;
            free = even;
        }

        int[] collect() {
            var pairs = new int[used];
            int count = 0;
            for (int e = 0; e < used; e += 2) {
                if (origin(e) != NONE) {
                    pairs[count++] = point[origin(e)];
                    pairs[count++] = point[target(e)];
                }
            }
            return java.util.Arrays.copyOf(pairs, count);
        }
    }
}
