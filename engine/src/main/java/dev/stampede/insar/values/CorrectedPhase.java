package dev.stampede.insar.values;

import dev.stampede.insar.artifacts.Artifact;
import dev.stampede.insar.model.OrbitalRamp;
import dev.stampede.insar.model.OscillatorDrift;
import dev.stampede.insar.model.Troposphere;
import dev.stampede.io.mat.FormatException;
import dev.stampede.memory.DoubleMatrix;
import dev.stampede.memory.FloatMatrix;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.Set;

/// Unwrapped phase of a series with error terms taken out: first the drift of the oscillator, then the
/// corrections in the order of [Correction].
final class CorrectedPhase {
    private static final long BLOCK = 1 << 16;

    private final ValueSource source;
    private final Series series;
    private final FloatMatrix phase;

    private CorrectedPhase(ValueSource source, Series series, FloatMatrix phase) {
        this.source = source;
        this.series = series;
        this.phase = phase;
    }

    /// `[ps, column]` rad, a new matrix owned by `arena`. The ramp is fitted last, to what the other
    /// corrections leave.
    static FloatMatrix of(Arena arena, ValueSource source, Series series, Set<Correction> corrections)
            throws IOException {
        try (Arena reading = Arena.ofShared();
                var uw = source.folder().open(reading, series.artifact("phuw"))) {
            var phase = requireShape(source, series, series.artifact("phuw"), "ph_uw", uw.floats("ph_uw"))
                    .copy(arena);
            return correct(source, series, phase, corrections);
        }
    }

    /// Corrects `phase` in place and returns it.
    static FloatMatrix correct(ValueSource source, Series series, FloatMatrix phase, Set<Correction> corrections)
            throws IOException {
        var corrected = new CorrectedPhase(source, series, phase);
        corrected.subtractDrift();
        for (var correction : corrections) {
            corrected.subtract(correction);
        }
        return phase;
    }

    private void subtract(Correction correction) throws IOException {
        try (Arena own = Arena.ofShared()) {
            switch (correction) {
                case DEM_ERROR -> subtract(stored(own, series.artifact("scla"), "ph_scla"));
                case REFERENCE_ATMOSPHERE -> subtractReferenceAtmosphere(own);
                case SECONDARY_NOISE -> subtractNoise(own);
                case TROPOSPHERE -> subtract(troposphere(own, source, series));
                case IONOSPHERE -> subtract(only(own, series.artifact("ica")));
                case TIDE -> subtract(only(own, series.artifact("tide")));
                case ORBITAL_RAMP ->
                    subtract(OrbitalRamp.configured(own, source.folder())
                            .fit(own, source.workers(), phase, source.stack().xy()));
            }
        }
    }

    /// The troposphere `tropo_method` names, `[ps, column]` rad.
    static FloatMatrix troposphere(Arena arena, ValueSource source, Series series) throws IOException {
        var stack = source.stack();
        return series == Series.PAIRS
                ? Troposphere.read(
                        arena,
                        source.folder(),
                        Troposphere.PAIRS,
                        Troposphere.method(source.parameters()),
                        stack.psCount(),
                        stack.ifgCount())
                : Troposphere.ofImages(arena, source.folder(), source.parameters(), stack);
    }

    private void subtractDrift() throws IOException {
        var stack = source.stack();
        var drift = OscillatorDrift.of(source.parameters(), source.folder(), source.wavelengthOrNaN());
        if (drift.isPresent()) {
            source.wavelength();
            var rate = drift.get().radiansPerDay();
            source.workers().forEach(phase.cols(), (from, to) -> {
                double days = series.days(stack, (int) from);
                for (int p = 0; p < phase.rows(); p++) {
                    phase.set(p, (int) from, (float) (phase.get(p, (int) from) - rate[p] * days));
                }
            });
        }
    }

    /// Interferograms of small baselines have none: it cancels.
    private void subtractReferenceAtmosphere(Arena own) throws IOException {
        if (series == Series.IMAGES) {
            try (var scla = source.folder().open(own, "scla2")) {
                var c = scla.floats("C_ps_uw");
                if (c.size() != phase.rows()) {
                    throw new FormatException(
                            source.folder().file("scla2"),
                            "C_ps_uw has " + c.size() + " values, ps2 has " + phase.rows() + " points");
                }
                source.workers().forEach(phase.cols(), (from, to) -> {
                    for (int p = 0; p < phase.rows(); p++) {
                        phase.set(p, (int) from, phase.get(p, (int) from) - c.get(p, 0));
                    }
                });
            }
        }
    }

    /// Of an interferogram: that of its second image minus that of its first.
    private void subtractNoise(Arena own) throws IOException {
        try (var scn = source.folder().open(own, "scn2")) {
            var noise = requireShape(source, Series.IMAGES, "scn2", "ph_scn_slave", scn.floats("ph_scn_slave"));
            if (series == Series.IMAGES) {
                subtract(noise);
                return;
            }
            var pairs = source.stack().pairs();
            source.workers().forEach(phase.cols(), (from, to) -> {
                int[] pair = pairs[(int) from];
                for (int p = 0; p < phase.rows(); p++) {
                    float term = noise.get(p, pair[1]) - noise.get(p, pair[0]);
                    phase.set(p, (int) from, phase.get(p, (int) from) - term);
                }
            });
        }
    }

    private FloatMatrix stored(Arena own, String artifact, String name) throws IOException {
        try (var file = source.folder().open(own, artifact)) {
            return requireShape(source, series, artifact, name, file.floats(name));
        }
    }

    /// The one variable of a correction file of another program that has a value per point and column.
    private FloatMatrix only(Arena own, String artifact) throws IOException {
        try (Artifact file = source.folder().open(own, artifact)) {
            var fitting = file.file().variables().stream()
                    .filter(v -> v.dims().length == 2 && v.dims()[0] == phase.rows() && v.dims()[1] == phase.cols())
                    .toList();
            if (fitting.size() != 1) {
                throw new FormatException(
                        source.folder().file(artifact),
                        "has " + fitting.size() + " variables of [" + phase.rows() + ", " + phase.cols()
                                + "], expected one: the correction in rad");
            }
            return file.floats(fitting.getFirst().name());
        }
    }

    static FloatMatrix requireShape(ValueSource source, Series series, String artifact, String name, FloatMatrix m)
            throws FormatException {
        var stack = source.stack();
        if (m.rows() != stack.psCount() || m.cols() != series.columns(stack)) {
            throw new FormatException(
                    source.folder().file(artifact),
                    name + " is [" + m.rows() + ", " + m.cols() + "], ps2 needs [" + stack.psCount() + ", "
                            + series.columns(stack) + "]");
        }
        return m;
    }

    private void subtract(FloatMatrix term) {
        source.workers().forBlocks(phase.size(), BLOCK, (from, to) -> {
            for (long i = from; i < to; i++) {
                phase.set(i, phase.get(i) - term.get(i));
            }
        });
    }

    private void subtract(DoubleMatrix term) {
        source.workers().forBlocks(phase.size(), BLOCK, (from, to) -> {
            for (long i = from; i < to; i++) {
                phase.set(i, (float) (phase.get(i) - term.get(i)));
            }
        });
    }
}
