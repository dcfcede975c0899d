package dev.stampede.geometry;

/// Points in the order in which divide and conquer visits them: halved by x, each half by y, and so on down
/// to two or three. Points that are near in the plane end up near in memory.
///
/// Equal abscissae are ordered by rising y, equal ordinates by falling x (the same rule turned by a
/// quarter), so no two points lie on the wrong sides of the line of a cut.
final class AlternatingOrder {
    private final double[] x;
    private final double[] y;
    private final int[] index;

    private AlternatingOrder(double[] x, double[] y) {
        this.x = x.clone();
        this.y = y.clone();
        this.index = new int[x.length];
        java.util.Arrays.setAll(index, i -> i);
    }

    static AlternatingOrder of(double[] x, double[] y) {
        var order = new AlternatingOrder(x, y);
        order.sort(0, x.length, true);
        return order;
    }

    /// Where a range of at least four points is cut.
    static int middle(int from, int to) {
        return (from + to) >>> 1;
    }

    /// The abscissae in this order.
    double[] x() {
        return x;
    }

    /// The ordinates in this order.
    double[] y() {
        return y;
    }

    /// The input point at every place of this order.
    int[] index() {
        return index;
    }

    private void sort(int from, int to, boolean byAbscissa) {
        if (to - from > 3) {
            int middle = middle(from, to);
            select(from, to - 1, middle, byAbscissa);
            sort(from, middle, !byAbscissa);
            sort(middle, to, !byAbscissa);
        }
    }

    /// Moves the points that belong before `rank` before it (quickselect; the pivot is the median of three).
    private void select(int from, int to, int rank, boolean byAbscissa) {
        int low = from;
        int high = to;
        while (low < high) {
            int pivot = median(low, (low + high) >>> 1, high, byAbscissa);
            long ends = byAbscissa
                    ? partitionByX(low, high, x[pivot], y[pivot])
                    : partitionByY(low, high, x[pivot], y[pivot]);
            int lastLow = (int) (ends >> 32);
            int firstHigh = (int) ends;
            if (rank <= lastLow) {
                high = lastLow;
            } else if (rank >= firstHigh) {
                low = firstHigh;
            } else {
                return;
            }
        }
    }

    private long partitionByX(int low, int high, double pivotX, double pivotY) {
        int i = low;
        int j = high;
        while (i <= j) {
            while (x[i] < pivotX || x[i] == pivotX && y[i] < pivotY) {
                i++;
            }
            while (x[j] > pivotX || x[j] == pivotX && y[j] > pivotY) {
                j--;
            }
            if (i <= j) {
                swap(i++, j--);
            }
        }
        return (long) j << 32 | i;
    }

    private long partitionByY(int low, int high, double pivotX, double pivotY) {
        int i = low;
        int j = high;
        while (i <= j) {
            while (y[i] < pivotY || y[i] == pivotY && x[i] > pivotX) {
                i++;
            }
            while (y[j] > pivotY || y[j] == pivotY && x[j] < pivotX) {
                j--;
            }
            if (i <= j) {
                swap(i++, j--);
            }
        }
        return (long) j << 32 | i;
    }

    private void swap(int i, int j) {
        double swapX = x[i];
        x[i] = x[j];
        x[j] = swapX;
        double swapY = y[i];
        y[i] = y[j];
        y[j] = swapY;
        int swapIndex = index[i];
        index[i] = index[j];
        index[j] = swapIndex;
    }

    private int median(int a, int b, int c, boolean byAbscissa) {
        int low = precedes(a, b, byAbscissa) ? a : b;
        int high = low == a ? b : a;
        if (precedes(c, low, byAbscissa)) {
            return low;
        }
        return precedes(high, c, byAbscissa) ? high : c;
    }

    private boolean precedes(int p, int q, boolean byAbscissa) {
        return byAbscissa ? x[p] < x[q] || x[p] == x[q] && y[p] < y[q] : y[p] < y[q] || y[p] == y[q] && x[p] > x[q];
    }
}
