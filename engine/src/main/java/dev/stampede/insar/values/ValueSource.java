package dev.stampede.insar.values;

import dev.stampede.insar.artifacts.ArtifactFolder;
import dev.stampede.insar.model.OrbitalRamp;
import dev.stampede.insar.model.ReferenceArea;
import dev.stampede.insar.model.StackGeometry;
import dev.stampede.insar.model.UnsupportedModeException;
import dev.stampede.insar.model.VelocityFit;
import dev.stampede.insar.params.Parameters;
import dev.stampede.kernels.KernelRegistry;
import dev.stampede.kernels.planecombination.PlaneCombination;
import dev.stampede.memory.DoubleMatrix;
import dev.stampede.memory.FloatMatrix;
import dev.stampede.runtime.Workers;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.Arrays;

/// Computes value types from the artifacts of a merged single-reference dataset. Real values are relative to
/// the reference area, velocities twice over: the phase of each interferogram and then the result.
public final class ValueSource {
    private static final int BLOCK = 8192;

    private final ArtifactFolder folder;
    private final Parameters parameters;
    private final KernelRegistry kernels;
    private final Workers workers;
    private final StackGeometry stack;
    private final ReferenceArea reference;
    private final Arena arena;

    private ValueSource(
            Arena arena,
            ArtifactFolder folder,
            Parameters parameters,
            KernelRegistry kernels,
            Workers workers,
            StackGeometry stack,
            ReferenceArea reference) {
        this.arena = arena;
        this.folder = folder;
        this.parameters = parameters;
        this.kernels = kernels;
        this.workers = workers;
        this.stack = stack;
        this.reference = reference;
    }

    /// Opens the dataset in `folder`; the reference area is that of the parameters.
    /// @param arena owner of geometry and results; must allow access from the workers
    /// @throws UnsupportedModeException for small baselines
    public static ValueSource open(
            Arena arena, ArtifactFolder folder, Parameters parameters, KernelRegistry kernels, Workers workers)
            throws IOException {
        if (parameters.smallBaseline()) {
            throw new UnsupportedModeException("value types of small-baseline datasets are not offered");
        }
        var stack = StackGeometry.read(arena, folder);
        return new ValueSource(
                arena, folder, parameters, kernels, workers, stack, ReferenceArea.of(parameters, stack, workers));
    }

    /// The same dataset seen relative to another area; an empty one subtracts nothing.
    public ValueSource withReference(ReferenceArea other) {
        return new ValueSource(arena, folder, parameters, kernels, workers, stack, other);
    }

    public StackGeometry stack() {
        return stack;
    }

    public Workers workers() {
        return workers;
    }

    /// @throws UnsupportedModeException if the dataset or this engine does not offer the type
    /// @throws dev.stampede.insar.artifacts.MissingArtifactException naming the stage that has to run first
    public PointValues compute(ValueType type) throws IOException {
        return switch (type.quantity()) {
            case VELOCITY -> velocity(type);
            case VELOCITY_DROP -> velocityDrop(type);
            case VELOCITY_STD -> perPoint(type, VelocityDeviation.of(this, type));
            case UNWRAPPED -> unwrapped(type);
            case WRAPPED, PATCH_PHASE, GRID_PHASE -> perIfg(type, WrappedValues.of(this, type), allIfgs());
            case DEM_ERROR -> perPoint(type, referenced(column("scla2", "K_ps_uw")));
            case REFERENCE_ATMOSPHERE -> perPoint(type, referenced(column("scla2", "C_ps_uw")));
            case HEIGHT -> perPoint(type, column("hgt2", "hgt"));
            case SECONDARY_NOISE -> perIfg(type, referenced(column("scn2", "ph_scn_slave")), allIfgs());
            case ORBITAL_RAMP -> perIfg(type, referenced(ramp()), allIfgs());
            case TROPOSPHERE, UNWRAPPED_PAIRS, RESIDUAL_PAIRS, TROPOSPHERE_PAIRS ->
                throw new UnsupportedModeException("value type " + type.code() + " (" + type.title()
                        + ") is not offered" + " for a dataset with a single reference image");
        };
    }

    private PointValues velocity(ValueType type) throws IOException {
        var fit = velocityFit();
        var m = referencedPhaseTimes(type, fit, operatorOf(fit));
        double factor = millimetresPerYear();
        var v = FloatMatrix.allocate(arena, m.rows(), 1);
        for (int p = 0; p < m.rows(); p++) {
            v.set(p, 0, (float) (m.get(p, 1) * factor));
        }
        return perPoint(type, referenced(v));
    }

