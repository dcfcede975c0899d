package dev.stampede.insar.model;

import dev.stampede.insar.artifacts.ArtifactFolder;
import dev.stampede.insar.params.Parameters;
import dev.stampede.io.mat.FormatException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.Optional;

/// Drift of the oscillator of ENVISAT's radar, which looks like motion growing with range:
///
///     v[p] = 7.8 range[p] 3.87e-7 * 1000 mm/yr,   phase = -4 pi / lambda  v / 1000  dt
///
/// range in pixels from 0, dt in years of 365.25 days from the first to the second image. Other satellites:
/// none. Source: Marinkovic and Larsen (2013), frequency decay of the ASAR local oscillator, ESA Living
/// Planet Symposium.
///
/// @param radiansPerDay of every point
public record OscillatorDrift(double[] radiansPerDay) {
    /// Range pixel, m, and drift of the range per year and metre.
    private static final double PIXEL = 7.8;

    private static final double DRIFT = 3.87e-7;

    /// The drift where `platform` is `ENVISAT`; empty otherwise.
    public static Optional<OscillatorDrift> of(Parameters parameters, ArtifactFolder folder, double wavelength)
            throws IOException {
        if (!parameters.has("platform") || !parameters.text("platform").strip().equalsIgnoreCase("ENVISAT")) {
            return Optional.empty();
        }
        try (Arena own = Arena.ofConfined();
                var ps = folder.open(own, "ps2")) {
            var ij = ps.doubles("ij");
            if (ij.cols() != 3) {
                throw new FormatException(folder.file("ps2"), "ij has " + ij.cols() + " columns, expected 3");
            }
            var rate = new double[ij.rows()];
            for (int p = 0; p < rate.length; p++) {
                double metresPerYear = PIXEL * ij.get(p, 2) * DRIFT;
                rate[p] = -4 * Math.PI / wavelength * metresPerYear / Constants.DAYS_PER_YEAR;
            }
            return Optional.of(new OscillatorDrift(rate));
        }
    }
}
