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

/// Computes value types from the artifacts of a merged dataset. Real values are relative to the reference
/// area, velocities twice over: the phase of each interferogram and then the result. In small-baseline data
/// small letters mean the interferograms and capitals the inverted series ([Series]).
public final class ValueSource {
    private static final int BLOCK = 8192;

    private final ArtifactFolder folder;
    private final Parameters parameters;
    private final KernelRegistry kernels;
    private final Workers workers;
    private final StackGeometry stack;
    private final ReferenceArea reference;
    private final Arena arena;
    private final VelocityDeviation.Resampling resampling;

    private ValueSource(
            Arena arena,
            ArtifactFolder folder,
            Parameters parameters,
            KernelRegistry kernels,
            Workers workers,
            StackGeometry stack,
            ReferenceArea reference,
            VelocityDeviation.Resampling resampling) {
        this.arena = arena;
        this.folder = folder;
        this.parameters = parameters;
        this.kernels = kernels;
        this.workers = workers;
        this.stack = stack;
        this.reference = reference;
        this.resampling = resampling;
    }

    /// Opens the dataset in `folder`; the reference area is that of the parameters.
    /// @param arena owner of geometry and results; must allow access from the workers
    public static ValueSource open(
            Arena arena, ArtifactFolder folder, Parameters parameters, KernelRegistry kernels, Workers workers)
            throws IOException {
        var stack = StackGeometry.read(arena, folder);
        return new ValueSource(
                arena,
                folder,
                parameters,
                kernels,
                workers,
                stack,
                ReferenceArea.of(parameters, stack, workers),
                VelocityDeviation.Resampling.ORIGINAL);
    }

    /// The same dataset seen relative to another area; an empty one subtracts nothing.
    public ValueSource withReference(ReferenceArea other) {
        return new ValueSource(arena, folder, parameters, kernels, workers, stack, other, resampling);
    }

    /// The same dataset, its deviations found another way.
    public ValueSource withResampling(VelocityDeviation.Resampling other) {
        return new ValueSource(arena, folder, parameters, kernels, workers, stack, reference, other);
    }

    VelocityDeviation.Resampling resampling() {
        return resampling;
    }

    /// The values relative to one of their interferograms (zero-based), or with -1 each to the one before.
    /// @throws IllegalArgumentException if it is not among them
    public PointValues relative(PointValues values, int interferogram) {
        return values.relativeTo(arena, interferogram);
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
        var series = Series.of(type, stack);
        return switch (type.quantity()) {
            case VELOCITY -> velocity(type, series);
            case VELOCITY_DROP -> velocityDrop(type, series);
            case VELOCITY_STD -> perPoint(type, VelocityDeviation.of(this, type));
            case UNWRAPPED -> unwrapped(type, series);
            case TIME_SERIES -> timeSeries(type);
            case UNWRAPPED_PAIRS ->
                perIfg(type, referenced(CorrectedPhase.of(arena, this, requirePairs(type), type.corrections())));
            case RESIDUAL_PAIRS -> perIfg(type, referenced(residual(type)));
            case WRAPPED, PATCH_PHASE, GRID_PHASE -> perIfg(type, WrappedValues.of(this, type));
            case DEM_ERROR -> perPoint(type, referenced(column(series.artifact("scla"), "K_ps_uw")));
            case REFERENCE_ATMOSPHERE -> perPoint(type, referenced(column("scla2", "C_ps_uw")));
            case HEIGHT -> perPoint(type, column("hgt2", "hgt"));
            case SECONDARY_NOISE -> perIfg(type, referenced(column("scn2", "ph_scn_slave")));
            case ORBITAL_RAMP -> perIfg(type, referenced(ramp(series)));
            case TROPOSPHERE -> perIfg(type, referenced(CorrectedPhase.troposphere(arena, this, series)));
            case TROPOSPHERE_PAIRS ->
                perIfg(type, referenced(CorrectedPhase.troposphere(arena, this, requirePairs(type))));
        };
    }

    private Series requirePairs(ValueType type) {
        if (stack.pairs() == null) {
            throw new UnsupportedModeException("value type " + type.code() + " (" + type.title()
                    + ") is not offered for a dataset with a single reference image");
        }
        return Series.PAIRS;
    }

    /// What the inversion of small baselines leaves of each interferogram.
    private FloatMatrix residual(ValueType type) throws IOException {
        requirePairs(type);
        try (Arena own = Arena.ofShared();
                var uw = folder.open(own, "phuw_sb2");
                var res = folder.open(own, "phuw_sb_res2")) {
            var phase = CorrectedPhase.requireShape(this, Series.PAIRS, "phuw_sb2", "ph_uw", uw.floats("ph_uw"))
                    .copy(arena);
            var model = CorrectedPhase.requireShape(this, Series.PAIRS, "phuw_sb_res2", "ph_res", res.floats("ph_res"));
            for (long i = 0; i < phase.size(); i++) {
                phase.set(i, phase.get(i) - model.get(i));
            }
            // A drift is in both: only the corrections that are named come out.
            if (type.has(Correction.ORBITAL_RAMP)) {
                subtractRamp(own, phase);
            }
            return phase;
        }
    }

