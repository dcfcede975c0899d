package dev.stampede.insar.combined;

import dev.stampede.insar.artifacts.ArtifactFolder;
import dev.stampede.insar.artifacts.ArtifactNames;
import dev.stampede.insar.artifacts.StagedTree;
import dev.stampede.insar.model.LocalCoordinates;
import dev.stampede.insar.params.ParameterFiles;
import dev.stampede.insar.params.Parameters;
import dev.stampede.io.mat.FormatException;
import dev.stampede.io.mat.Mat;
import dev.stampede.io.mat.MatFiles;
import dev.stampede.io.mat.MatFormat;
import dev.stampede.io.mat.MatValue;
import dev.stampede.kernels.KernelRegistry;
import dev.stampede.kernels.ifgstd.InterferogramNoise;
import dev.stampede.kernels.phaseramp.Ramp;
import dev.stampede.memory.ComplexMatrix;
import dev.stampede.memory.FloatMatrix;
import dev.stampede.runtime.UsageException;
import dev.stampede.runtime.Workers;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.IntStream;

/// Joins persistent scatterers and points that are coherent over short intervals only: a single-master and a
/// small-baseline set of the same images become one small-baseline set, on which stages 6 to 8 run.
///
/// Reads `ps2, pm2, rc2, bp2, hgt2, la2, inc2` of both sets. Writes `ps2, pm2, rc2, bp2, hgt2, la2, inc2,
/// psver, merge2, ifgstd2` and the parameters of the small-baseline set. Source: Hooper (2008),
/// doi:10.1029/2008GL034654.
public final class PsSbMerge {
    private static final String LAST = "ifgstd2.mat";
    private static final int BLOCK = 16384;

    private final KernelRegistry kernels;
    private final Workers workers;

    public PsSbMerge(KernelRegistry kernels, Workers workers) {
        this.kernels = kernels;
        this.workers = workers;
    }

    /// What was joined.
    ///
    /// @param out            the new dataset
    /// @param points         of it
    /// @param interferograms of it
    /// @param singleOnly     points of the single-master set alone
    /// @param common         points of both
    /// @param smallOnly      points of the small-baseline set alone
    /// @param duplicates     single-master points left out for their coordinates
    /// @param incoherent     single-master points left out for their coherence in the network of pairs
    public record Report(
            Path out,
            int points,
            int interferograms,
            int singleOnly,
            int common,
            int smallOnly,
            int duplicates,
            int incoherent) {}

    /// @param singleMaster   root of the single-master set
    /// @param smallBaselines root of the small-baseline set
    /// @param out            dataset to write; created if absent
    /// @param force          replace a combined set that is there
    /// @throws UsageException if the sets do not belong together or `out` holds something else; nothing was
    /// written
    public Report run(Path singleMaster, Path smallBaselines, Path out, boolean force) throws IOException {
        var target = out.toAbsolutePath().normalize();
        requireFree(target, singleMaster, smallBaselines, force);
        try (var arena = Arena.ofShared()) {
            var single = PointSet.read(arena, new ArtifactFolder(singleMaster), false);
            var small = PointSet.read(arena, new ArtifactFolder(smallBaselines), true);
            PointSet.requireSameImages(single, small);
            var parameters = ParameterFiles.of(smallBaselines).load();
            try (var staged = StagedTree.open(target, "merge-ps-sb")) {
                var report = write(new ArtifactFolder(staged.folder()), target, single, small, parameters);
                Files.copy(
                        ParameterFiles.of(smallBaselines).file(),
                        staged.folder().resolve("parms.mat"));
                for (var name : List.of("patch_noover.in", "processor.txt", "width.txt", "len.txt")) {
                    if (Files.isRegularFile(smallBaselines.resolve(name))) {
                        Files.copy(smallBaselines.resolve(name), staged.folder().resolve(name));
                    }
                }
                var obsolete = new ArrayList<String>();
                ArtifactNames.mergedProducts().forEach(name -> obsolete.add(name + ".mat"));
                staged.commit(LAST, obsolete);
                return report;
            }
        } catch (FormatException e) {
            throw new UsageException(e.getMessage(), e);
        }
    }

