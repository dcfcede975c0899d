package dev.stampede.insar.values;

import dev.stampede.insar.artifacts.ArtifactFolder;
import dev.stampede.insar.model.OrbitalRamp;
import dev.stampede.insar.model.StackGeometry;
import dev.stampede.insar.model.UnsupportedModeException;
import dev.stampede.io.mat.FormatException;
import dev.stampede.memory.DoubleMatrix;
import dev.stampede.memory.FloatMatrix;
import dev.stampede.runtime.Workers;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.Set;

/// Unwrapped phase with error terms taken out, all interferograms of a single reference image.
final class CorrectedPhase {
    private static final long BLOCK = 1 << 16;

    private CorrectedPhase() {}

    /// `[ps, ifg]` rad, a new matrix owned by `arena`. The ramp is fitted last, to what the other corrections
    /// leave.
    static FloatMatrix of(
            Arena arena, Workers workers, ArtifactFolder folder, StackGeometry stack, Set<Correction> corrections)
            throws IOException {
        FloatMatrix phase;
        try (Arena reading = Arena.ofShared();
                var uw = folder.open(reading, "phuw2")) {
            phase = requireShape(folder, "phuw2", "ph_uw", uw.floats("ph_uw"), stack)
                    .copy(arena);
        }
        for (var correction : corrections) {
            try (Arena reading = Arena.ofShared()) {
                switch (correction) {
                    case DEM_ERROR -> {
                        try (var scla = folder.open(reading, "scla2")) {
                            subtract(
                                    workers,
                                    phase,
                                    requireShape(folder, "scla2", "ph_scla", scla.floats("ph_scla"), stack));
                        }
                    }
                    case REFERENCE_ATMOSPHERE -> {
                        try (var scla = folder.open(reading, "scla2")) {
                            subtractColumn(workers, phase, scla.floats("C_ps_uw"));
                        }
                    }
                    case SECONDARY_NOISE -> {
                        try (var scn = folder.open(reading, "scn2")) {
                            subtract(
                                    workers,
                                    phase,
                                    requireShape(folder, "scn2", "ph_scn_slave", scn.floats("ph_scn_slave"), stack));
                        }
                    }
                    case ORBITAL_RAMP ->
                        subtract(
                                workers,
                                phase,
                                OrbitalRamp.configured(reading, folder).fit(reading, workers, phase, stack.xy()));
                    case TROPOSPHERE, IONOSPHERE, TIDE ->
                        throw new UnsupportedModeException(
                                "correction " + correction.letter() + " (" + correction.title() + ") is not offered");
                }
            }
        }
        return phase;
    }

    static FloatMatrix requireShape(
            ArtifactFolder folder, String artifact, String name, FloatMatrix m, StackGeometry stack)
            throws FormatException {
        if (m.rows() != stack.psCount() || m.cols() != stack.ifgCount()) {
            throw new FormatException(
                    folder.file(artifact),
                    name + " is [" + m.rows() + ", " + m.cols() + "], ps2 needs [" + stack.psCount() + ", "
                            + stack.ifgCount() + "]");
        }
        return m;
    }

    private static void subtract(Workers workers, FloatMatrix phase, FloatMatrix term) {
        workers.forBlocks(phase.size(), BLOCK, (from, to) -> {
            for (long i = from; i < to; i++) {
                phase.set(i, phase.get(i) - term.get(i));
            }
        });
    }

    private static void subtract(Workers workers, FloatMatrix phase, DoubleMatrix term) {
        workers.forBlocks(phase.size(), BLOCK, (from, to) -> {
            for (long i = from; i < to; i++) {
                phase.set(i, (float) (phase.get(i) - term.get(i)));
            }
        });
    }

    private static void subtractColumn(Workers workers, FloatMatrix phase, FloatMatrix term) {
        workers.forEach(phase.cols(), (from, to) -> {
            for (int p = 0; p < phase.rows(); p++) {
                phase.set(p, (int) from, phase.get(p, (int) from) - term.get(p, 0));
            }
        });
    }
}
