package dev.stampede.patcher.sampler;

import dev.stampede.operators.core.Named;
import dev.stampede.patcher.Boundary;
import dev.stampede.patcher.PatchSize;
import dev.stampede.patcher.PixelAnchor;
import dev.stampede.patcher.RasterGrid;
import java.util.ArrayList;
import java.util.List;

/// Patches around places: the pixel of a place becomes the centre, `anchor = floor(pixel) - size / 2`. Places
/// outside the raster are left out; under `drop` anchors are moved to where whole patches lie.
///
/// @param points map coordinates
@Named("ExplicitCoords")
public record ExplicitCoordinates(List<MapPoint> points) implements PixelSampler {
    public ExplicitCoordinates {
        points = List.copyOf(points);
    }

    @Override
    public List<PixelAnchor> anchors(RasterGrid grid, PatchSize size, Boundary boundary) {
        var toPixels = grid.affine().inverse();
        var anchors = new ArrayList<PixelAnchor>();
        for (var point : points) {
            double col = Math.floor(toPixels.x(point.x(), point.y()));
            double row = Math.floor(toPixels.y(point.x(), point.y()));
            if (row < 0 || row >= grid.height() || col < 0 || col >= grid.width()) {
                continue;
            }
            int top = (int) row - size.rows() / 2;
            int left = (int) col - size.cols() / 2;
            anchors.add(
                    boundary == Boundary.DROP
                            ? AnchorRange.of(grid, size, boundary).clamp(top, left)
                            : new PixelAnchor(top, left));
        }
        return List.copyOf(anchors);
    }
}