    private static void requireFree(Path out, Path single, Path small, boolean force) throws IOException {
        for (var source : List.of(single, small)) {
            if (Files.exists(out) && Files.exists(source) && Files.isSameFile(out, source)) {
                throw new UsageException(out + " is one of the sets to merge; choose another folder for --out");
            }
        }
        if (Files.exists(out) && !Files.isDirectory(out)) {
            throw new UsageException(out + " is a file, expected a folder");
        }
        boolean combined = Files.exists(out.resolve("merge2.mat"));
        if (Files.exists(out.resolve("patch.list")) || Files.exists(out.resolve("ps2.mat")) && !combined) {
            throw new UsageException(out + " holds another dataset; choose another folder for --out");
        }
        if (combined && !force) {
            throw new UsageException(out + " holds a combined set already; use --force to replace it");
        }
    }

    private Report write(ArtifactFolder to, Path out, PointSet single, PointSet small, Parameters parameters)
            throws IOException {
        var pairs = small.stack().pairs();
        var matched = PixelMatch.of(single, small);
        var pairCoherence = pairCoherence(single, pairs);
        var smallCoherence = coherence(small);
        double least = Arrays.stream(smallCoherence).min().orElse(0);
        var match = matched.keeping(row -> pairCoherence[row] > least);
        try (var arena = Arena.ofShared()) {
            int own = match.single().length;
            var lonLat = PointTables.stacked(
                    arena,
                    match.single(),
                    single.stack().lonLat(),
                    small.stack().lonLat());
            var heading = parameters.numbers("heading");
            var place = LocalCoordinates.of(arena, workers, lonLat, heading.length == 0 ? 0 : heading[0]);
            var order = place.storageOrder();
            var phase = new PairPhase(
                    match,
                    pairs,
                    order,
                    weights(match.common(), pairCoherence),
                    weights(match.partner(), smallCoherence));
            write(
                    to,
                    "ps2",
                    PointTables.points(
                            arena,
                            small,
                            order,
                            place,
                            lonLat,
                            PointTables.stacked(arena, match.single(), single.ij(), small.ij())));
            var patchPhase = patchPhase(arena, single, small, phase);
            write(to, "pm2", one("ph_patch", Mat.of(patchPhase)));
            var corrected = correctedPhase(arena, single, small, phase);
            write(to, "rc2", one("ph_rc", Mat.of(corrected)));
            write(to, "bp2", one("bperp_mat", Mat.of(baselines(arena, single, small, phase))));
            for (var name : List.of("hgt2 hgt", "la2 la", "inc2 inc")) {
                var both = name.split(" ");
                write(
                        to,
                        both[0],
                        one(both[1], PointTables.perPoint(arena, both[0], both[1], single, small, match, order)));
            }
            write(to, "psver", one("psver", Mat.scalar(2.0)));
            write(to, "merge2", PointTables.membership(arena, match, pairCoherence, smallCoherence, pairs, small));
            write(to, "ifgstd2", one("ifg_std", Mat.of(noise(arena, corrected, patchPhase))));
            return new Report(
                    out,
                    order.length,
                    pairs.length,
                    own,
                    match.common().length,
                    small.count()
                            - (int) Arrays.stream(match.partner()).distinct().count(),
                    match.duplicates(),
                    matched.single().length - own);
        }
    }

    private double[] pairCoherence(PointSet single, int[][] pairs) throws IOException {
        try (var arena = Arena.ofShared();
                var pm = single.folder().open(arena, "pm2")) {
            var residual = pm.floats("ph_res");
            var staticPhase = pm.floats("C_ps");
            single.requireRows(
                    "pm2",
                    "ph_res",
                    residual.rows(),
                    residual.cols(),
                    single.stack().imageCount() - 1);
            single.requireRows("pm2", "C_ps", staticPhase.rows(), staticPhase.cols(), 1);
            return PairCoherence.of(
                    workers, residual, staticPhase, single.stack().referenceIndex(), pairs);
        }
    }

