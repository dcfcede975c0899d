package dev.stampede.operators.feature;

import dev.stampede.io.vector.FieldType;
import dev.stampede.io.vector.VectorFeature;
import dev.stampede.io.vector.VectorLayer;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.operators.pixels.Features;
import dev.stampede.operators.pixels.Lines;
import dev.stampede.raster.GeoRaster;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Optional;
import org.locationtech.jts.geom.Coordinate;

/// Straight lines through a mask of edges: every pixel that is neither 0 nor NaN votes for the lines through
/// it,
///
///     col cos(angle) + row sin(angle) = distance
///
/// at `angles` equally spaced angles from -90 degrees, below 90, and distances of whole pixels. Lines are the
/// places with the most votes, from the most down, at least `thresholdRel` of the most, and none within
/// `minDistance` pixels and `minAngle` steps of a better one (beyond 90 degrees the distance turns its sign).
/// They come as segments across the raster in map coordinates with the fields `votes`, `angle` in degrees and
/// `distance` in pixels. Refuses more than one band. Source: Duda and Hart (1972), doi:10.1145/361237.361242.
///
/// @param numPeaks     most lines, 10
/// @param angles       number of angles, 180
/// @param thresholdRel share of the most votes, 0.5
/// @param minDistance  pixels, 9
/// @param minAngle     steps of the angle, 10
public record HoughLines(
        @Default("10") int numPeaks,
        @Default("180") int angles,
        @Default("0.5") double thresholdRel,
        @Default("9") int minDistance,
        @Default("10") int minAngle)
        implements Operator<GeoRaster, VectorLayer> {
    public HoughLines {
        Require.that(numPeaks >= 1, "num_peaks", numPeaks, "1 or more");
        Require.that(angles >= 1 && angles <= 100_000, "angles", angles, "1 to 100000");
        Require.that(thresholdRel >= 0 && thresholdRel <= 1, "threshold_rel", thresholdRel, "0 to 1");
        Require.that(minDistance >= 0, "min_distance", minDistance, "0 or more");
        Require.that(minAngle >= 0, "min_angle", minAngle, "0 or more");
    }

    public HoughLines() {
        this(10, 180, 0.5, 9, 10);
    }

    @Override
    public VectorLayer compute(GeoRaster in) {
        var values = Lines.all(Lines.only(in, "HoughLines"));
        int reach = (int) Math.ceil(Math.hypot(in.height(), in.width()));
        var votes = votes(values, in.width(), reach);
        var types = new LinkedHashMap<String, FieldType>();
        types.put("votes", FieldType.INTEGER);
        types.put("angle", FieldType.REAL);
        types.put("distance", FieldType.REAL);
        var features = new ArrayList<VectorFeature>();
        int most = -1;
        while (features.size() < numPeaks) {
            int best = best(votes);
            int count = votes[best];
            most = most < 0 ? count : most;
            if (count == 0 || count < thresholdRel * most) {
                break;
            }
            int angle = best / (2 * reach + 1);
            int distance = best % (2 * reach + 1) - reach;
            clear(votes, angle, distance, reach);
            var ends = across(in, radians(angle), distance);
            if (ends.isPresent()) {
                var fields = new LinkedHashMap<String, Object>();
                fields.put("votes", (long) count);
                fields.put("angle", Math.toDegrees(radians(angle)));
                fields.put("distance", (double) distance);
                features.add(new VectorFeature(Features.line(ends.get()), fields));
            }
        }
        return Features.layer("lines", in, types, features);
    }

    private double radians(int angle) {
        return Math.PI * angle / angles - Math.PI / 2;
    }

    private int[] votes(double[] values, int cols, int reach) {
        int span = 2 * reach + 1;
        var votes = new int[Math.multiplyExact(angles, span)];
        for (int angle = 0; angle < angles; angle++) {
            double cos = Math.cos(radians(angle));
            double sin = Math.sin(radians(angle));
            int start = angle * span + reach;
            for (int i = 0; i < values.length; i++) {
                if (values[i] != 0 && values[i] == values[i]) {
                    votes[start + (int) Math.rint(i % cols * cos + i / cols * sin)]++;
                }
            }
        }
        return votes;
    }

    private static int best(int[] votes) {
        int best = 0;
        for (int i = 1; i < votes.length; i++) {
            best = votes[i] > votes[best] ? i : best;
        }
        return best;
    }

    private void clear(int[] votes, int angle, int distance, int reach) {
        int span = 2 * reach + 1;
        int turn = Math.min(minAngle, angles); // that far is every angle, from both sides
        int near = Math.min(minDistance, 2 * reach);
        for (int step = -turn; step <= turn; step++) {
            int turns = Math.floorDiv(angle + step, angles);
            int row = angle + step - turns * angles;
            int middle = turns % 2 == 0 ? distance : -distance;
            for (int d = Math.max(-reach, middle - near); d <= Math.min(reach, middle + near); d++) {
                votes[row * span + reach + d] = 0;
            }
        }
    }

    /// Where a line enters and leaves the raster; empty if it only touches it.
    private static Optional<Coordinate[]> across(GeoRaster in, double angle, double distance) {
        double cos = Math.cos(angle);
        double sin = Math.sin(angle);
        double from = Double.NEGATIVE_INFINITY;
        double to = Double.POSITIVE_INFINITY;
        // The line is (distance cos - t sin, distance sin + t cos), between the outer edges of the pixels.
        for (int axis = 0; axis < 2; axis++) {
            double start = distance * (axis == 0 ? cos : sin);
            double step = axis == 0 ? -sin : cos;
            double low = -0.5;
            double high = (axis == 0 ? in.width() : in.height()) - 0.5;
            if (Math.abs(step) < 1e-12) {
                if (start < low || start > high) {
                    return Optional.empty();
                }
                continue;
            }
            double a = (low - start) / step;
            double b = (high - start) / step;
            from = Math.max(from, Math.min(a, b));
            to = Math.min(to, Math.max(a, b));
        }
        return from < to
                ? Optional.of(new Coordinate[] {
                    Features.place(in, distance * sin + from * cos, distance * cos - from * sin),
                    Features.place(in, distance * sin + to * cos, distance * cos - to * sin)
                })
                : Optional.empty();
    }

    @Override
    public Signature outputSignature(Signature in) {
        return Signature.UNKNOWN;
    }
}
