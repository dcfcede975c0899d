package dev.stampede.synth;

/// Names of the random fields; each quantity has its own, so that adding one never changes another.
final class Streams {
    static final long TERRAIN = 1;
    static final long LAKES = 2;
    static final long SHORES = 3;
    static final long RIVER = 4;
    static final long FOREST = 5;
    static final long STANDS = 6;
    static final long VILLAGES = 7;
    static final long BLOCKS = 8;
    static final long PARCELS = 9;
    static final long SOIL = 10;
    static final long TEXTURE = 11;
    static final long FIRE = 12;
    static final long POINTS = 13;
    static final long POLYGONS = 14;
    static final long CUBE = 15;

    /// Clouds of date i are stream CLOUDS + i, cirrus CIRRUS + i, sensor noise SENSOR + 16 i + band.
    static final long CLOUDS = 1000;

    static final long CIRRUS = 1_000_000;
    static final long SENSOR = 1_000_000_000;

    private Streams() {}
}