    private static double[] coherence(PointSet small) throws IOException {
        try (var arena = Arena.ofConfined();
                var pm = small.folder().open(arena, "pm2")) {
            var coherence = pm.numbers("coh_ps");
            small.requireRows("pm2", "coh_ps", coherence.length, 1, 1);
            return coherence;
        }
    }

    private static double[] weights(int[] rows, double[] coherence) {
        return Arrays.stream(rows)
                .mapToDouble(row -> PairCoherence.signalToNoise(coherence[row]))
                .toArray();
    }

    private ComplexMatrix patchPhase(Arena arena, PointSet single, PointSet small, PairPhase phase) throws IOException {
        try (var own = Arena.ofShared();
                var ps = single.folder().open(own, "pm2");
                var sb = small.folder().open(own, "pm2")) {
            var a = ps.complex("ph_patch");
            var b = sb.complex("ph_patch");
            single.requireRows(
                    "pm2", "ph_patch", a.rows(), a.cols(), single.stack().imageCount() - 1);
            small.requireRows("pm2", "ph_patch", b.rows(), b.cols(), phase.pairs().length);
            return phase.combine(arena, workers, a, single.stack().referenceIndex(), b);
        }
    }

    private ComplexMatrix correctedPhase(Arena arena, PointSet single, PointSet small, PairPhase phase)
            throws IOException {
        try (var own = Arena.ofShared();
                var ps = single.folder().open(own, "rc2");
                var sb = small.folder().open(own, "rc2")) {
            var a = ps.complex("ph_rc");
            var b = sb.complex("ph_rc");
            single.requireRows(
                    "rc2", "ph_rc", a.rows(), a.cols(), single.stack().imageCount());
            small.requireRows("rc2", "ph_rc", b.rows(), b.cols(), phase.pairs().length);
            return phase.combine(arena, workers, a, -1, b);
        }
    }

    private FloatMatrix baselines(Arena arena, PointSet single, PointSet small, PairPhase phase) throws IOException {
        try (var own = Arena.ofShared();
                var ps = single.folder().open(own, "bp2");
                var sb = small.folder().open(own, "bp2")) {
            var a = ps.floats("bperp_mat");
            var b = sb.floats("bperp_mat");
            single.requireRows(
                    "bp2", "bperp_mat", a.rows(), a.cols(), single.stack().imageCount() - 1);
            small.requireRows("bp2", "bperp_mat", b.rows(), b.cols(), phase.pairs().length);
            return phase.combineBaselines(arena, workers, a, single.stack().referenceIndex(), b);
        }
    }

    /// Root mean square of the corrected phase against the patch phase, degrees; the look-angle error is out
    /// already.
    private FloatMatrix noise(Arena arena, ComplexMatrix corrected, ComplexMatrix patchPhase) {
        var kernel = kernels.get(InterferogramNoise.FAMILY, corrected.re().size());
        var std = FloatMatrix.allocate(arena, corrected.cols(), 1);
        var none = new Ramp(
                FloatMatrix.allocate(arena, corrected.rows(), 1),
                FloatMatrix.vector(arena, 0),
                FloatMatrix.vector(arena, 0));
        for (int f = 0; f < corrected.cols(); f++) {
            var phase = corrected.viewColumns(f, f + 1);
            var patch = patchPhase.viewColumns(f, f + 1);
            var parts = new double[(corrected.rows() + BLOCK - 1) / BLOCK];
            workers.forBlocks(
                    corrected.rows(),
                    BLOCK,
                    (from, to) -> parts[(int) (from / BLOCK)] =
                            kernel.sumOfSquares(phase, patch, none, (int) from, (int) to));
            double sum =
                    IntStream.range(0, parts.length).mapToDouble(i -> parts[i]).reduce(0, Double::sum);
            std.set(f, 0, (float) Math.toDegrees(Math.sqrt(sum / corrected.rows())));
        }
        return std;
    }

    private static LinkedHashMap<String, MatValue> one(String name, MatValue value) {
        var values = new LinkedHashMap<String, MatValue>();
        values.put(name, value);
        return values;
    }

    private static void write(ArtifactFolder to, String artifact, LinkedHashMap<String, MatValue> values)
            throws IOException {
        MatFiles.write(to.file(artifact), values, MatFormat.AUTO);
    }
}
