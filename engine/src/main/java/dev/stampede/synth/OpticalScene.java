package dev.stampede.synth;

import dev.stampede.raster.Affine;
import dev.stampede.raster.Window;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.atomic.LongAdder;

/// One date: digital numbers of every band and the class of every pixel, window by window. Stateless but
/// for the counts; any number of threads.
final class OpticalScene {
    /// Digital number of reflectance 1.
    private static final double DN_PER_REFLECTANCE = 10_000;

    private static final double SENSOR_NOISE = 0.0022;
    private static final double SUN_ZENITH = Math.toRadians(33);
    private static final double SUN_AZIMUTH = Math.toRadians(155);
    private static final OpticalBand.Material[] MATERIALS = OpticalBand.Material.values();

    private final OpticalOptions options;
    private final Ground ground;
    private final FireScar fire;
    private final Sky sky;
    private final int date;
    private final double day;
    private final double recovery;
    private final Noise[] sensor = new Noise[OpticalBand.ALL.length];
    private final LongAdder[] classes = new LongAdder[SceneClass.COUNT];
    private final LongAdder burnt = new LongAdder();

    OpticalScene(OpticalOptions options, Ground ground, int date) {
        this.options = options;
        this.ground = ground;
        this.date = date;
        fire = new FireScar(options);
        sky = new Sky(options, date);
        day = options.date(date).getDayOfYear();
        // Char is washed off and green comes back within about two years.
        recovery = date == 0 ? 0 : Math.exp(-(date - 1.0) * options.stepDays() / 500);
        for (int band = 0; band < sensor.length; band++) {
            sensor[band] = new Noise(options.seed(), Streams.SENSOR + 16L * date + band);
        }
        for (int i = 0; i < classes.length; i++) {
            classes[i] = new LongAdder();
        }
    }

    /// Fills a window.
    /// @param outDn      `bands x height x width` unsigned 16-bit numbers; 0 is never written, it means no
    ///     data
    /// @param outClasses `height x width` bytes
    void fill(Window window, MemorySegment outDn, MemorySegment outClasses) {
        var relief = relief(window);
        var pixel = new Ground.Pixel();
        var mix = new double[MATERIALS.length];
        var reflectance = new double[OpticalBand.ALL.length];
        long pixels = window.pixels();
        for (int r = 0; r < window.height(); r++) {
            int row = window.row() + r;
            for (int c = 0; c < window.width(); c++) {
                int col = window.col() + c;
                long at = (long) r * window.width() + c;
                ground.at(col, row, pixel);
                double severity = recovery * fire.severity(col, row, pixel.cover);
                surface(pixel, severity, mix, reflectance);
                var type = atmosphere(col, row, pixel, relief[r * window.width() + c], reflectance);
                for (int band = 0; band < reflectance.length; band++) {
                    double value = reflectance[band] + SENSOR_NOISE * sensor[band].normal(col, row);
                    long dn = Math.clamp(Math.round(value * DN_PER_REFLECTANCE), 1, 20_000);
                    outDn.setAtIndex(ValueLayout.JAVA_SHORT, band * pixels + at, (short) dn);
                }
                outClasses.set(ValueLayout.JAVA_BYTE, at, (byte) type.number());
                classes[type.number()].increment();
                if (severity > 0.5) {
                    burnt.increment();
                }
            }
        }
    }

    /// Light on the slopes of a window: cosine of the angle between sun and slope, 1 on average.
    private double[] relief(Window window) {
        int width = window.width() + 1;
        var heights = new double[width * (window.height() + 1)];
        for (int r = 0; r <= window.height(); r++) {
            for (int c = 0; c < width; c++) {
                heights[r * width + c] = ground.elevation(window.col() + c, window.row() + r);
            }
        }
        var light = new double[window.width() * window.height()];
        for (int r = 0; r < window.height(); r++) {
            for (int c = 0; c < window.width(); c++) {
                int at = r * width + c;
                double east = (heights[at + 1] - heights[at]) / options.pixelSize();
                double south = (heights[at + width] - heights[at]) / options.pixelSize();
                double toSun = -east * Math.sin(SUN_AZIMUTH) + south * Math.cos(SUN_AZIMUTH);
                double cosine = (Math.cos(SUN_ZENITH) + Math.sin(SUN_ZENITH) * toSun)
                        / Math.sqrt(1 + east * east + south * south);
                light[r * window.width() + c] = 0.35 + 0.65 * cosine / Math.cos(SUN_ZENITH);
            }
        }
        return light;
    }

