package dev.stampede.insar.synth;

import dev.stampede.insar.model.Constants;
import dev.stampede.insar.synth.SynthOptions.Footprint;

/// Geometry of the raster: a circular orbit over a spherical earth. Range varies along a line, azimuth across
/// lines.
final class Scene {
    /// Satellite and earth surface from the earth's centre, m (typical of Sentinel-1 at mid latitudes).
    static final double SATELLITE_RADIUS = 7071000;

    static final double EARTH_RADIUS = 6368000;

    private static final double GROUND_SPEED = 6850; // m/s, ties the pulse rate to the azimuth spacing
    private static final double METRES_PER_DEGREE_LATITUDE = 111132;
    private static final double METRES_PER_DEGREE_LONGITUDE = 111320; // at the equator

    private final long seed;
    private final Footprint footprint;
    private final double[] look;
    private final double[] incidence;
    private final double[] groundRange;

    Scene(SynthOptions options) {
        seed = options.seed();
        footprint = options.footprint();
        int width = footprint.width();
        look = new double[width];
        incidence = new double[width];
        groundRange = new double[width];
        double sum = 0;
        double along = 0;
        for (int x = 0; x < width; x++) {
            double r = slantRange(x);
            double s = SATELLITE_RADIUS;
            double e = EARTH_RADIUS;
            look[x] = Math.acos((s * s + r * r - e * e) / (2 * s * r));
            incidence[x] = Math.acos((s * s - e * e - r * r) / (2 * e * r));
            along += footprint.rangeSpacing() / Math.sin(incidence[x]);
            groundRange[x] = along;
            sum += along;
        }
        for (int x = 0; x < width; x++) {
            groundRange[x] -= sum / width;
        }
    }

    long seed() {
        return seed;
    }

    int width() {
        return footprint.width();
    }

    int height() {
        return footprint.height();
    }

    double wavelength() {
        return Constants.SPEED_OF_LIGHT / footprint.frequency();
    }

    double slantRange(double sample) {
        return footprint.nearRange() + sample * footprint.rangeSpacing();
    }

    /// Look angle between samples, rad.
    double lookAt(double sample) {
        double r = slantRange(sample);
        double s = SATELLITE_RADIUS;
        return Math.acos((s * s + r * r - EARTH_RADIUS * EARTH_RADIUS) / (2 * s * r));
    }

    double look(int sample) {
        return look[sample];
    }

    double incidence(int sample) {
        return incidence[sample];
    }

    /// Pulse repetition frequency, Hz.
    double prf() {
        return GROUND_SPEED / footprint.azimuthSpacing();
    }

    /// Seconds from the middle line.
    double time(double line) {
        return (line - (height() / 2.0 - 0.5)) / prf();
    }

    /// Across the track on the ground, m from the middle.
    double across(int sample) {
        return groundRange[sample];
    }

    /// Along the track, m from the middle.
    double along(int line) {
        return (line - (height() - 1) / 2.0) * footprint.azimuthSpacing();
    }

    /// The longer side on the ground, m.
    double size() {
        return Math.max(groundRange[width() - 1] - groundRange[0], (height() - 1) * footprint.azimuthSpacing());
    }

    /// Posting on the ground, m: the azimuth spacing, which range matches roughly.
    double groundSpacing() {
        return footprint.azimuthSpacing();
    }

    float latitude(int line, int sample) {
        double h = Math.toRadians(footprint.heading());
        double north = along(line) * Math.cos(h) - across(sample) * Math.sin(h);
        return (float) (footprint.latitude() + north / METRES_PER_DEGREE_LATITUDE);
    }

    float longitude(int line, int sample) {
        double h = Math.toRadians(footprint.heading());
        double east = along(line) * Math.sin(h) + across(sample) * Math.cos(h);
        return (float) (footprint.longitude()
                + east / (METRES_PER_DEGREE_LONGITUDE * Math.cos(Math.toRadians(footprint.latitude()))));
    }

    /// Phase per metre of perpendicular baseline and metre of height, rad: 4 pi / (lambda R sin(incidence)).
    double heightSensitivity(int sample) {
        return 4 * Math.PI / (wavelength() * slantRange(sample) * Math.sin(incidence[sample]));
    }
}
