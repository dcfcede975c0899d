package dev.stampede.geometry;

import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.util.AffineTransformation;

/// Outlines of labelled regions, holes kept, edges along pixels. Corners are at whole numbers, column to the right and
/// row downwards, as in [MaskOutline]. Where a region meets itself in a corner its ring passes there twice.
public final class RegionOutlines {
    private RegionOutlines() {}

    /// @param labels row by row; 0 for none, else 1 to `count`, each region connected over edges or corners
    /// @return by label from 1; a label without a pixel is left out as `null`
    public static List<Polygon> of(int[] labels, int cols, int count) {
        var box = boxes(labels, cols, count);
        var outlines = new ArrayList<Polygon>();
        for (int label = 1; label <= count; label++) {
            int[] b = box[label];
            outlines.add(b == null ? null : outline(labels, cols, label, b));
        }
        return outlines;
    }

    /// First and last row, first and last column by label.
    private static int[][] boxes(int[] labels, int cols, int count) {
        var box = new int[count + 1][];
        for (int i = 0; i < labels.length; i++) {
            int label = labels[i];
            if (label > 0) {
                int row = i / cols;
                int col = i % cols;
                if (box[label] == null) {
                    box[label] = new int[] {row, row, col, col};
                }
                box[label][1] = row;
                box[label][2] = Math.min(box[label][2], col);
                box[label][3] = Math.max(box[label][3], col);
            }
        }
        return box;
    }

    private static Polygon outline(int[] labels, int cols, int label, int[] box) {
        int width = box[3] - box[2] + 1;
        var outline = new MaskOutline(width);
        var line = new byte[width];
        for (int row = box[0]; row <= box[1]; row++) {
            for (int col = 0; col < width; col++) {
                line[col] = (byte) (labels[row * cols + box[2] + col] == label ? 1 : 0);
            }
            outline.addRow(line);
        }
        var polygon = outline.largest().orElseThrow();
        polygon.apply(new AffineTransformation(1, 0, box[2], 0, 1, box[0]));
        return polygon;
    }
}
