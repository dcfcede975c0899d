package dev.stampede.insar.synth;

import java.util.Arrays;

/// What is on the ground, pixel by pixel.
final class GroundTruth {
    /// Standard deviation of the logarithm of stable amplitudes.
    private static final double AMPLITUDE_SPREAD = 0.4;

    /// Relative density of stable points in built-up and in open land.
    private static final double URBAN_DENSITY = 2.2;

    private static final double OPEN_DENSITY = 0.45;

    /// Land-cover field above which land is built up.
    private static final double URBAN_LEVEL = 0.2;

    private final Scene scene;
    private final SynthOptions.Ground ground;
    private final RandomField terrain;
    private final RandomField landCover;
    private final RandomField heightError;
    private final KeyedRandom presence;
    private final KeyedRandom amplitude;
    private final KeyedRandom pointHeight;
    private final double terrainFloor;
    private final double terrainScale;
    private final double densityScale;

    GroundTruth(Scene scene, SynthOptions options) {
        this.scene = scene;
        this.ground = options.ground();
        terrain = RandomField.pair(scene, Stream.TERRAIN, -3.4, 150)[0];
        landCover = RandomField.pair(scene, Stream.LAND_COVER, -3.0, 200)[0];
        heightError = RandomField.pair(scene, Stream.HEIGHT_ERROR, -3.0, 400)[0];
        presence = new KeyedRandom(options.seed(), Stream.POINT_PRESENCE);
        amplitude = new KeyedRandom(options.seed(), Stream.POINT_AMPLITUDE);
        pointHeight = new KeyedRandom(options.seed(), Stream.POINT_HEIGHT);
        double[] sample = sampleTerrain();
        terrainFloor = sample[(int) (0.05 * sample.length)];
        terrainScale = ground.relief() / (sample[sample.length - 1] - terrainFloor);
        densityScale = ground.psDensity() / meanRelativeDensity();
    }

    /// Terrain shape on a coarse raster, sorted; fixes sea level and the highest point.
    private double[] sampleTerrain() {
        int stepY = Math.max(1, scene.height() / 500);
        int stepX = Math.max(1, scene.width() / 500);
        var values = new double[((scene.height() - 1) / stepY + 1) * ((scene.width() - 1) / stepX + 1)];
        int n = 0;
        for (int y = 0; y < scene.height(); y += stepY) {
            for (int x = 0; x < scene.width(); x += stepX) {
                values[n++] = terrainShape(y, x);
            }
        }
        Arrays.sort(values);
        return values;
    }

    private double meanRelativeDensity() {
        int stepY = Math.max(1, scene.height() / 500);
        int stepX = Math.max(1, scene.width() / 500);
        double sum = 0;
        long n = 0;
        for (int y = 0; y < scene.height(); y += stepY) {
            for (int x = 0; x < scene.width(); x += stepX, n++) {
                sum += relativeDensity(y, x);
            }
        }
        return sum / n;
    }

    /// A slope across the track with one hill and random relief.
    private double terrainShape(int line, int sample) {
        double x = scene.across(sample) / scene.size();
        double y = scene.along(line) / scene.size();
        double hill = Math.exp(-((x - 0.25) * (x - 0.25) + (y - 0.2) * (y - 0.2)) / (2 * 0.13 * 0.13));
        return terrain.at(line, sample) + 1.2 * x + 0.8 * hill;
    }

    private double relativeDensity(int line, int sample) {
        if (isWater(line, sample)) {
            return 0;
        }
        return isUrban(line, sample) ? URBAN_DENSITY : OPEN_DENSITY;
    }

    /// m above the sea.
    float height(int line, int sample) {
        return (float) Math.max(0, (terrainShape(line, sample) - terrainFloor) * terrainScale);
    }

    boolean isWater(int line, int sample) {
        return height(line, sample) <= 0;
    }

    boolean isUrban(int line, int sample) {
        return !isWater(line, sample) && landCover.at(line, sample) > URBAN_LEVEL;
    }

    /// Correlation time of the clutter, days.
    double correlationTime(int line, int sample) {
        if (isWater(line, sample)) {
            return 0.05;
        }
        return isUrban(line, sample) ? ground.tauUrban() : ground.tau();
    }

    /// Line-of-sight velocity, mm/yr toward the satellite: a Gaussian bowl and an arctangent step (creeping
    /// fault).
    double velocity(int line, int sample) {
        double size = scene.size();
        double x = scene.across(sample);
        double y = scene.along(line);
        double dx = x + 0.18 * size;
        double dy = y + 0.12 * size;
        double bowl = ground.bowl() * Math.exp(-(dx * dx + dy * dy) / (2 * 0.16 * size * 0.16 * size));
        double fromFault = 0.8 * x + 0.6 * y - 0.12 * size;
        return bowl + ground.fault() / Math.PI * Math.atan(fromFault / (0.05 * size));
    }

    /// Amplitude of the stable point in units of the clutter's rms; 0 where there is none.
    double stableAmplitude(int line, int sample) {
        long pixel = (long) line * scene.width() + sample;
        if (presence.uniform(pixel) >= densityScale * relativeDensity(line, sample)) {
            return 0;
        }
        return ground.psAmplitude() * Math.exp(AMPLITUDE_SPREAD * amplitude.normal(pixel));
    }

    /// Error of the elevation model, m: smooth everywhere, plus each stable point's own.
    double heightError(int line, int sample, double stableAmplitude) {
        double smooth = ground.demErrorSmooth() * heightError.at(line, sample);
        return stableAmplitude > 0
                ? smooth + ground.demError() * pointHeight.normal((long) line * scene.width() + sample)
                : smooth;
    }
}
