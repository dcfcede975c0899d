package dev.stampede.geometry;

import java.util.Arrays;
import java.util.BitSet;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Polygon;

/// Which pixels of a grid lie in a polygon. A pixel does when its centre does: per row, between the first and
/// second, third and fourth ... crossing of the outline with the line through the pixel centres, a centre on
/// the right crossing included, one on the left not; a horizontal edge exactly on that line counts when it runs
/// to the left. With `touched`, every pixel the outline passes through does too.
///
/// The answer for a pixel does not depend on the window it is asked for with. Source: the rules by which GDAL
/// burns polygons, so that results agree also for centres on the outline.
public final class PolygonPixels {
    /// An outline within this share of a pixel's side of the edge between two pixels runs along it.
    private static final double TOUCH = 0.01;

    private static final double STEP = 1e-9;

    private final double[] x;
    private final double[] y;
    private final EdgeRows edges;
    private final Envelope box = new Envelope();

    /// @param polygon in map coordinates
    /// @param column  where map x = 0 lies on the grid, and columns per map unit
    /// @param row     the same for y
    public PolygonPixels(Polygon polygon, Axis column, Axis row) {
        int corners = polygon.getNumPoints();
        x = new double[corners];
        y = new double[corners];
        int rings = polygon.getNumInteriorRing() + 1;
        var isEnd = new BitSet(); // corners that end an edge, which the first of a ring does not
        int at = 0;
        for (int ring = 0; ring < rings; ring++) {
            var line = ring == 0 ? polygon.getExteriorRing() : polygon.getInteriorRingN(ring - 1);
            CoordinateSequence places = line.getCoordinateSequence();
            for (int i = 0; i < places.size(); i++, at++) {
                x[at] = column.pixel(places.getX(i));
                y[at] = row.pixel(places.getY(i));
                box.expandToInclude(new Coordinate(x[at], y[at]));
                isEnd.set(at, i > 0);
            }
        }
        edges = new EdgeRows(y, isEnd.stream().toArray());
    }

    /// From map to grid along one axis: (place - origin) / step.
    public record Axis(double origin, double step) {
        double pixel(double place) {
            return (place - origin) / step;
        }
    }

    /// The polygon's bounding box in columns and rows.
    public Envelope box() {
        return new Envelope(box);
    }

    /// Sets the pixels of a window that lie in the polygon to 1 and leaves the others.
    /// @param outMask row-major, `width x height`
    public void mark(int firstCol, int firstRow, int width, int height, boolean touched, byte[] outMask) {
        if (box.getMinY() > firstRow + height || box.getMaxY() < firstRow || box.getMinX() > firstCol + width) {
            return;
        }
        var crossings = new RowCrossings(height);
        for (int e = edges.begin(firstRow), end = edges.end(firstRow + (double) height); e < end; e++) {
            int i = edges.corner(e);
            cross(i - 1, i, firstRow, height, crossings);
            markFlat(i - 1, i, firstCol, firstRow, width, height, outMask);
            if (touched) {
                markTouched(i - 1, i, firstCol, firstRow, width, height, outMask);
            }
        }
        for (int row = 0; row < height; row++) {
            double[] sorted = crossings.sorted(row);
            for (int i = 0; i + 1 < sorted.length; i += 2) {
                fill(row, Math.floor(sorted[i] + 0.5), Math.floor(sorted[i + 1] + 0.5), firstCol, width, outMask);
            }
        }
    }

    private void cross(int from, int to, int firstRow, int height, RowCrossings outCrossings) {
        int upper = y[from] < y[to] ? from : to;
        int lower = y[from] < y[to] ? to : from;
        if (y[upper] == y[lower]) {
            return;
        }
        int begin = (int) Math.max(firstRow, Math.ceil(y[upper] - 0.5) - 1);
        int end = (int) Math.min(firstRow + (double) height, Math.ceil(y[lower] - 0.5) + 1);
        for (int row = begin; row < end; row++) {
            double centre = row + 0.5;
            if (centre >= y[upper] && centre < y[lower]) {
                double share = (centre - y[upper]) * (x[lower] - x[upper]) / (y[lower] - y[upper]);
                outCrossings.add(row - firstRow, share + x[upper]);
            }
        }
    }

