package dev.stampede.operators.measure;

import dev.stampede.operators.pixels.Features;
import dev.stampede.operators.pixels.Labels;
import dev.stampede.raster.GeoRaster;
import java.util.LinkedHashMap;
import java.util.Map;

/// Sums over the pixels of one region; places are taken relative to its first pixel, which keeps squares small.
final class RegionSums {
    private final int row0;
    private final int col0;
    private long n;
    private int minRow = Integer.MAX_VALUE;
    private int minCol = Integer.MAX_VALUE;
    private int maxRow = -1;
    private int maxCol = -1;
    private double sumRow;
    private double sumCol;
    private double sumRowRow;
    private double sumRowCol;
    private double sumColCol;
    private long sidesAcross; // sides along rows
    private long sidesDown;
    private long values;
    private double firstValue;
    private double sumValue;
    private double sumValueSquare;
    private double minValue = Double.POSITIVE_INFINITY;
    private double maxValue = Double.NEGATIVE_INFINITY;

    private RegionSums(int row, int col) {
        row0 = row;
        col0 = col;
    }

    /// Sums by label; null where there is no pixel.
    /// @param intensity null for none
    static RegionSums[] of(int[] labels, GeoRaster grid, double[] intensity) {
        int rows = grid.height();
        int cols = grid.width();
        var all = new RegionSums[Labels.largest(labels) + 1];
        for (int i = 0; i < labels.length; i++) {
            int label = labels[i];
            if (label == 0) {
                continue;
            }
            int row = i / cols;
            int col = i % cols;
            if (all[label] == null) {
                all[label] = new RegionSums(row, col);
            }
            var own = all[label];
            own.add(row, col);
            own.sidesAcross += (row == 0 || labels[i - cols] != label ? 1 : 0)
                    + (row == rows - 1 || labels[i + cols] != label ? 1 : 0);
            own.sidesDown +=
                    (col == 0 || labels[i - 1] != label ? 1 : 0) + (col == cols - 1 || labels[i + 1] != label ? 1 : 0);
            if (intensity != null && intensity[i] == intensity[i]) {
                own.add(intensity[i]);
            }
        }
        return all;
    }

    private void add(int row, int col) {
        n++;
        minRow = Math.min(minRow, row);
        maxRow = Math.max(maxRow, row);
        minCol = Math.min(minCol, col);
        maxCol = Math.max(maxCol, col);
        double r = row - row0;
        double c = col - col0;
        sumRow += r;
        sumCol += c;
        sumRowRow += r * r;
        sumRowCol += r * c;
        sumColCol += c * c;
    }

    private void add(double value) {
        firstValue = values == 0 ? value : firstValue;
        values++;
        double off = value - firstValue;
        sumValue += off;
        sumValueSquare += off * off;
        minValue = Math.min(minValue, value);
        maxValue = Math.max(maxValue, value);
    }

    double centroidRow() {
        return row0 + sumRow / n;
    }

    double centroidCol() {
        return col0 + sumCol / n;
    }

    /// All fields by name.
    Map<String, Object> table(GeoRaster grid) {
        var row = new LinkedHashMap<String, Object>();
        var affine = grid.affine();
        row.put("area", n);
        row.put("area_map", n * Math.abs(affine.determinant()));
        row.put("min_row", (long) minRow);
        row.put("min_col", (long) minCol);
        row.put("max_row", maxRow + 1L);
        row.put("max_col", maxCol + 1L);
        row.put("centroid_row", centroidRow());
        row.put("centroid_col", centroidCol());
        var place = Features.place(grid, centroidRow(), centroidCol());
        row.put("centroid_x", place.x);
        row.put("centroid_y", place.y);
        row.put("extent", n / ((maxRow + 1.0 - minRow) * (maxCol + 1.0 - minCol)));
        row.put("equivalent_diameter", Math.sqrt(4 * n / Math.PI));
        ellipse(row);
        row.put("boundary_length", sidesAcross * affine.pixelWidth() + sidesDown * affine.pixelHeight());
        intensities(row);
        return row;
    }

    private void ellipse(Map<String, Object> row) {
        double down = Math.max(0, sumRowRow / n - sumRow / n * (sumRow / n));
        double across = Math.max(0, sumColCol / n - sumCol / n * (sumCol / n));
        double both = sumRowCol / n - sumRow / n * (sumCol / n);
        double middle = (down + across) / 2;
        double half = Math.hypot((across - down) / 2, both);
        double major = middle + half;
        double minor = Math.max(0, middle - half);
        row.put("major_axis_length", 4 * Math.sqrt(major));
        row.put("minor_axis_length", 4 * Math.sqrt(minor));
        row.put("eccentricity", major == 0 ? 0.0 : Math.sqrt(Math.max(0, 1 - minor / major)));
        // Rows go down, so the sign of the mixed moment turns.
        double angle = Math.toDegrees(0.5 * Math.atan2(-2 * both, across - down));
        row.put("orientation", angle <= -90 ? 90 : angle + 0.0);
    }

    private void intensities(Map<String, Object> row) {
        double off = sumValue / values;
        row.put("mean_intensity", values == 0 ? null : (Object) (firstValue + off));
        row.put("min_intensity", values == 0 ? null : (Object) minValue);
        row.put("max_intensity", values == 0 ? null : (Object) maxValue);
        row.put(
                "std_intensity",
                values == 0 ? null : (Object) Math.sqrt(Math.max(0, sumValueSquare / values - off * off)));
    }
}
