package dev.stampede.insar.stage1;

import dev.stampede.insar.artifacts.Bundle;
import dev.stampede.insar.model.Stage;
import dev.stampede.insar.model.StageContext;
import dev.stampede.insar.model.StageSummary;
import dev.stampede.insar.model.UnsupportedModeException;
import dev.stampede.io.mat.Mat;
import dev.stampede.io.mat.MatValue;
import dev.stampede.memory.DoubleMatrix;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// Stage 1: where are the candidates of a patch, when and from where were they seen, and what was their phase?
///
/// Reads the candidate files of a patch and the metadata of the export they were cut from. Writes `ps1, ph1,
/// bp1, la1, psver, no_ps_info`, and `da1, hgt1, inc1` when their sources exist; small baselines also
/// `small_baselines.list`. Stores `heading`, `lambda`, `platform` and `slc_osf` as parameters, where the stack
/// tells them. Source: Hooper et al. (2007), doi:10.1029/2006JB004763.
public final class Stage1 implements Stage {
    private static final List<String> PROCESSORS = List.of("snap", "gamma", "doris", "isce");

    /// Bytes per candidate of places, angles and orders, and of the tables made of them.
    private static final long PER_CANDIDATE = 200;

    @Override
    public int number() {
        return 1;
    }

    @Override
    public Scope scope() {
        return Scope.PATCH;
    }

    @Override
    public void requireSupported(StageContext context) {
        var processor = context.parameters().text("insar_processor");
        if (!PROCESSORS.contains(processor)) {
            throw new UnsupportedModeException(
                    "insar_processor is " + processor + "; stage 1 loads candidates prepared from " + PROCESSORS);
        }
    }

    /// The phase, which is the largest matrix, with a column for the reference image.
    @Override
    public long estimateMemory(StageContext context) throws IOException {
        var folder = context.folder().path();
        long candidates = sizeOf(folder.resolve("pscands.1.ll")) / 8;
        return bytes(
                candidates,
                sizeOf(folder.resolve("pscands.1.ph")),
                context.workers().threads());
    }

    /// @param phase size of the phase file
    static long bytes(long candidates, long phase, int threads) {
        return phase + candidates * (8 + PER_CANDIDATE) + threads * CandidatePhase.bytesPerThread(candidates);
    }

    private static long sizeOf(Path file) throws IOException {
        return Files.exists(file) ? Files.size(file) : 0;
    }

    @Override
    public StageSummary run(StageContext context) throws IOException {
        var view = view(context);
        var candidates = CandidateFiles.check(context.folder().path(), view.order(), view.interferograms());
        try (var arena = Arena.ofShared()) {
            var load = PatchLoad.of(arena, context.workers(), candidates, view.dates(), view.heading());
            var out = context.output();
            try (var own = Arena.ofShared()) {
                out.append("ph1", one("ph", load.phase(own, view.scale())));
            }
            MatValue meanBaseline;
            try (var own = Arena.ofShared()) {
                var baselines = view.baselines(own, load);
                out.append("bp1", one("bperp_mat", baselines.perPoint()));
                meanBaseline = baselines.mean();
            }
            view.angles(load, out);
            append(out, "da1", "D_A", load, candidates.amplitudeDispersion(arena));
            append(out, "hgt1", "hgt", load, candidates.heights(arena));
            out.replace("psver", one("psver", Mat.scalar(1.0)));
            out.replace("no_ps_info", one("stamps_step_no_ps", Mat.column(load.psCount() == 0 ? 1 : 0, 0, 0, 0, 0)));
            if (view.dates().smallBaseline()) {
                out.text("small_baselines.list", view.dates().pairList());
            }
            var table = load.table(meanBaseline);
            view.describe(table);
            out.append("ps1", table);
            return summary(candidates.count(), load.psCount(), view);
        }
    }

    private static StackView view(StageContext context) throws IOException {
        boolean smallBaseline = context.parameters().smallBaseline();
        var patch = context.folder().path();
        var processor = context.parameters().text("insar_processor");
        return switch (processor) {
            case "doris", "isce" -> GridView.read(patch, processor.equals("isce"), smallBaseline);
            default -> OrbitView.read(patch, smallBaseline);
        };
    }

    private static void append(Bundle out, String artifact, String name, PatchLoad load, Optional<DoubleMatrix> values)
            throws IOException {
        if (values.isPresent()) {
            out.append(artifact, one(name, load.perPoint(values.get())));
        }
    }

    private static SequencedMap<String, MatValue> one(String name, MatValue value) {
        return new LinkedHashMap<>(Map.of(name, value));
    }

    private static StageSummary summary(int candidates, int psCount, StackView view) {
        int ifgCount = view.dates().ifgCount();
        var lost =
                candidates == psCount ? "" : ", " + (candidates - psCount) + " without coordinates or phase left out";
        var summary = psCount == 0
                ? StageSummary.empty(candidates == 0 ? "no candidates" : "no candidate has coordinates and phase")
                : StageSummary.of(psCount + " candidates in " + ifgCount + " interferograms" + lost, psCount);
        return summary.withParameters(view.parameters()).withFigures(Map.of("n_ps", psCount, "n_ifg", ifgCount));
    }
}
