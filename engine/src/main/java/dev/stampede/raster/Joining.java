package dev.stampede.raster;

import java.lang.foreign.SegmentAllocator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Several carriers of one grid as one, see [GeoRaster#stack] and [GeoRaster#concatenate].
final class Joining {
    private Joining() {}

    static GeoRaster stack(SegmentAllocator allocator, List<GeoRaster> rasters) {
        var wide = rasters.stream()
                .map(r -> new GeoRaster(r.values().expand(0), r.affine(), r.crs(), r.fill(), r.attributes()))
                .toList();
        return concatenate(allocator, wide);
    }

    static GeoRaster concatenate(SegmentAllocator allocator, List<GeoRaster> rasters) {
        if (rasters.isEmpty()) {
            throw new IllegalArgumentException("nothing to put together: the list is empty");
        }
        var first = rasters.getFirst();
        var parts = new ArrayList<ArrayView>();
        int total = 0;
        for (var raster : rasters) {
            first.requireSameExtent(raster);
            var part = raster.rank() == 2 ? raster.values().expand(0) : raster.values();
            parts.add(part);
            total += part.size(0);
        }
        var sizes = parts.getFirst().shape();
        sizes[0] = total;
        var out = ArrayView.allocate(allocator, first.dtype(), sizes);
        int at = 0;
        for (var part : parts) {
            if (part.rank() != out.rank() || part.dtype() != out.dtype()) {
                throw new IllegalArgumentException("cannot put together " + ArrayCopy.shapes(parts) + " of types "
                        + first.dtype().label() + " and " + part.dtype().label());
            }
            out.slice(0, Slice.range(at, at + part.size(0))).copyFrom(part);
            at += part.size(0);
        }
        return new GeoRaster(out, first.affine(), first.crs(), first.fill(), joinedNames(rasters, first, out.rank()));
    }

    private static Attributes joinedNames(List<GeoRaster> rasters, GeoRaster first, int rank) {
        var names =
                rasters.stream().map(r -> r.attributes().bandNames(r.bands())).toList();
        boolean all = rank == 3 && names.stream().allMatch(Optional::isPresent);
        return rasters.size() == 1 || rank > 3
                ? first.attributes()
                : first.attributes()
                        .withBandNames(
                                all
                                        ? names.stream()
                                                .flatMap(n -> n.orElseThrow().stream())
                                                .toList()
                                        : List.of());
    }
}
