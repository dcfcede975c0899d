package dev.stampede.kernels.segmentation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Lines of one level through a plane, by marching squares: the corners of every 2 x 2 pixels are above the
/// level or not, lines cross its sides where linear interpolation meets the level. Squares with a NaN are left
/// out. Higher ground lies to the left of a line if rows go down on the map. Source: Lorensen and Cline (1987),
/// doi:10.1145/37402.37422, in two dimensions.
public final class IsoLines {
    private static final int TOP = 0;
    private static final int LEFT = 1;
    private static final int RIGHT = 2;
    private static final int BOTTOM = 3;

    /// Sides a line comes from and goes to, in pairs, by the corners above the level: 1 upper left, 2 upper
    /// right, 4 lower left, 8 lower right. Where two opposite corners are above, the others are joined.
    private static final int[][] SIDES = {
        {},
        {LEFT, TOP},
        {TOP, RIGHT},
        {LEFT, RIGHT},
        {BOTTOM, LEFT},
        {BOTTOM, TOP},
        {TOP, RIGHT, BOTTOM, LEFT},
        {BOTTOM, RIGHT},
        {RIGHT, BOTTOM},
        {LEFT, TOP, RIGHT, BOTTOM},
        {TOP, BOTTOM},
        {LEFT, BOTTOM},
        {RIGHT, LEFT},
        {RIGHT, TOP},
        {TOP, LEFT},
        {}
    };

    /// The same two cases with the corners above joined.
    private static final int[] UPPER_RIGHT_JOINED = {TOP, LEFT, BOTTOM, RIGHT};

    private static final int[] UPPER_LEFT_JOINED = {RIGHT, TOP, LEFT, BOTTOM};

    private final int rows;
    private final int cols;
    private final double[] values;
    private final double level;
    private final boolean joinHigh;
    private long[] steps = new long[1024]; // from << 32 | to, by crossed sides
    private int count;

    private IsoLines(int rows, int cols, double[] values, double level, boolean joinHigh) {
        this.rows = rows;
        this.cols = cols;
        this.values = values;
        this.level = level;
        this.joinHigh = joinHigh;
    }

    /// One line.
    ///
    /// @param row    of its points, where centres of pixels are whole numbers
    /// @param col    of its points
    /// @param closed whether its last point is its first
    public record Line(double[] row, double[] col, boolean closed) {}

    /// Lines in the order in which they are first met: those that end somewhere, then the closed ones.
    /// @param values   row by row
    /// @param joinHigh whether diagonal corners above the level are joined, instead of those below
    public static List<Line> of(int rows, int cols, double[] values, double level, boolean joinHigh) {
        if (2L * rows * cols > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(rows + " x " + cols + " pixels are too many for lines at once");
        }
        var iso = new IsoLines(rows, cols, values, level, joinHigh);
        iso.march();
        return iso.lines();
    }

    private void march() {
        for (int row = 0; row < rows - 1; row++) {
            for (int col = 0; col < cols - 1; col++) {
                int i = row * cols + col;
                double a = values[i];
                double b = values[i + 1];
                double c = values[i + cols];
                double d = values[i + cols + 1];
                if (a != a || b != b || c != c || d != d) {
                    continue;
                }
                int corners = (a > level ? 1 : 0) | (b > level ? 2 : 0) | (c > level ? 4 : 0) | (d > level ? 8 : 0);
                var sides = joinHigh && corners == 6
                        ? UPPER_RIGHT_JOINED
                        : joinHigh && corners == 9 ? UPPER_LEFT_JOINED : SIDES[corners];
                for (int k = 0; k < sides.length; k += 2) {
                    add(side(i, sides[k]), side(i, sides[k + 1]));
                }
            }
        }
        steps = Arrays.copyOf(steps, count);
        Arrays.sort(steps);
    }

    /// The number of a side: that of its first pixel for a side along a row, as many more for one along a
    /// column.
    private int side(int square, int which) {
        return switch (which) {
            case TOP -> square;
            case BOTTOM -> square + cols;
            case LEFT -> values.length + square;
            default -> values.length + square + 1;
        };
    }

    private void add(int from, int to) {
        if (count == steps.length) {
            steps = Arrays.copyOf(steps, 2 * count);
        }
        steps[count++] = (long) from << 32 | to;
    }

    /// A side is crossed by one step that comes to it and one that leaves it, in the squares on both sides.
    private List<Line> lines() {
        var reached = new int[count];
        for (int i = 0; i < count; i++) {
            reached[i] = (int) steps[i];
        }
        Arrays.sort(reached);
        var used = new boolean[count];
        var lines = new ArrayList<Line>();
        for (int i = 0; i < count; i++) {
            if (Arrays.binarySearch(reached, (int) (steps[i] >>> 32)) < 0) {
                follow(i, used, lines);
            }
        }
        for (int i = 0; i < count; i++) {
            if (!used[i]) {
                follow(i, used, lines);
            }
        }
        return lines;
    }

    private void follow(int first, boolean[] used, List<Line> lines) {
        var points = new double[64];
        int n = append(points, 0, (int) (steps[first] >>> 32));
        int to = -1;
        for (int step = first; step >= 0 && !used[step]; step = stepFrom(to)) {
            used[step] = true;
            to = (int) steps[step];
            points = n + 2 > points.length ? Arrays.copyOf(points, 2 * points.length) : points;
            n = append(points, n, to);
        }
        boolean closed = to == (int) (steps[first] >>> 32);
        if (n <= 2) {
            return; // a line no longer than a point, about a pixel of the level itself
        }
        var row = new double[n / 2];
        var col = new double[n / 2];
        for (int i = 0; i < row.length; i++) {
            row[i] = points[2 * i];
            col[i] = points[2 * i + 1];
        }
        lines.add(new Line(row, col, closed));
    }

    private int stepFrom(int side) {
        int at = Arrays.binarySearch(steps, (long) side << 32);
        at = at < 0 ? -at - 1 : at;
        return at < count && (int) (steps[at] >>> 32) == side ? at : -1;
    }

    /// Where a side meets the level, unless the line is there already.
    private int append(double[] points, int n, int side) {
        boolean alongRow = side < values.length;
        int i = alongRow ? side : side - values.length;
        double here = values[i];
        double there = values[alongRow ? i + 1 : i + cols];
        double part = (level - here) / (there - here);
        double row = i / cols + (alongRow ? 0 : part);
        double col = i % cols + (alongRow ? part : 0);
        if (n > 0 && points[n - 2] == row && points[n - 1] == col) {
            return n;
        }
        points[n] = row;
        points[n + 1] = col;
        return n + 2;
    }
}
