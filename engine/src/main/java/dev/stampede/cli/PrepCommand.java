package dev.stampede.cli;

import dev.stampede.insar.artifacts.DatasetLock;
import dev.stampede.insar.pipeline.KernelCatalog;
import dev.stampede.insar.pipeline.config.Backends;
import dev.stampede.insar.prep.PrepOptions;
import dev.stampede.insar.prep.PrepReport;
import dev.stampede.insar.prep.Preparation;
import dev.stampede.insar.prep.Processor;
import dev.stampede.runtime.Machine;
import dev.stampede.runtime.Workers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/// `prep`: from an export to patches of candidate pixels. One subcommand per program that made the export.
@picocli.CommandLine.Command(
        name = "prep",
        description = "Prepares an export: calibrates, chooses candidate pixels, cuts patches.",
        subcommands = {PrepCommand.Snap.class, PrepCommand.Gamma.class, PrepCommand.Doris.class, PrepCommand.Isce.class
        },
        synopsisSubcommandLabel = "snap|gamma|doris|isce")
final class PrepCommand {
    private PrepCommand() {}

    /// Options and work of every processor.
    abstract static class Base extends Command {
        private final Processor processor;

        @Option(
                names = "--dataset",
                required = true,
                paramLabel = "DIR",
                description = "Folder to prepare; created if absent.")
        private Path dataset;

        @Option(
                names = "--export",
                paramLabel = "DIR",
                description =
                        "Folder with rslc/ diff0/ geo/, or SMALL_BASELINES/ geo/; Doris, ISCE: INSAR_YYYYMMDD or its"
                                + " SMALL_BASELINES. Default: the dataset.")
        private Path export;

        @Option(
                names = "--master-date",
                paramLabel = "YYYYMMDD",
                description = "Reference image. Default: from the export.")
        private String masterDate;

        @Option(
                names = "--amp-dispersion",
                paramLabel = "X",
                description =
                        "Keep pixels below; negative: keep from its magnitude up. Default: 0.4 (small baselines 0.6).")
        private Double ampDispersion;

        @Option(names = "--range-patches", paramLabel = "N", description = "Patches in range. Default: 1.")
        private int rangePatches = 1;

        @Option(names = "--azimuth-patches", paramLabel = "N", description = "Patches in azimuth. Default: 1.")
        private int azimuthPatches = 1;

        @Option(
                names = "--range-overlap",
                paramLabel = "N",
                description = "Pixels added on inner edges in range. Default: 50.")
        private int rangeOverlap = PrepOptions.OVERLAP;

        @Option(
                names = "--azimuth-overlap",
                paramLabel = "N",
                description = "Lines added on inner edges in azimuth. Default: 50.")
        private int azimuthOverlap = PrepOptions.OVERLAP;

        @Option(names = "--mask", paramLabel = "FILE", description = "One byte per pixel; anything but 0 excludes it.")
        private Path mask;

        @Option(names = "--force", description = "Replace what an earlier preparation left.")
        private boolean force;

        @Option(names = "--cpu-workers", paramLabel = "N", description = "Threads; 0 = all this process may use.")
        private Integer cpuWorkers;

        Base(Processor processor) {
            this.processor = processor;
        }

        @Override
        public Result call() throws IOException {
            Map<String, Object> settings = new LinkedHashMap<>();
            settings.put("runtime.cpu_workers", cpuWorkers);
            var config = session().config(settings);
            var kernels = config.registry(KernelCatalog.families(), Backends.availability(), 0, dataset.toString())
                    .requireNamed();
            int threads = config.cpuWorkers() > 0
                    ? config.cpuWorkers()
                    : Machine.current().processors();
            try (var workers = new Workers(threads, session().cancellation())) {
                var report = run(new Preparation(kernels), workers);
                return Result.ok(document(report), () -> text(report));
            }
        }

        private PrepReport run(Preparation preparation, Workers workers) throws IOException {
            var progress = session().display().progress();
            if (!Files.isDirectory(dataset)) {
                return preparation.run(options(), workers, progress);
            }
            try (var lock = DatasetLock.acquire(dataset, "prep")) {
                lock.note().ifPresent(session().display()::message);
                return preparation.run(options(), workers, progress);
            }
        }

        private PrepOptions options() {
            var options = PrepOptions.builder(processor, dataset)
                    .export(export == null ? dataset : export)
                    .patches(rangePatches, azimuthPatches)
                    .overlap(rangeOverlap, azimuthOverlap)
                    .force(force);
            if (masterDate != null) {
                options.masterDate(masterDate);
            }
            if (ampDispersion != null) {
                options.ampDispersion(ampDispersion);
            }
            if (mask != null) {
                options.mask(mask);
            }
            return options.build();
        }

        private static Map<String, Object> document(PrepReport report) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("dataset_root", report.datasetRoot().toString());
            document.put("patch_count", report.patchCount());
            document.put("candidate_count", report.candidateCount());
            document.put(
                    "patches",
                    report.patches().stream()
                            .map(p -> {
                                Map<String, Object> row = new LinkedHashMap<>();
                                row.put("patch", p.patch());
                                row.put("candidates", p.candidates());
                                row.put("bounds", p.bounds());
                                row.put("noover", p.noover());
                                return row;
                            })
                            .toList());
            return document;
        }

        private static String text(PrepReport report) {
            var table = new Table("patch", "candidates", "columns", "lines", "core columns", "core lines");
            for (var p : report.patches()) {
                table.row(
                        p.patch(),
                        p.candidates(),
                        p.bounds().get(0) + "-" + p.bounds().get(1),
                        p.bounds().get(2) + "-" + p.bounds().get(3),
                        p.noover().get(0) + "-" + p.noover().get(1),
                        p.noover().get(2) + "-" + p.noover().get(3));
            }
            return table + "" + report.candidateCount() + " candidates in " + report.patchCount() + " patches of "
                    + report.datasetRoot() + "\n";
        }
    }

    /// `prep snap`.
    @picocli.CommandLine.Command(name = "snap", description = "Prepares the StaMPS export of SNAP.")
    static final class Snap extends Base {
        Snap() {
            super(Processor.SNAP);
        }
    }

    /// `prep gamma`.
    @picocli.CommandLine.Command(name = "gamma", description = "Prepares an export of GAMMA.")
    static final class Gamma extends Base {
        Gamma() {
            super(Processor.GAMMA);
        }
    }

    /// `prep doris`.
    @picocli.CommandLine.Command(
            name = "doris",
            description = "Prepares a stack of Doris: INSAR_YYYYMMDD, or its SMALL_BASELINES.")
    static final class Doris extends Base {
        Doris() {
            super(Processor.DORIS);
        }
    }

    /// `prep isce`.
    @picocli.CommandLine.Command(
            name = "isce",
            description = "Prepares a stack of ISCE: INSAR_YYYYMMDD, or its SMALL_BASELINES.")
    static final class Isce extends Base {
        Isce() {
            super(Processor.ISCE);
        }
    }
}