    /// A horizontal edge on a line of centres, running to the left.
    private void markFlat(int from, int to, int firstCol, int firstRow, int width, int height, byte[] outMask) {
        if (y[from] == y[to] && x[from] > x[to] && y[from] - Math.floor(y[from]) == 0.5) {
            double row = Math.floor(y[from]) - firstRow;
            if (row >= 0 && row < height) {
                fill((int) row, Math.floor(x[to] + 0.5), Math.floor(x[from] + 0.5), firstCol, width, outMask);
            }
        }
    }

    /// Pixels the edge between two corners passes through, walked from left to right. Ties, where the edge meets
    /// a corner of a pixel, are decided by the steps of the walk, each at least [#STEP] high.
    private void markTouched(int from, int to, int firstCol, int firstRow, int width, int height, byte[] outMask) {
        int left = x[from] <= x[to] ? from : to;
        int right = x[from] <= x[to] ? to : from;
        double low = Math.min(y[from], y[to]);
        double high = Math.max(y[from], y[to]);
        if (high < firstRow - 1 || low > firstRow + height || x[right] < firstCol - 1 || x[left] > firstCol + width) {
            return;
        }
        boolean steep = Math.floor(x[left]) == Math.floor(x[right]) || x[right] - x[left] < TOUCH;
        boolean flat = Math.floor(low) == Math.floor(high) || high - low < TOUCH;
        if (steep && onEdge(x[left]) && onEdge(x[right]) || !steep && flat && onEdge(low) && onEdge(high)) {
            return; // runs along an edge between pixels: passes through neither
        }
        if (steep) {
            double col = Math.floor(x[right]);
            int end = (int) Math.min(firstRow + height - 1.0, Math.floor(high - TOUCH));
            for (int row = (int) Math.max(firstRow, Math.floor(low)); row <= end; row++) {
                fill(row - firstRow, col, col + 1, firstCol, width, outMask);
            }
        } else if (flat) {
            double row = Math.floor(y[left]) - firstRow;
            if (row >= 0 && row < height) {
                double end = Math.floor(x[right] - TOUCH) + 1;
                fill((int) row, Math.floor(x[left]), end, firstCol, width, outMask);
            }
        } else {
            walk(left, right, firstCol, firstRow, width, height, outMask);
        }
    }

    private void walk(int left, int right, int firstCol, int firstRow, int width, int height, byte[] outMask) {
        double slope = (y[right] - y[left]) / (x[right] - x[left]);
        double px = x[left];
        double py = y[left];
        while (px < x[right]) {
            double col = Math.floor(px);
            double row = Math.floor(py);
            if (row >= firstRow && row < firstRow + height) {
                fill((int) row - firstRow, col, col + 1, firstCol, width, outMask);
            }
            double across = col + 1 - px;
            double down = across * slope;
            if (Math.floor(py + down) != row) { // leaves the row before the column
                down = slope < 0 ? Math.min(row - py, -STEP) : Math.max(row + 1 - py, STEP);
                across = down / slope;
            }
            px += across;
            py += down;
        }
    }

    private static boolean onEdge(double place) {
        return Math.abs(place - Math.rint(place)) < TOUCH;
    }

    private static void fill(int row, double left, double right, int firstCol, int width, byte[] outMask) {
        int begin = (int) Math.max(0, left - firstCol);
        int end = (int) Math.min(width, right - firstCol);
        if (begin < end) {
            Arrays.fill(outMask, row * width + begin, row * width + end, (byte) 1);
        }
    }

    /// Crossings of each row of a window.
    private static final class RowCrossings {
        private final double[][] places;
        private final int[] counts;

        RowCrossings(int rows) {
            places = new double[rows][2];
            counts = new int[rows];
        }

        void add(int row, double place) {
            if (counts[row] == places[row].length) {
                places[row] = Arrays.copyOf(places[row], 2 * counts[row]);
            }
            places[row][counts[row]++] = place;
        }

        double[] sorted(int row) {
            double[] sorted = Arrays.copyOf(places[row], counts[row]);
            Arrays.sort(sorted);
            return sorted;
        }
    }
}
