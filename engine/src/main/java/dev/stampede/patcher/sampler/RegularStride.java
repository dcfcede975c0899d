package dev.stampede.patcher.sampler;

import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Named;
import dev.stampede.patcher.Boundary;
import dev.stampede.patcher.PatchSize;
import dev.stampede.patcher.PatchStep;
import dev.stampede.patcher.RasterGrid;

/// An anchor every `step` pixels from the upper-left corner on, row by row; how far, [Boundary] says.
///
/// @param step          from one anchor to the next
/// @param checkFullScan refuse steps that leave pixels at the right or lower edge without a whole patch
@Named("SpatialRegularStride")
public record RegularStride(
        PatchStep step, @Default("false") boolean checkFullScan) implements PixelSampler {
    public RegularStride(PatchStep step) {
        this(step, false);
    }

    /// The same step in both directions.
    public static RegularStride of(int step) {
        return new RegularStride(PatchStep.of(step));
    }

    /// @throws IllegalArgumentException if nothing fits, or if a full scan was asked for and is not
    ///                                  possible
    @Override
    public RegularAnchors anchors(RasterGrid grid, PatchSize size, Boundary boundary) {
        if (checkFullScan) {
            requireFullScan("row", grid.height(), size.rows(), step.rows());
            requireFullScan("column", grid.width(), size.cols(), step.cols());
        }
        return new RegularAnchors(
                boundary.count(grid.height(), size.rows(), step.rows()),
                boundary.count(grid.width(), size.cols(), step.cols()),
                step.rows(),
                step.cols());
    }

    private static void requireFullScan(String axis, int domain, int patch, int step) {
        int left = Math.floorMod(domain - patch, step);
        if (domain < patch || left != 0) {
            throw new IllegalArgumentException("patches of " + patch + " pixels every " + step + " do not end with the "
                    + domain + " pixels of the " + axis + " axis: "
                    + (domain < patch ? "one patch is longer" : left + " pixels are left over")
                    + "; change size or step, or leave check_full_scan off");
        }
    }
}
