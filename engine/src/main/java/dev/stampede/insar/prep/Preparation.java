package dev.stampede.insar.prep;

import dev.stampede.insar.artifacts.ArtifactNames;
import dev.stampede.insar.artifacts.StagedTree;
import dev.stampede.insar.params.ParameterFiles;
import dev.stampede.io.mat.FormatException;
import dev.stampede.kernels.KernelRegistry;
import dev.stampede.kernels.amplitude.Amplitude;
import dev.stampede.runtime.Progress;
import dev.stampede.runtime.UsageException;
import dev.stampede.runtime.Workers;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Stage 0: which pixels of a stack might be persistent scatterers?
///
/// Reads an export of SNAP, GAMMA, Doris or ISCE: co-registered images, interferograms, coordinates, heights.
/// Writes patches of candidate pixels with their values, the lists of files later stages look up, and the
/// initial parameters. The stack is read twice, in bands of lines, so it may be larger than memory. The same
/// export gives the same bytes on any number of threads.
///
/// Everything is checked first and written aside; the dataset changes in one step at the end, or not at all.
/// The caller holds the dataset's lock.
///
/// Source: Ferretti et al. (2001), doi:10.1109/36.898661; Hooper et al. (2007), doi:10.1029/2006JB004763.
public final class Preparation {
    private static final double DEFAULT_LIMIT = 0.4;
    private static final double DEFAULT_LIMIT_SMALL_BASELINE = 0.6;

    /// Published last: a dataset with a patch list is a prepared one.
    private static final String LAST = "patch.list";

    /// Further files in the root that belong to an earlier preparation or its results.
    private static final List<String> OBSOLETE = List.of(
            "selpsc.in",
            "selsbc.in",
            "rsc.txt",
            "patch.list_old",
            "small_baselines.list",
            "mean_amp.flt",
            "ps_parms_initial.log",
            "sb_parms_initial.log");

    private final KernelRegistry kernels;

    public Preparation(KernelRegistry kernels) {
        this.kernels = kernels;
    }

    /// Prepares the dataset.
    /// @throws UsageException           if the export or an option does not fit; nothing was written
    /// @throws IllegalArgumentException if an option is out of range; nothing was written
    public PrepReport run(PrepOptions options, Workers workers, Progress progress) throws IOException {
        options.check();
        var dataset = options.dataset().toAbsolutePath().normalize();
        var previous = patchFolders(dataset);
        if (!options.force() && (!previous.isEmpty() || Files.exists(dataset.resolve(LAST)))) {
            throw new UsageException(dataset + " is already prepared (it has "
                    + (previous.isEmpty() ? LAST : previous.first()) + "); use --force to replace it");
        }
        try {
            var tree = ExportScan.scan(options);
            var patches = PatchWindow.cut(tree.width(), tree.length(), options);
            try (var staged = StagedTree.open(dataset, "prep")) {
                var counts = write(staged.folder(), tree, patches, options, workers, progress);
                requireCandidates(counts, limit(options, tree), tree);
                staged.commit(LAST, obsolete(previous));
                return report(dataset, patches, counts);
            }
        } catch (FormatException e) {
            throw new UsageException(e.getMessage(), e);
        }
    }

    private long[] write(
            Path folder,
            ExportTree tree,
            List<PatchWindow> patches,
            PrepOptions options,
            Workers workers,
            Progress progress)
            throws IOException {
        double limit = limit(options, tree);
        var kernel = kernels.get(Amplitude.FAMILY, tree.pixels() * tree.images().size());
        writeLists(folder, tree, options.processor(), patches);
        ParameterFiles.create(folder, tree.smallBaseline(), options.processor().label());
        try (var arena = Arena.ofShared()) {
            var mask = Mask.open(arena, options.mask());
            var calibration = Calibration.measure(tree, mask, kernel, workers, progress);
            var constants = calibration.lines(tree.images());
            Files.writeString(folder.resolve("calamp.out"), constants);
            Files.writeString(
                    folder.resolve(tree.smallBaseline() ? "selsbc.in" : "selpsc.in"),
                    decimal(limit) + "\n" + tree.width() + "\n" + constants);
            var counts = new CandidateSelection(tree, patches, (float) limit)
                    .write(folder, calibration, mask, kernel, workers, progress);
            if (Arrays.stream(counts).sum() > 0) {
                new Extraction(tree, workers, progress)
                        .write(patches.stream()
                                .map(p -> folder.resolve(p.name()))
                                .toList());
            }
            return counts;
        }
    }

