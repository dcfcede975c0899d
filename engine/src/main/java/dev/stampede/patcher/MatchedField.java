package dev.stampede.patcher;

import dev.stampede.raster.ArrayView;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterSource;
import java.io.IOException;
import java.lang.foreign.SegmentAllocator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Rasters of one place that are cut together: the patches of a primary one, and for each of them what the
/// others show there, brought onto its grid. Cannot be stored in a file.
///
/// @param primary     whose grid all share
/// @param secondaries by name; `primary` is taken
/// @param coregister  brings a part of a secondary raster onto the grid of a patch
public record MatchedField(RasterSource primary, Map<String, RasterSource> secondaries, Coregistration coregister) {
    /// The name of the primary raster among those of a patch.
    public static final String PRIMARY = "primary";

    /// Brings a secondary raster onto the grid of a patch of the primary one.
    @FunctionalInterface
    public interface Coregistration {
        /// @param allocator for the result
        /// @return rows and columns of the patch
        GeoRaster onto(SegmentAllocator allocator, RasterSource secondary, Patch patch) throws IOException;
    }

    /// Rasters of one grid: the same window of each.
    public static final Coregistration SAME_GRID =
            (allocator, secondary, patch) -> secondary.read(allocator, patch.window());

    /// A patch of every raster.
    ///
    /// @param place     the patch of the primary raster
    /// @param data      by name, the primary one first; all of the rows and columns of the patch
    /// @param validMask rows by columns, 1 where every band of every raster is a finite number
    public record MatchedPatch(Patch place, Map<String, GeoRaster> data, ArrayView validMask) {
        /// The same place with other data.
        public MatchedPatch with(Map<String, GeoRaster> results) {
            return new MatchedPatch(place, results, validMask);
        }
    }

    /// @throws IllegalArgumentException if a secondary raster is named `primary`
    public MatchedField {
        secondaries = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(secondaries));
        if (secondaries.containsKey(PRIMARY)) {
            throw new IllegalArgumentException("the name primary is taken by the primary raster; name it otherwise");
        }
    }

    /// Names of all rasters, the primary one first.
    public Set<String> names() {
        var names = new java.util.LinkedHashSet<String>();
        names.add(PRIMARY);
        names.addAll(secondaries.keySet());
        return names;
    }

    /// Reads the patch of an anchor.
    /// @throws IOException              if a raster cannot be read
    /// @throws IllegalArgumentException if a coregistered part has not the rows and columns of the patch
    public MatchedPatch patchAt(SegmentAllocator allocator, Patcher patcher, PixelAnchor anchor) throws IOException {
        var place = patcher.patchAt(allocator, primary, anchor);
        var data = new LinkedHashMap<String, GeoRaster>();
        data.put(PRIMARY, place.data());
        for (var secondary : secondaries.entrySet()) {
            var part = coregister.onto(allocator, secondary.getValue(), place);
            if (part.height() != place.window().height()
                    || part.width() != place.window().width()) {
                throw new IllegalArgumentException("coregistration of " + secondary.getKey() + " gave " + part.height()
                        + " x " + part.width() + " pixels for the patch at " + anchor + " of "
                        + place.window().height() + " x " + place.window().width());
            }
            data.put(secondary.getKey(), part);
        }
        return new MatchedPatch(place, data, valid(allocator, place, data));
    }

    private static ArrayView valid(SegmentAllocator allocator, Patch place, Map<String, GeoRaster> data) {
        int rows = place.window().height();
        int cols = place.window().width();
        var mask = ArrayView.allocate(allocator, DType.BOOL, rows, cols);
        mask.fill(1);
        for (var raster : data.values()) {
            if (!raster.dtype().isFloating()) {
                continue;
            }
            for (var plane : PatchPlanes.planes(allocator, raster.values())) {
                for (int row = 0; row < rows; row++) {
                    for (int col = 0; col < cols; col++) {
                        if (!Double.isFinite(plane.get(row, col))) {
                            mask.set(0, row, col);
                        }
                    }
                }
            }
        }
        return mask;
    }

    /// Reads all patches.
    /// @throws IOException if a raster cannot be read
    public List<MatchedPatch> split(SegmentAllocator allocator, Patcher patcher) throws IOException {
        var patches = new java.util.ArrayList<MatchedPatch>();
        for (var anchor : patcher.anchors(RasterGrid.of(primary))) {
            patches.add(patchAt(allocator, patcher, anchor));
        }
        return patches;
    }

    /// Puts the data of each name together on the primary raster's grid.
    /// @param patchers by name; their aggregations are used. Data of other names are left out
    /// @throws IllegalArgumentException naming a patcher whose name no raster or result has
    public Map<String, GeoRaster> merge(
            SegmentAllocator allocator, List<MatchedPatch> patches, Map<String, Patcher> patchers) {
        var known = new java.util.LinkedHashSet<>(names());
        patches.stream()
                .findFirst()
                .ifPresent(first -> known.addAll(first.data().keySet()));
        var results = new LinkedHashMap<String, GeoRaster>();
        for (var named : patchers.entrySet()) {
            if (!known.contains(named.getKey())) {
                throw new IllegalArgumentException(
                        "no raster is named " + named.getKey() + " to merge; known are " + String.join(", ", known));
            }
            var own = patches.stream()
                    .map(patch -> patch.place().with(patch.data().get(named.getKey())))
                    .toList();
            results.put(named.getKey(), named.getValue().merge(allocator, own, RasterGrid.of(primary)));
        }
        return results;
    }
}
