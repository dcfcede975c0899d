package dev.stampede.insar.synth;

/// Names of the random streams; every quantity has its own, so that adding one never changes another.
final class Stream {
    static final long DATES = 1;
    static final long BASELINES = 2;
    static final long RATES = 3;
    static final long GAINS = 4;
    static final long DELAYS = 5;
    static final long TERRAIN = 6;
    static final long LAND_COVER = 7;
    static final long HEIGHT_ERROR = 8;
    static final long POINT_PRESENCE = 9;
    static final long POINT_AMPLITUDE = 10;
    static final long POINT_HEIGHT = 11;

    /// Clutter of image i is stream CLUTTER + i.
    static final long CLUTTER = 1000;

    /// Turbulence of images 2i and 2i + 1 is stream TURBULENCE + i.
    static final long TURBULENCE = 1_000_000;

    private Stream() {}
}
