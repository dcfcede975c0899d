package dev.stampede.insar.synth;

import dev.stampede.insar.synth.SynthOptions.Acquisitions;
import dev.stampede.insar.synth.SynthOptions.Footprint;
import dev.stampede.insar.synth.SynthOptions.Ground;
import dev.stampede.insar.synth.SynthOptions.Network;
import dev.stampede.insar.synth.SynthOptions.PathDelay;
import java.time.LocalDate;

/// Ready-made sizes. Counts are for an amplitude-dispersion limit of 0.4.
public enum Preset {
    /// 300 x 300 pixels, 20 images: runs through in seconds.
    DEMO(300, 300, 20, 15, 25),
    /// 600 x 600 pixels, 31 images.
    CITY(600, 600, 31, 12, 20),
    /// 5600 x 5600 pixels, 61 images: more than two million candidates.
    REGION(5600, 5600, 61, 3, 14),
    /// 8600 x 8600 pixels, 101 images: more than five million candidates.
    WIDE(8600, 8600, 101, 3, 14);

    private final SynthOptions options;

    Preset(int width, int height, int images, double rangeSpacing, double azimuthSpacing) {
        options = new SynthOptions(
                70707,
                new Footprint(width, height, rangeSpacing, azimuthSpacing, 845000, -12.3, "S1A", 5.405e9, 11.3, 44.6),
                new Acquisitions(images, -1, LocalDate.of(2016, 1, 10), 24, 0.15, 120),
                new Ground(0.035, 3.2, 6, 15, -25, 8, 5, 2.5, 400, 0),
                new PathDelay(0.6, 0.2, 0.8),
                new Network(false, 2, 1e9));
    }

    public SynthOptions options() {
        return options;
    }
}