    private void subtractRamp(Arena own, FloatMatrix phase) throws IOException {
        var ramp = OrbitalRamp.configured(own, folder).fit(own, workers, phase, stack.xy());
        for (long i = 0; i < phase.size(); i++) {
            phase.set(i, (float) (phase.get(i) - ramp.get(i)));
        }
    }

    /// Displacement in mm of every image that has a phase, the reference image included as zero. Without the
    /// look-angle error (`d`) the atmosphere of the reference image is taken out too, as with velocities.
    private PointValues timeSeries(ValueType type) throws IOException {
        var corrections = java.util.EnumSet.noneOf(Correction.class);
        corrections.addAll(type.corrections());
        if (type.has(Correction.DEM_ERROR) && !type.has(Correction.TROPOSPHERE)) {
            corrections.add(Correction.REFERENCE_ATMOSPHERE);
        }
        var phase = CorrectedPhase.of(arena, this, Series.IMAGES, corrections);
        phase.viewColumns(stack.referenceIndex(), stack.referenceIndex() + 1).fill(0);
        var used = velocityFit(Series.IMAGES).interferograms();
        int[] columns = java.util.stream.IntStream.concat(
                        Arrays.stream(used), java.util.stream.IntStream.of(stack.referenceIndex()))
                .sorted()
                .toArray();
        var mm = referenced(phase).copyColumns(arena, columns);
        double factor = VelocityFit.millimetresPerRadian(wavelength());
        for (long i = 0; i < mm.size(); i++) {
            mm.set(i, (float) (mm.get(i) * factor));
        }
        return perIfg(type, mm, columns);
    }

    private PointValues velocity(ValueType type, Series series) throws IOException {
        var fit = velocityFit(series);
        var m = referencedPhaseTimes(type, fit, operatorOf(fit));
        double factor = millimetresPerYear();
        var v = FloatMatrix.allocate(arena, m.rows(), 1);
        for (int p = 0; p < m.rows(); p++) {
            v.set(p, 0, (float) (m.get(p, 1) * factor));
        }
        return perPoint(type, referenced(v));
    }

    private PointValues velocityDrop(ValueType type, Series series) throws IOException {
        var fit = velocityFit(series);
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

    VelocityFit velocityFit(Series series) throws IOException {
        return Fits.of(folder, stack, series, parameters.indices("drop_ifg_index"));
    }

    private DoubleMatrix operatorOf(VelocityFit fit) {
        return fit.coefficients(arena);
    }

    /// Corrected phase of all interferograms minus its mean over the reference area, times `coefficients [n,
    /// results]`.
    DoubleMatrix referencedPhaseTimes(ValueType type, VelocityFit fit, DoubleMatrix coefficients) throws IOException {
        try (Arena own = Arena.ofShared()) {
            var phase = CorrectedPhase.of(own, this, Series.of(type, stack), type.corrections());
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

    private PointValues unwrapped(ValueType type, Series series) throws IOException {
        var phase = CorrectedPhase.of(arena, this, series, type.corrections());
        if (type.has(Correction.REFERENCE_ATMOSPHERE)) {
            // The reference image has no phase of its own to correct.
            phase.viewColumns(stack.referenceIndex(), stack.referenceIndex() + 1)
                    .fill(0);
        }
        return perIfg(type, referenced(phase));
    }

    private FloatMatrix ramp(Series series) throws IOException {
        try (Arena own = Arena.ofShared()) {
            var phase = CorrectedPhase.of(own, this, series, java.util.Set.of());
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

    /// One column per interferogram or image of the type's series.
    private PointValues perIfg(ValueType type, FloatMatrix values) {
        return perIfg(type, values, StackGeometry.indicesWithout(values.cols()));
    }

    private PointValues perIfg(ValueType type, FloatMatrix values, int[] ifgs) {
        var q = type.quantity();
        boolean pairs = Series.of(type, stack) == Series.PAIRS && ifgs.length > 0;
        return new PointValues(type, type.title(), q.unit(), q.sign(), values, ifgs, pairs, q.isWrapped());
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

    double wavelengthOrNaN() {
        return parameters.has("lambda") ? parameters.number("lambda") : Double.NaN;
    }

    Arena arena() {
        return arena;
    }

    /// Where the artifacts are.
    public ArtifactFolder folder() {
        return folder;
    }

    Parameters parameters() {
        return parameters;
    }

    KernelRegistry kernels() {
        return kernels;
    }

    /// The points values are relative to.
    public ReferenceArea reference() {
        return reference;
    }
}
