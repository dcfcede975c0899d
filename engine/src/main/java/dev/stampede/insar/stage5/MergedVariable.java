package dev.stampede.insar.stage5;

import dev.stampede.insar.model.StageContext;
import dev.stampede.io.mat.FormatException;
import dev.stampede.io.mat.Mat;
import dev.stampede.io.mat.MatArray;
import dev.stampede.memory.ComplexDoubleMatrix;
import dev.stampede.memory.ComplexMatrix;
import dev.stampede.memory.DoubleMatrix;
import dev.stampede.memory.FloatMatrix;
import java.io.IOException;
import java.lang.foreign.Arena;

/// One variable of the merged set, brought together from the patches one after the other.
///
/// @param artifact such as `ph2`
/// @param name     such as `ph`
/// @param rule     what an entry of several rows becomes
/// @param complex  whether values are complex
/// @param single   whether it is kept in single precision when entries are rows as they are
/// @param singleAlways whether it stays in single precision when entries are averages
record MergedVariable(String artifact, String name, Rule rule, boolean complex, boolean single, boolean singleAlways) {
    /// How several rows become one.
    enum Rule {
        MEAN,
        SUM
    }

    static final MergedVariable PHASE = new MergedVariable("ph2", "ph", Rule.SUM, true, true, false);
    static final MergedVariable CORRECTED = new MergedVariable("rc2", "ph_rc", Rule.SUM, true, true, false);
    static final MergedVariable WITH_REFERENCE = new MergedVariable("rc2", "ph_reref", Rule.SUM, true, true, false);
    static final MergedVariable PATCH_PHASE = new MergedVariable("pm2", "ph_patch", Rule.SUM, true, true, false);
    static final MergedVariable RESIDUAL = new MergedVariable("pm2", "ph_res", Rule.SUM, false, true, false);
    static final MergedVariable DEM_ERROR = new MergedVariable("pm2", "K_ps", Rule.MEAN, false, false, false);
    static final MergedVariable STATIC_PHASE = new MergedVariable("pm2", "C_ps", Rule.MEAN, false, false, false);
    static final MergedVariable BASELINES = new MergedVariable("bp2", "bperp_mat", Rule.MEAN, false, true, true);
    static final MergedVariable LOOK_ANGLE = new MergedVariable("la2", "la", Rule.MEAN, false, false, false);
    static final MergedVariable INCIDENCE = new MergedVariable("inc2", "inc", Rule.MEAN, false, false, false);
    static final MergedVariable HEIGHT = new MergedVariable("hgt2", "hgt", Rule.MEAN, false, false, false);

    /// The variable of all rows, or the empty `0 x 0` when no patch has it.
    ///
    /// @param arena owner of the result; must allow access from the workers
    /// @throws FormatException if only some patches have it or widths differ
    MatArray merge(Arena arena, StageContext context, MergePlan plan) throws IOException {
        Target target = null;
        PatchPart without = null;
        int firstEntry = 0;
        for (var part : plan.parts()) {
            context.workers().cancellation().check();
            try (var own = Arena.ofShared()) {
                var found = find(own, part);
                if (found == null) {
                    without = part.count() > 0 ? part : without;
                } else {
                    if (target == null) {
                        target = Target.allocate(arena, plan.rows(), found.cols(), complex, single && isSingle(part));
                    }
                    requireSameWidth(part, target, found);
                    fill(context, plan, part, firstEntry, found, target);
                }
            }
            firstEntry += part.count();
        }
        if (target != null && without != null) {
            throw new FormatException(
                    without.folder().file(artifact),
                    "has no " + name + ", but other patches do; run stage 4 there again");
        }
        return target == null ? Mat.empty() : target.value();
    }

    private boolean isSingle(PatchPart part) {
        return part.isPlain() || singleAlways;
    }

    private MatArray find(Arena arena, PatchPart part) throws IOException {
        var artifact = part.folder().find(arena, this.artifact);
        if (artifact.isEmpty()) {
            return null;
        }
        try (var open = artifact.get()) {
            return open.has(name) ? open.array(name) : null;
        }
    }

    private void requireSameWidth(PatchPart part, Target target, MatArray found) throws FormatException {
        if (found.cols() != target.cols()) {
            throw new FormatException(
                    part.folder().file(artifact),
                    name + " has " + found.cols() + " columns, in the patches before it has " + target.cols());
        }
    }

    private void fill(
            StageContext context, MergePlan plan, PatchPart part, int firstEntry, MatArray source, Target target) {
        context.workers().forEach(source.cols(), (c, end) -> {
            int col = (int) c;
            long column = (long) col * source.rows();
            for (int e = 0; e < part.count(); e++) {
                int row = plan.finalRow()[firstEntry + e];
                if (row >= 0) {
                    target.set(row, col, value(part, e, source, column, false));
                    if (complex) {
                        target.setImaginary(row, col, value(part, e, source, column, true));
                    }
                }
            }
        });
    }

    private double value(PatchPart part, int e, MatArray source, long column, boolean imaginary) {
        if (part.isPlain()) {
            return get(source, column + part.rows()[e], imaginary);
        }
        double[] weight = rule == Rule.MEAN ? part.share() : part.snr();
        double sum = 0;
        for (int i = part.start()[e]; i < part.start()[e + 1]; i++) {
            sum += weight[i] * get(source, column + part.rows()[i], imaginary);
        }
        return sum;
    }

    private static double get(MatArray source, long index, boolean imaginary) {
        return imaginary ? source.getImaginary(index) : source.get(index);
    }

    /// Real and, if needed, imaginary plane in single or double precision.
    private sealed interface Target {
        int cols();

        void set(int row, int col, double value);

        void setImaginary(int row, int col, double value);

        MatArray value();

        static Target allocate(Arena arena, int rows, int cols, boolean complex, boolean single) {
            if (single) {
                return new Single(
                        FloatMatrix.allocate(arena, rows, cols),
                        complex ? FloatMatrix.allocate(arena, rows, cols) : null);
            }
            return new Double(
                    DoubleMatrix.allocate(arena, rows, cols),
                    complex ? DoubleMatrix.allocate(arena, rows, cols) : null);
        }

        record Single(FloatMatrix re, FloatMatrix im) implements Target {
            @Override
            public int cols() {
                return re.cols();
            }

            @Override
            public void set(int row, int col, double value) {
                re.set(row, col, (float) value);
            }

            @Override
            public void setImaginary(int row, int col, double value) {
                im.set(row, col, (float) value);
            }

            @Override
            public MatArray value() {
                return im == null ? Mat.of(re) : Mat.of(new ComplexMatrix(re, im));
            }
        }

        record Double(DoubleMatrix re, DoubleMatrix im) implements Target {
            @Override
            public int cols() {
                return re.cols();
            }

            @Override
            public void set(int row, int col, double value) {
                re.set(row, col, value);
            }

            @Override
            public void setImaginary(int row, int col, double value) {
                im.set(row, col, value);
            }

            @Override
            public MatArray value() {
                return im == null ? Mat.of(re) : Mat.of(new ComplexDoubleMatrix(re, im));
            }
        }
    }
}
