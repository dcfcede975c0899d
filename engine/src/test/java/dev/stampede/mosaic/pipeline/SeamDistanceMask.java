package dev.stampede.mosaic.pipeline;

import dev.stampede.geometry.PolygonPixels;
import dev.stampede.io.raster.RasterInfo;
import dev.stampede.io.vector.VectorFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.locationtech.jts.geom.Polygon;

/// Which pixels of a mosaic lie within a distance of a seam: where the image a seamline file gives a pixel to
/// differs from that of a pixel so many rows or columns away. Outer edges are no seams.
final class SeamDistanceMask {
    private SeamDistanceMask() {}

    /// Marks pixels near the seams of a file in `outNear`.
    static void add(Path seams, RasterInfo grid, int pixels, boolean[] outNear) throws IOException {
        int width = grid.width();
        int height = grid.height();
        var owner = owners(seams, grid);
        for (int row = 0; row < height; row++) {
            for (int col = 0; col < width; col++) {
                int own = owner[row * width + col];
                boolean near = false;
                for (int r = Math.max(0, row - pixels); r <= Math.min(height - 1, row + pixels) && !near; r++) {
                    for (int c = Math.max(0, col - pixels); c <= Math.min(width - 1, col + pixels) && !near; c++) {
                        int other = owner[r * width + c];
                        near = own >= 0 && other >= 0 && own != other;
                    }
                }
                outNear[row * width + col] |= near;
            }
        }
    }

    private static int[] owners(Path seams, RasterInfo grid) throws IOException {
        var owner = new int[grid.width() * grid.height()];
        Arrays.fill(owner, -1);
        var affine = grid.affine().orElseThrow();
        var x = new PolygonPixels.Axis(affine.c(), affine.a());
        var y = new PolygonPixels.Axis(affine.f(), affine.e());
        int image = 0;
        for (var feature : VectorFiles.readFirst(seams).features()) {
            var inside = new byte[owner.length];
            for (int i = 0; i < feature.geometry().getNumGeometries(); i++) {
                new PolygonPixels((Polygon) feature.geometry().getGeometryN(i), x, y)
                        .mark(0, 0, grid.width(), grid.height(), false, inside);
            }
            for (int p = 0; p < owner.length; p++) {
                owner[p] = inside[p] != 0 ? image : owner[p];
            }
            image++;
        }
        return owner;
    }
}
