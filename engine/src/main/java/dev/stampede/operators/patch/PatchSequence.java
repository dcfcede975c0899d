package dev.stampede.operators.patch;

import dev.stampede.operators.core.Operator;
import dev.stampede.patcher.Patch;
import dev.stampede.patcher.PatchException;
import dev.stampede.patcher.PatchFunction;
import dev.stampede.patcher.Patcher;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterMemory;
import dev.stampede.raster.RasterSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.SegmentAllocator;
import java.util.ArrayList;
import java.util.List;

/// The patches of a raster, each to be read and worked on when it is needed: nothing is held.
///
/// @param work operators on the values of a patch, first to last
public record PatchSequence(RasterSource source, Patcher patcher, List<Operator<?, ?>> work) {
    public PatchSequence {
        work = List.copyOf(work);
    }

    /// The same patches with one more operator.
    PatchSequence then(Operator<GeoRaster, GeoRaster> next) {
        var more = new ArrayList<Operator<?, ?>>(work);
        more.add(next);
        return new PatchSequence(source, patcher, more);
    }

    /// All operators on one patch.
    public PatchFunction function() {
        return patch -> {
            GeoRaster value = patch.data();
            for (var operator : work) {
                value = applied(operator, value);
            }
            return value;
        };
    }

    @SuppressWarnings("unchecked")
    private static GeoRaster applied(Operator<?, ?> operator, GeoRaster value) {
        return ((Operator<GeoRaster, GeoRaster>) operator).apply(value);
    }

    /// Reads and works on all patches, for looking at them or for a merge of one's own.
    /// @param allocator for all they need
    /// @throws PatchException naming the patch that failed
    public List<Patch> patches(SegmentAllocator allocator) {
        var reader = patcher.split(source);
        var patches = new ArrayList<Patch>(reader.size());
        for (int i = 0; i < reader.size(); i++) {
            var anchor = reader.anchors().get(i);
            try {
                var patch = reader.read(allocator, i);
                patches.add(
                        patch.with(RasterMemory.in(allocator, () -> function().apply(patch))));
            } catch (IOException e) {
                throw new UncheckedIOException("the patch at " + anchor + ": " + e.getMessage(), e);
            } catch (Exception e) {
                throw new PatchException(anchor, e);
            }
        }
        return patches;
    }
}
