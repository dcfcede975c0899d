package dev.stampede.insar.prep;

import java.nio.file.Path;
import java.util.List;

/// What a preparation did.
///
/// @param datasetRoot    the prepared folder, absolute
/// @param patchCount     number of patches
/// @param candidateCount candidates of all patches; pixels of an overlap count once per patch
/// @param patches        in list order
public record PrepReport(Path datasetRoot, int patchCount, long candidateCount, List<Patch> patches) {
    /// One patch; bounds are `[first column, last column, first line, last line]`, 1-based, inclusive.
    ///
    /// @param patch      its folder
    /// @param candidates how many it has
    /// @param bounds     with overlap
    /// @param noover     its core
    public record Patch(String patch, long candidates, List<Integer> bounds, List<Integer> noover) {}
}