    /// Reflectance of the ground without slope and sky: shares of materials times their spectra.
    private void surface(Ground.Pixel pixel, double severity, double[] mix, double[] out) {
        java.util.Arrays.fill(mix, 0);
        double green = Math.clamp(pixel.cover.green(day - pixel.late, pixel.vigour), 0, 1);
        switch (pixel.cover) {
            case LAKE -> add(mix, OpticalBand.Material.WATER, 1);
            case RIVER -> {
                add(mix, OpticalBand.Material.SILT, 0.92);
                add(mix, OpticalBand.Material.LEAF, 0.08 * 0.4);
            }
            case FOREST -> {
                add(mix, OpticalBand.Material.CONIFER, pixel.conifer);
                add(mix, OpticalBand.Material.FOREST, (1 - pixel.conifer) * green);
                add(mix, OpticalBand.Material.SOIL, (1 - pixel.conifer) * (1 - green) * 0.6);
            }
            case VILLAGE -> {
                add(mix, OpticalBand.Material.LEAF, green);
                add(mix, OpticalBand.Material.ROOF, 1 - green);
            }
            default -> {
                double straw = pixel.cover.straw(day - pixel.late);
                double open = 1 - pixel.border;
                add(mix, OpticalBand.Material.LEAF, green * open);
                add(mix, OpticalBand.Material.STRAW, (1 - green) * straw * open);
                add(mix, OpticalBand.Material.SOIL, (1 - green) * (1 - straw) * open * pixel.soil);
                add(mix, OpticalBand.Material.FOREST, pixel.border * 0.6);
                add(mix, OpticalBand.Material.SOIL, pixel.border * 0.4);
            }
        }
        if (severity > 0) {
            for (int i = 0; i < mix.length; i++) {
                mix[i] *= 1 - severity;
            }
            add(mix, OpticalBand.Material.CHAR, severity);
        }
        for (int band = 0; band < out.length; band++) {
            double sum = 0;
            for (var material : MATERIALS) {
                sum += mix[material.ordinal()] * OpticalBand.ALL[band].of(material);
            }
            out[band] = sum * pixel.texture;
        }
    }

    private static void add(double[] mix, OpticalBand.Material material, double share) {
        mix[material.ordinal()] += share;
    }

    /// Light on the slope, shadow, cirrus and cloud over the ground; returns the class.
    private SceneClass atmosphere(int col, int row, Ground.Pixel pixel, double light, double[] out) {
        double green = out[OpticalBand.B03.ordinal()];
        double red = out[OpticalBand.B04.ordinal()];
        double nir = out[OpticalBand.B08.ordinal()];
        var clear = pixel.cover.isWater() || (green - nir) / (green + nir) > 0.1
                ? SceneClass.WATER
                : (nir - red) / (nir + red) > 0.35 ? SceneClass.VEGETATION : SceneClass.BARE_SOIL;
        double cloud = sky.cloud(col, row);
        double shadow = sky.shadow(col, row);
        double veil = sky.veil(col, row);
        for (int band = 0; band < out.length; band++) {
            // Skylight reaches shadows, the more the bluer.
            double sky = 0.30 + 0.16 * Math.pow(492 / OpticalBand.ALL[band].wavelength(), 2);
            double lit = out[band] * (pixel.cover.isWater() ? 1 : light) * (1 - shadow * (1 - sky));
            double hazy = lit + veil * (0.42 - lit);
            out[band] = hazy + cloud * (OpticalBand.ALL[band].of(OpticalBand.Material.CLOUD) - hazy);
        }
        if (cloud > 0.75) {
            return SceneClass.CLOUD_HIGH;
        }
        if (cloud > 0.2) {
            return SceneClass.CLOUD_MEDIUM;
        }
        if (shadow > 0.3) {
            return SceneClass.CLOUD_SHADOW;
        }
        return veil > 0.1 ? SceneClass.THIN_CIRRUS : clear;
    }

    int date() {
        return date;
    }

    /// Pixels of each class number so far.
    long pixelsOf(int number) {
        return classes[number].sum();
    }

    /// Pixels of which more than half is charred, so far.
    long burntPixels() {
        return burnt.sum();
    }

    static Affine grid(OpticalOptions options) {
        return Affine.northUp(options.left(), options.top(), options.pixelSize(), options.pixelSize());
    }
}
