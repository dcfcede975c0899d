package dev.stampede.operators.segment;

import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.operators.pixels.Labels;
import dev.stampede.operators.pixels.Lines;
import dev.stampede.raster.GeoRaster;
import java.util.List;
import java.util.Optional;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.index.strtree.STRtree;

/// Joins instances whose bounding boxes belong together, and what they are joined with in turn: boxes that do
/// not overlap if the gap between their sides is at most `distanceThreshold`, boxes that overlap if their
/// common area over their joint area lies between `iouMin` and `iouMax` (less is chance, more is the same thing
/// twice). Only instances of one class are joined. New labels count from `startLabel` in the order of the
/// smallest old label. NaN counts as 0. Refuses more than one band, values that are no labels, and classes that
/// are not one for each label.
///
/// @param distanceThreshold pixels, 40
/// @param iouMin            least overlap, 0.01
/// @param iouMax            most overlap, 0.65
/// @param classes           class of each label from 1; all of one class by default
/// @param startLabel        first new label, 1
public record MergeNearbyInstances(
        @Default("40.0") double distanceThreshold,
        @Default("0.01") double iouMin,
        @Default("0.65") double iouMax,
        Optional<List<Integer>> classes,
        @Default("1") int startLabel)
        implements Operator<GeoRaster, GeoRaster> {
    public MergeNearbyInstances {
        Require.that(distanceThreshold >= 0, "distance_threshold", distanceThreshold, "0 or more");
        Require.that(iouMin >= 0 && iouMin <= iouMax && iouMax <= 1, "iou_min", iouMin, "0 <= iou_min <= iou_max <= 1");
        Require.that(startLabel >= 1, "start_label", startLabel, "1 or more");
    }

    @Override
    public GeoRaster compute(GeoRaster in) {
        var labels = Labels.of(Lines.only(in, "MergeNearbyInstances"));
        var boxes = Boxes.of(labels, in.width());
        int n = boxes.row().length;
        if (classes.isPresent()) {
            Require.that(
                    classes.get().size() == n - 1, "classes", classes.get(), "one for each of " + (n - 1) + " labels");
        }
        var parent = joined(boxes, n);
        var number = new int[n];
        int next = startLabel;
        for (int label = 1; label < n; label++) {
            if (!boxes.isEmpty(label)) {
                int root = root(parent, label);
                number[label] = root == label ? next++ : number[root];
            }
        }
        for (int i = 0; i < labels.length; i++) {
            labels[i] = number[labels[i]];
        }
        return Labels.raster(in, labels);
    }

    /// Pairs that are near enough are found in a tree of boxes.
    private int[] joined(Boxes boxes, int n) {
        var tree = new STRtree();
        var parent = new int[n];
        for (int label = 1; label < n; label++) {
            parent[label] = label;
            if (!boxes.isEmpty(label)) {
                tree.insert(envelope(boxes, label), label);
            }
        }
        for (int label = 1; label < n; label++) {
            if (boxes.isEmpty(label)) {
                continue;
            }
            var near = envelope(boxes, label);
            near.expandBy(distanceThreshold);
            for (var found : tree.query(near)) {
                int other = (Integer) found;
                if (other > label && sameClass(label, other) && belongTogether(boxes, label, other)) {
                    int a = root(parent, label);
                    int b = root(parent, other);
                    parent[Math.max(a, b)] = Math.min(a, b);
                }
            }
        }
        return parent;
    }

    private static Envelope envelope(Boxes boxes, int label) {
        return new Envelope(boxes.col()[label], boxes.endCol()[label], boxes.row()[label], boxes.endRow()[label]);
    }

    private boolean sameClass(int a, int b) {
        return classes.isEmpty()
                || classes.get().get(a - 1).equals(classes.get().get(b - 1));
    }

    private boolean belongTogether(Boxes boxes, int a, int b) {
        if (boxes.overlap(a, b) == 0) {
            return boxes.gap(a, b) <= distanceThreshold;
        }
        double iou = boxes.iou(a, b);
        return iou >= iouMin && iou <= iouMax;
    }

    private static int root(int[] parent, int i) {
        while (parent[i] != i) {
            parent[i] = parent[parent[i]];
            i = parent[i];
        }
        return i;
    }

    @Override
    public Signature outputSignature(Signature in) {
        return in.withDtype("int32");
    }
}
