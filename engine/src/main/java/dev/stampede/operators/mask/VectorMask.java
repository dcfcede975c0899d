package dev.stampede.operators.mask;

import dev.stampede.io.raster.Burning;
import dev.stampede.io.vector.VectorFeature;
import dev.stampede.io.vector.VectorFiles;
import dev.stampede.io.vector.VectorLayer;
import dev.stampede.kernels.morphology.Bits;
import dev.stampede.raster.Crs;
import dev.stampede.raster.GeoRaster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Predicate;

/// Shapes of a vector file on the grid of a carrier.
final class VectorMask {
    private VectorMask() {}

    static VectorLayer layer(Path source) {
        try {
            return VectorFiles.readFirst(source);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Pixels inside the features that are wanted.
    /// @throws IllegalArgumentException if file or carrier do not say where they lie
    static Bits inside(
            GeoRaster grid, Path source, VectorLayer layer, Predicate<VectorFeature> wanted, boolean touched) {
        if (layer.crs().isEmpty() || grid.crs().isNone()) {
            throw new IllegalArgumentException((layer.crs().isEmpty() ? source : "the raster")
                    + " has no reference system, so nobody knows where it lies");
        }
        var shapes = layer.features().stream()
                .filter(wanted)
                .map(VectorFeature::geometry)
                .filter(Objects::nonNull)
                .toList();
        try {
            var from = new Crs(layer.crs());
            return new Bits(
                    grid.height(),
                    grid.width(),
                    Burning.flags(shapes, from, grid.affine(), grid.crs(), grid.width(), grid.height(), touched));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
