package dev.stampede.patcher.sampler;

import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Named;
import dev.stampede.patcher.Boundary;
import dev.stampede.patcher.PatchSize;
import dev.stampede.patcher.PixelAnchor;
import dev.stampede.patcher.RasterGrid;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;

/// Patches around places at equal distances along a line, `floor(length / spacing + 1e-9) + 1` of them.
/// Segments without length do not count.
///
/// @param track      corners of the line, at least one
/// @param spacing    map units from one place to the next, above 0
/// @param polarGuard what to do about lines in degrees that come near a pole or cross the date line, where
///                   distances in degrees mean nothing
@Named("AlongTrack")
public record AlongTrack(
        List<MapPoint> track,
        double spacing,
        @Default("\"warn\"") PolarGuard polarGuard) implements PixelSampler {
    private static final Logger LOG = System.getLogger(AlongTrack.class.getName());
    private static final double POLAR_LATITUDE = 80;
    private static final double HALF_TURN = 180;
    private static final double ROUNDING = 1e-9; // a line of exactly n spacings has n + 1 places

    /// What a line with |latitude| above 80 degrees or a jump of longitude above 180 degrees brings.
    public enum PolarGuard {
        WARN,
        RAISE,
        IGNORE
    }

    /// @throws IllegalArgumentException if there is no corner, `spacing` is not above 0, or the guard is
    ///                                  `raise`
    ///         and triggers
    public AlongTrack {
        track = List.copyOf(track);
        if (track.isEmpty()) {
            throw new IllegalArgumentException("track has no point");
        }
        if (!(spacing > 0)) {
            throw new IllegalArgumentException("spacing is " + spacing + ", needs more than 0");
        }
        if (polarGuard == PolarGuard.RAISE && isPolar(track)) {
            throw new IllegalArgumentException(polar());
        }
    }

    private static String polar() {
        return "the track comes within 10 degrees of a pole or crosses the date line, where distances in degrees "
                + "mean nothing; project it first, or set polar_guard=ignore if its units are not degrees";
    }

    /// Coordinates beyond a full turn or a pole are no degrees.
    private static boolean isPolar(List<MapPoint> track) {
        if (track.stream().anyMatch(p -> Math.abs(p.y()) > HALF_TURN / 2 || Math.abs(p.x()) > 2 * HALF_TURN)) {
            return false;
        }
        for (int i = 0; i < track.size(); i++) {
            if (Math.abs(track.get(i).y()) > POLAR_LATITUDE
                    || i > 0 && Math.abs(track.get(i).x() - track.get(i - 1).x()) > HALF_TURN) {
                return true;
            }
        }
        return false;
    }

    @Override
    public List<PixelAnchor> anchors(RasterGrid grid, PatchSize size, Boundary boundary) {
        if (polarGuard == PolarGuard.WARN && isPolar(track)) {
            LOG.log(Level.WARNING, polar());
        }
        return new ExplicitCoordinates(points()).anchors(grid, size, boundary);
    }

    /// The places along the line.
    public List<MapPoint> points() {
        double length = 0;
        for (int i = 1; i < track.size(); i++) {
            length += segment(i);
        }
        int count = (int) Math.floor(length / spacing + ROUNDING) + 1;
        var points = new ArrayList<MapPoint>(count);
        int corner = 1;
        double before = 0; // length of the line up to the segment that ends at `corner`
        for (int i = 0; i < count; i++) {
            double along = i * spacing;
            while (corner < track.size() - 1 && before + segment(corner) < along) {
                before += segment(corner);
                corner++;
            }
            points.add(place(corner, along - before));
        }
        return List.copyOf(points);
    }

    private double segment(int corner) {
        var from = track.get(corner - 1);
        var to = track.get(corner);
        return Math.hypot(to.x() - from.x(), to.y() - from.y());
    }

    private MapPoint place(int corner, double along) {
        if (track.size() == 1) {
            return track.getFirst();
        }
        var from = track.get(corner - 1);
        var to = track.get(corner);
        double length = segment(corner);
        double share = length == 0 ? 0 : Math.min(1, along / length);
        return new MapPoint(from.x() + share * (to.x() - from.x()), from.y() + share * (to.y() - from.y()));
    }
}
