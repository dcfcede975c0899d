package dev.stampede.insar.values;

import dev.stampede.insar.model.StackGeometry;
import dev.stampede.memory.ComplexMatrix;
import dev.stampede.memory.FloatMatrix;
import java.io.IOException;
import java.lang.foreign.Arena;

/// Wrapped phase as an angle relative to the reference area: each phasor times the conjugate of the sum of the
/// area's unit phasors.
final class WrappedValues {
    private WrappedValues() {}

    /// `[ps, ifg]` rad in `(-pi, pi]`, owned by the source's arena. The drift of an oscillator is taken out
    /// first.
    static FloatMatrix of(ValueSource source, ValueType type) throws IOException {
        try (Arena own = Arena.ofShared()) {
            var out = read(own, source, type);
            CorrectedPhase.correct(source, Series.of(type, source.stack()), out, java.util.Set.of());
            correct(own, source, type, out);
            reference(source, out);
            return out;
        }
    }

    private static FloatMatrix read(Arena own, ValueSource source, ValueType type) throws IOException {
        var stack = source.stack();
        var out = FloatMatrix.allocate(source.arena(), stack.psCount(), stack.ifgCount());
        switch (type.quantity()) {
            case PATCH_PHASE -> {
                try (var pm = source.folder().open(own, "pm2")) {
                    angles(pm.complex("ph_patch"), null, withoutReference(stack), out);
                }
            }
            case GRID_PHASE -> {
                try (var grid = source.folder().open(own, "uw_grid")) {
                    angles(
                            grid.complex("ph"),
                            nodeOfPoint(grid.floats("grid_ij"), grid.booleans("nzix"), grid.integer("n_i")),
                            unwrapped(source),
                            out);
                }
            }
            default -> {
                try (var rc = source.folder().open(own, "rc2")) {
                    angles(rc.complex("ph_rc"), null, stack.interferogramsWithout(new int[0]), out);
                }
            }
        }
        return out;
    }

    /// Columns that are stored: small baselines have no column of the reference image.
    private static int[] withoutReference(StackGeometry stack) {
        return stack.pairs() != null
                ? stack.interferogramsWithout(new int[0])
                : stack.interferogramsWithout(new int[] {stack.referenceIndex()});
    }

    private static int[] unwrapped(ValueSource source) {
        var dropped = source.parameters().indices("drop_ifg_index");
        return java.util.Arrays.stream(withoutReference(source.stack()))
                .filter(i -> java.util.Arrays.stream(dropped).noneMatch(d -> d == i))
                .toArray();
    }

    private static int[] nodeOfPoint(FloatMatrix gridIj, boolean[] occupied, int rows) {
        var node = new int[occupied.length];
        for (int cell = 0, next = 0; cell < node.length; cell++) {
            node[cell] = occupied[cell] ? next++ : -1;
        }
        var of = new int[gridIj.rows()];
        for (int p = 0; p < of.length; p++) {
            of[p] = node[(int) gridIj.get(p, 0) - 1 + ((int) gridIj.get(p, 1) - 1) * rows];
        }
        return of;
    }

    private static void angles(ComplexMatrix phase, int[] rowOf, int[] columns, FloatMatrix out) {
        for (int c = 0; c < columns.length; c++) {
            for (int p = 0; p < out.rows(); p++) {
                int row = rowOf == null ? p : rowOf[p];
                double angle = row < 0
                        ? Double.NaN
                        : Math.atan2(phase.im().get(row, c), phase.re().get(row, c));
                out.set(p, columns[c], (float) angle);
            }
        }
    }

    /// Takes out the smoothed terms, those that stage 6 subtracts before unwrapping, and the troposphere.
    private static void correct(Arena own, ValueSource source, ValueType type, FloatMatrix out) throws IOException {
        var series = Series.of(type, source.stack());
        var name = series.artifact("scla_smooth");
        boolean smooth = type.has(Correction.DEM_ERROR)
                || type.has(Correction.REFERENCE_ATMOSPHERE)
                || type.has(Correction.ORBITAL_RAMP);
        FloatMatrix scla = null;
        FloatMatrix c = null;
        FloatMatrix ramp = null;
        if (smooth) {
            try (var file = source.folder().open(own, name)) {
                scla = type.has(Correction.DEM_ERROR)
                        ? CorrectedPhase.requireShape(source, series, name, "ph_scla", file.floats("ph_scla"))
                        : null;
                c = type.has(Correction.REFERENCE_ATMOSPHERE) && series == Series.IMAGES
                        ? file.floats("C_ps_uw")
                        : null;
                ramp = type.has(Correction.ORBITAL_RAMP) ? ramp(file) : null;
            }
        }
        var troposphere = type.has(Correction.TROPOSPHERE) ? CorrectedPhase.troposphere(own, source, series) : null;
        for (int i = 0; i < out.cols(); i++) {
            boolean reference = series == Series.IMAGES && i == source.stack().referenceIndex();
            for (int p = 0; p < out.rows(); p++) {
                double angle = out.get(p, i);
                angle -= scla == null ? 0 : scla.get(p, i);
                angle -= c == null || reference ? 0 : c.get(p, 0);
                angle -= ramp == null ? 0 : ramp.get(p, i);
                angle -= troposphere == null ? 0 : troposphere.get(p, i);
                out.set(p, i, (float) Math.atan2(Math.sin(angle), Math.cos(angle)));
            }
        }
    }

    private static FloatMatrix ramp(dev.stampede.insar.artifacts.Artifact smooth) throws IOException {
        if (!smooth.has("ph_ramp")) {
            throw new IllegalArgumentException(
                    smooth.file().path() + " has no ph_ramp; set scla_deramp to y and run stage 7 again");
        }
        return smooth.floats("ph_ramp");
    }

    private static void reference(ValueSource source, FloatMatrix out) {
        for (int c = 0; c < out.cols(); c++) {
            double re = 0;
            double im = 0;
            for (int p : source.reference().points()) {
                float angle = out.get(p, c);
                if (angle == angle) {
                    re += Math.cos(angle);
                    im += Math.sin(angle);
                }
            }
            if (re == 0 && im == 0) {
                continue;
            }
            double mean = Math.atan2(im, re);
            for (int p = 0; p < out.rows(); p++) {
                double d = out.get(p, c) - mean;
                out.set(p, c, (float) Math.atan2(Math.sin(d), Math.cos(d)));
            }
        }
    }
}
