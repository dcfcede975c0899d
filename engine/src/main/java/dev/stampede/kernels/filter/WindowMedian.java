package dev.stampede.kernels.filter;

import dev.stampede.kernels.filter.LineWindow.Border;

/// The median of a square window about each pixel, with the nearest pixel outside the border; NaN in a window
/// gives NaN. Exact. A 3 x 3 window takes whole rows through a fixed network of minima and maxima, which
/// vectorises; larger ones keep the columns of the window sorted as it moves down and count in them.
///
/// Cost: `size log size` a pixel and halving of an interval between values. Threads: stateless. Source of the
/// network: Paeth (1990), Median finding on a 3 x 3 grid.
public final class WindowMedian {
    private WindowMedian() {}

    /// @param size pixels, odd
    /// @throws IllegalArgumentException if the size is not odd and positive
    public static void run(int rows, int cols, int size, LineSource source, LineSink sink) {
        if (size < 1 || size % 2 == 0) {
            throw new IllegalArgumentException("size is " + size + ", expected an odd number of pixels");
        }
        int half = size / 2;
        var about = new LineWindow(rows, cols, half, half, Border.NEAREST, source);
        var out = new double[cols];
        var three = size == 3 ? new ThreeByThree(cols) : null;
        var sorted = size == 3 ? null : new SortedColumns(cols, size);
        for (int row = 0; row < rows; row++) {
            var lines = about.at(row);
            if (three != null) {
                three.medians(lines, out);
            } else {
                sorted.medians(row, lines, out);
            }
            sink.accept(row, out);
        }
    }

    /// Sorts each column of three; the median of nine is then that of the largest low, the middle middle and
    /// the smallest high.
    private static final class ThreeByThree {
        private final double[] low;
        private final double[] mid;
        private final double[] high;

        ThreeByThree(int cols) {
            low = new double[cols + 2];
            mid = new double[cols + 2];
            high = new double[cols + 2];
        }

        void medians(double[][] lines, double[] out) {
            sortColumns(lines[0], lines[1], lines[2]);
            for (int c = 0; c < out.length; c++) {
                double lows = Math.max(Math.max(low[c], low[c + 1]), low[c + 2]);
                double mids = middle(mid[c], mid[c + 1], mid[c + 2]);
                double highs = Math.min(Math.min(high[c], high[c + 1]), high[c + 2]);
                out[c] = middle(lows, mids, highs);
            }
        }

        private void sortColumns(double[] a, double[] b, double[] c) {
            for (int i = 0; i < low.length; i++) {
                double least = Math.min(a[i], b[i]);
                double most = Math.max(a[i], b[i]);
                low[i] = Math.min(least, c[i]);
                high[i] = Math.max(most, c[i]);
                mid[i] = Math.max(least, Math.min(most, c[i]));
            }
        }

        private static double middle(double a, double b, double c) {
            return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
        }
    }

    /// Columns of the window sorted; a row in and a row out of each as the window moves down.
    private static final class SortedColumns {
        private final int size;
        private final double[][] columns; // sorted, NaN last
        private final double[][] history; // the rows in them, a ring

        SortedColumns(int cols, int size) {
            this.size = size;
            columns = new double[cols + size - 1][size];
            history = new double[size][cols + size - 1];
        }

        void medians(int row, double[][] lines, double[] out) {
            for (int i = row == 0 ? 0 : size - 1; i < size; i++) {
                var old = history[(row + i) % size];
                for (int c = 0; c < columns.length; c++) {
                    if (row > 0) {
                        replace(columns[c], old[c], lines[i][c]);
                    } else {
                        columns[c][i] = lines[i][c];
                    }
                    old[c] = lines[i][c];
                }
            }
            if (row == 0) {
                for (var column : columns) {
                    java.util.Arrays.sort(column);
                }
            }
            double guess = Double.NaN;
            for (int c = 0; c < out.length; c++) {
                guess = median(c, guess);
                out[c] = guess;
            }
        }

        /// Takes one value out of a sorted column and another in.
        private static void replace(double[] column, double gone, double come) {
            int at = java.util.Arrays.binarySearch(column, gone);
            for (; at > 0 && Double.compare(column[at - 1], come) > 0; at--) {
                column[at] = column[at - 1];
            }
            for (; at < column.length - 1 && Double.compare(column[at + 1], come) < 0; at++) {
                column[at] = column[at + 1];
            }
            column[at] = come;
        }

        /// The value of middle rank in the columns from `first` on. Keeps two values of the window with the
        /// median between them and tries values of the window in between, first the median of the window
        /// before.
        private double median(int first, double guess) {
            double lowest = Double.POSITIVE_INFINITY;
            double highest = Double.NEGATIVE_INFINITY;
            for (int c = first; c < first + size; c++) {
                lowest = Math.min(lowest, columns[c][0]);
                highest = Math.max(highest, columns[c][size - 1]);
            }
            if (highest != highest) {
                return Double.NaN;
            }
            int rank = size * size / 2; // from 0
            double pivot = guess >= lowest && guess <= highest ? guess : lowest + (highest - lowest) / 2;
            while (true) {
                // What is below the pivot, the largest of it and the smallest not below.
                int below = 0;
                double under = Double.NEGATIVE_INFINITY;
                double over = Double.POSITIVE_INFINITY;
                int notAbove = 0;
                for (int c = first; c < first + size; c++) {
                    var column = columns[c];
                    int at = firstNotBelow(column, pivot);
                    below += at;
                    under = at > 0 ? Math.max(under, column[at - 1]) : under;
                    over = at < size ? Math.min(over, column[at]) : over;
                }
                for (int c = first; c < first + size; c++) {
                    notAbove += firstAbove(columns[c], over);
                }
                if (below > rank) {
                    highest = under;
                    if (below == rank + 1) {
                        return under;
                    }
                } else if (notAbove > rank) {
                    return over;
                } else {
                    lowest = over;
                }
                double half = lowest + (highest - lowest) / 2;
                pivot = half > lowest && half <= highest ? half : highest;
            }
        }

        private static int firstNotBelow(double[] column, double value) {
            int from = 0;
            int to = column.length;
            while (from < to) {
                int mid = from + to >>> 1;
                if (column[mid] < value) {
                    from = mid + 1;
                } else {
                    to = mid;
                }
            }
            return from;
        }

        private static int firstAbove(double[] column, double value) {
            int from = 0;
            int to = column.length;
            while (from < to) {
                int mid = from + to >>> 1;
                if (column[mid] <= value) {
                    from = mid + 1;
                } else {
                    to = mid;
                }
            }
            return from;
        }
    }
}