    private PointValues velocityDrop(ValueType type) throws IOException {
        var fit = velocityFit();
        int n = fit.interferograms().length;
        if (n < 3) {
            throw new IllegalArgumentException("leave-one-out velocities need at least 3 interferograms, found " + n);
        }
        var slopes = DoubleMatrix.allocate(arena, n, n);
        for (int left = 0; left < n; left++) {
            int[] kept = StackGeometry.indicesWithout(n, left);
            var part = new VelocityFit(
                            kept,
                            fit.design().select(kept, new int[] {0, 1}),
                            fit.covariance().select(kept, kept))
                    .operator();
            for (int i = 0; i < kept.length; i++) {
                slopes.set(kept[i], left, part.get(1, i));
            }
        }
        var m = referencedPhaseTimes(type, fit, slopes);
        var v = FloatMatrix.allocate(arena, m.rows(), n);
        for (long i = 0; i < v.size(); i++) {
            v.set(i, (float) (m.get(i) * millimetresPerYear()));
        }
        return perIfg(type, referenced(v), fit.interferograms());
    }

    VelocityFit velocityFit() throws IOException {
        return VelocityFit.of(folder, stack, parameters.indices("drop_ifg_index"));
    }

    private DoubleMatrix operatorOf(VelocityFit fit) {
        return fit.coefficients(arena);
    }

    /// Corrected phase of all interferograms minus its mean over the reference area, times `coefficients [n,
    /// results]`.
    DoubleMatrix referencedPhaseTimes(ValueType type, VelocityFit fit, DoubleMatrix coefficients) throws IOException {
        try (Arena own = Arena.ofShared()) {
            var phase = CorrectedPhase.of(own, workers, folder, stack, type.corrections());
            var offset = offsets(phase, fit.interferograms());
            var out = DoubleMatrix.allocate(arena, stack.psCount(), coefficients.cols());
            var kernel = kernels.get(PlaneCombination.VELOCITY_FIT, coefficients.size() * stack.psCount());
            workers.forBlocks(
                    stack.psCount(),
                    BLOCK,
                    (from, to) -> kernel.combine(
                            phase, fit.interferograms(), offset, coefficients, out, (int) from, (int) to));
            return out;
        }
    }

    double[] offsets(FloatMatrix phase, int[] columns) {
        var means = reference.means(phase);
        return Arrays.stream(columns).mapToDouble(c -> means[c]).toArray();
    }

    private PointValues unwrapped(ValueType type) throws IOException {
        var phase = CorrectedPhase.of(arena, workers, folder, stack, type.corrections());
        if (type.has(Correction.REFERENCE_ATMOSPHERE)) {
            // The reference image has no phase of its own to correct.
            phase.viewColumns(stack.referenceIndex(), stack.referenceIndex() + 1)
                    .fill(0);
        }
        return perIfg(type, referenced(phase), allIfgs());
    }

    private FloatMatrix ramp() throws IOException {
        try (Arena own = Arena.ofShared()) {
            var phase = CorrectedPhase.of(own, workers, folder, stack, java.util.Set.of());
            var ramp = OrbitalRamp.configured(own, folder).fit(own, workers, phase, stack.xy());
            var out = FloatMatrix.allocate(arena, ramp.rows(), ramp.cols());
            for (long i = 0; i < out.size(); i++) {
                out.set(i, (float) ramp.get(i));
            }
            return out;
        }
    }

    /// Subtracts the mean over the reference area from every column, in place.
    private FloatMatrix referenced(FloatMatrix values) {
        var means = reference.means(values);
        for (int c = 0; c < values.cols(); c++) {
            // A column without any value in the reference area stays as it is (all NaN there anyway).
            double mean = Double.isNaN(means[c]) ? 0 : means[c];
            for (int p = 0; p < values.rows(); p++) {
                values.set(p, c, (float) (values.get(p, c) - mean));
            }
        }
        return values;
    }

    private FloatMatrix column(String artifact, String name) throws IOException {
        try (Arena own = Arena.ofShared();
                var open = folder.open(own, artifact)) {
            return open.floats(name).copy(arena);
        }
    }

    private PointValues perPoint(ValueType type, FloatMatrix values) {
        return perIfg(type, values, new int[0]);
    }

    private PointValues perIfg(ValueType type, FloatMatrix values, int[] ifgs) {
        var q = type.quantity();
        return new PointValues(type, type.title(), q.unit(), q.sign(), values, ifgs, q.isWrapped());
    }

    private int[] allIfgs() {
        return stack.interferogramsWithout(new int[0]);
    }

    double millimetresPerYear() {
        return VelocityFit.millimetresPerRadian(wavelength()) * dev.stampede.insar.model.Constants.DAYS_PER_YEAR;
    }

    /// Radar wavelength, m.
    public double wavelength() {
        double lambda = parameters.number("lambda");
        if (!(lambda > 0)) {
            throw new IllegalArgumentException("parameter lambda is " + lambda + ", expected the wavelength in metres");
        }
        return lambda;
    }

    Arena arena() {
        return arena;
    }

    ArtifactFolder folder() {
        return folder;
    }

    Parameters parameters() {
        return parameters;
    }

    KernelRegistry kernels() {
        return kernels;
    }

    ReferenceArea reference() {
        return reference;
    }
}