    private static void writeLists(Path folder, ExportTree tree, Processor processor, List<PatchWindow> patches)
            throws IOException {
        Files.writeString(folder.resolve("processor.txt"), processor.label() + "\n");
        Files.writeString(folder.resolve("width.txt"), tree.width() + "\n");
        Files.writeString(folder.resolve("len.txt"), tree.length() + "\n");
        for (var text : tree.texts().entrySet()) {
            Files.writeString(folder.resolve(text.getKey()), text.getValue());
        }
        Files.writeString(folder.resolve("calamp.in"), lines(tree.images()));
        var width = tree.width() + "\n";
        Files.writeString(folder.resolve("pscphase.in"), width + lines(tree.interferograms()));
        Files.writeString(folder.resolve("pscdem.in"), width + lines(List.of(tree.height())));
        Files.writeString(folder.resolve("psclonlat.in"), width + lines(List.of(tree.longitude(), tree.latitude())));
        Files.writeString(
                folder.resolve(LAST), patches.stream().map(p -> p.name() + "\n").collect(Collectors.joining()));
    }

    private static String lines(List<Path> files) {
        return files.stream().map(f -> f + "\n").collect(Collectors.joining());
    }

    private static double limit(PrepOptions options, ExportTree tree) {
        return options.ampDispersion().orElse(tree.smallBaseline() ? DEFAULT_LIMIT_SMALL_BASELINE : DEFAULT_LIMIT);
    }

    /// As a person would write it: no exponent, no trailing zeros.
    private static String decimal(double value) {
        return new java.math.BigDecimal(Double.toString(value))
                .stripTrailingZeros()
                .toPlainString();
    }

    private static void requireCandidates(long[] counts, double limit, ExportTree tree) {
        if (Arrays.stream(counts).sum() == 0) {
            throw new UsageException("no pixel of any patch passes --amp-dispersion " + decimal(limit)
                    + "; raise the limit, or check that the images are " + tree.orderName() + " and co-registered");
        }
    }

    private static TreeSet<String> patchFolders(Path dataset) throws IOException {
        var names = new TreeSet<String>();
        if (Files.isDirectory(dataset)) {
            try (var entries = Files.list(dataset)) {
                entries.filter(Files::isDirectory)
                        .map(p -> p.getFileName().toString())
                        .filter(n -> n.startsWith("PATCH_"))
                        .forEach(names::add);
            }
        } else if (Files.exists(dataset)) {
            throw new UsageException(dataset + " is a file, expected a folder to prepare");
        }
        return names;
    }

    /// Every old patch, and whatever later stages left in the root.
    private static List<String> obsolete(TreeSet<String> patches) {
        var names = new ArrayList<>(patches);
        names.addAll(OBSOLETE);
        ArtifactNames.mergedProducts().forEach(n -> names.add(n + ".mat"));
        ArtifactNames.patchProducts().forEach(n -> names.add(n + ".mat"));
        return names;
    }

    private static PrepReport report(Path dataset, List<PatchWindow> patches, long[] counts) {
        var rows = new ArrayList<PrepReport.Patch>();
        for (int i = 0; i < counts.length; i++) {
            var patch = patches.get(i);
            rows.add(new PrepReport.Patch(
                    patch.name(),
                    counts[i],
                    patch.bounds().toList(),
                    patch.core().toList()));
        }
        return new PrepReport(dataset, rows.size(), Arrays.stream(counts).sum(), rows);
    }
}
