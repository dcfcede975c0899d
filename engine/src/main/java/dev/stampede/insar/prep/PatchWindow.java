package dev.stampede.insar.prep;

import java.util.ArrayList;
import java.util.List;

/// One patch of the scene: the pixels it processes and the part it owns.
///
/// @param name   `PATCH_k`
/// @param bounds with overlap, clipped to the scene
/// @param core   without overlap
public record PatchWindow(String name, Bounds bounds, Bounds core) {
    /// A rectangle of pixels, 1-based and inclusive on both ends.
    public record Bounds(int rangeStart, int rangeEnd, int azimuthStart, int azimuthEnd) {
        /// Columns.
        public int width() {
            return rangeEnd - rangeStart + 1;
        }

        /// Lines.
        public int length() {
            return azimuthEnd - azimuthStart + 1;
        }

        /// `[first column, last column, first line, last line]`.
        List<Integer> toList() {
            return List.of(rangeStart, rangeEnd, azimuthStart, azimuthEnd);
        }

        /// The four lines of `patch.in` and `patch_noover.in`.
        String text() {
            return rangeStart + "\n" + rangeEnd + "\n" + azimuthStart + "\n" + azimuthEnd + "\n";
        }
    }

    /// Cuts a scene into patches, azimuth running fastest.
    // COMPAT: core sizes are whole quotients, as in StaMPS; remainder columns and lines belong to no core and are only
    // processed where the overlap of the last patch reaches them.
    static List<PatchWindow> cut(int width, int length, PrepOptions options) {
        fits("--range-patches", options.rangePatches(), "columns", width);
        fits("--azimuth-patches", options.azimuthPatches(), "lines", length);
        int coreWidth = width / options.rangePatches();
        int coreLength = length / options.azimuthPatches();
        var patches = new ArrayList<PatchWindow>();
        for (int r = 0; r < options.rangePatches(); r++) {
            for (int a = 0; a < options.azimuthPatches(); a++) {
                var core = new Bounds(coreWidth * r + 1, coreWidth * (r + 1), coreLength * a + 1, coreLength * (a + 1));
                var bounds = new Bounds(
                        Math.max(1, core.rangeStart - options.rangeOverlap()),
                        (int) Math.min(width, (long) core.rangeEnd + options.rangeOverlap()),
                        Math.max(1, core.azimuthStart - options.azimuthOverlap()),
                        (int) Math.min(length, (long) core.azimuthEnd + options.azimuthOverlap()));
                patches.add(new PatchWindow("PATCH_" + (patches.size() + 1), bounds, core));
            }
        }
        return patches;
    }

    private static void fits(String option, int parts, String unit, int size) {
        if (parts > size) {
            throw new IllegalArgumentException(option + " is " + parts + ", the scene has " + size + " " + unit);
        }
    }
}
