package dev.stampede.insar.stage5;

import dev.stampede.geometry.SamePlace;
import dev.stampede.insar.model.LocalCoordinates;
import dev.stampede.insar.model.StageContext;
import dev.stampede.memory.DoubleMatrix;
import dev.stampede.memory.FloatMatrix;
import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.List;

/// Which entry of which patch becomes which row of the merged set.
///
/// @param parts    contributions of the patches, in list order
/// @param finalRow per entry, all parts after each other: its merged row, or -1 if it is dropped
/// @param ij       `[rows, 3]` number, azimuth, range
/// @param lonLat   `[rows, 2]` degrees
/// @param xy       `[rows, 3]` number, x and y in metres
/// @param coherence per row
record MergePlan(
        List<PatchPart> parts,
        int[] finalRow,
        DoubleMatrix ij,
        DoubleMatrix lonLat,
        FloatMatrix xy,
        double[] coherence) {
    int rows() {
        return lonLat.rows();
    }

    /// Drops repeated places, projects about the middle of what is left, and puts it into storage order.
    ///
    /// @param arena   owner of the result
    /// @param entries everything the patches contribute
    static MergePlan of(Arena arena, StageContext context, Entries entries) {
        boolean[] keep = entries.keep().clone();
        SamePlace.keepBest(entries.lon(), entries.lat(), entries.coherence(), keep);
        int[] kept = java.util.stream.IntStream.range(0, keep.length)
                .filter(e -> keep[e])
                .toArray();
        try (var own = Arena.ofShared()) {
            var places = DoubleMatrix.allocate(own, kept.length, 2);
            for (int i = 0; i < kept.length; i++) {
                places.set(i, 0, entries.lon()[kept[i]]);
                places.set(i, 1, entries.lat()[kept[i]]);
            }
            var local = LocalCoordinates.of(own, context.workers(), places, heading(context));
            int[] order = local.storageOrder();
            var finalRow = new int[keep.length];
            Arrays.fill(finalRow, -1);
            var ij = DoubleMatrix.allocate(arena, kept.length, 3);
            var coherence = new double[kept.length];
            for (int row = 0; row < kept.length; row++) {
                int e = kept[order[row]];
                finalRow[e] = row;
                ij.set(row, 0, row + 1);
                ij.set(row, 1, entries.line()[e]);
                ij.set(row, 2, entries.sample()[e]);
                coherence[row] = entries.coherence()[e];
            }
            return new MergePlan(
                    entries.parts(),
                    finalRow,
                    ij,
                    places.copyRows(arena, order),
                    local.numbered(arena, order),
                    coherence);
        }
    }

    private static double heading(StageContext context) {
        if (!context.parameters().has("heading")) {
            return 0;
        }
        double[] heading = context.parameters().numbers("heading");
        return heading.length == 0 ? 0 : heading[0];
    }

    /// Everything the patches contribute, before repeated places are dropped.
    ///
    /// @param parts     contributions, in list order
    /// @param line      azimuth of each entry, pixels
    /// @param sample    range, pixels
    /// @param lon       degrees
    /// @param lat       degrees
    /// @param coherence temporal coherence
    /// @param keep      `false` for entries another patch replaces
    record Entries(
            List<PatchPart> parts,
            double[] line,
            double[] sample,
            double[] lon,
            double[] lat,
            double[] coherence,
            boolean[] keep) {}
}
