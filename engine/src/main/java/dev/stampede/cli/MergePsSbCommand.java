package dev.stampede.cli;

import dev.stampede.insar.artifacts.DatasetLock;
import dev.stampede.insar.combined.PsSbMerge;
import dev.stampede.insar.pipeline.KernelCatalog;
import dev.stampede.insar.pipeline.config.Backends;
import dev.stampede.runtime.Machine;
import dev.stampede.runtime.Workers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/// `merge-ps-sb`: one small-baseline set from two sets of the same images.
@picocli.CommandLine.Command(
        name = "merge-ps-sb",
        description = "Joins a single-master and a small-baseline dataset of the same images, each run to stage 5."
                + " Stages 6 to 8 then run on the result.")
final class MergePsSbCommand extends Command {
    @Option(names = "--ps", required = true, paramLabel = "DIR", description = "The single-master dataset.")
    private Path singleMaster;

    @Option(names = "--sb", required = true, paramLabel = "DIR", description = "The small-baseline dataset.")
    private Path smallBaselines;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "Dataset to write, usually MERGED beside SMALL_BASELINES; created if absent.")
    private Path out;

    @Option(names = "--force", description = "Replace a combined dataset that is there.")
    private boolean force;

    @Option(names = "--cpu-workers", paramLabel = "N", description = "Threads; 0 = all this process may use.")
    private Integer cpuWorkers;

    @Override
    public Result call() throws IOException {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("runtime.cpu_workers", cpuWorkers);
        var config = session().config(settings);
        var kernels = config.registry(KernelCatalog.families(), Backends.availability(), 0, out.toString())
                .requireNamed();
        int threads = config.cpuWorkers() > 0
                ? config.cpuWorkers()
                : Machine.current().processors();
        try (var workers = new Workers(threads, session().cancellation())) {
            var report = run(new PsSbMerge(kernels, workers));
            return Result.ok(document(report), () -> text(report));
        }
    }

    private PsSbMerge.Report run(PsSbMerge merge) throws IOException {
        if (!Files.isDirectory(out)) {
            return merge.run(singleMaster, smallBaselines, out, force);
        }
        try (var lock = DatasetLock.acquire(out, "merge-ps-sb")) {
            lock.note().ifPresent(session().display()::message);
            return merge.run(singleMaster, smallBaselines, out, force);
        }
    }

    private static Map<String, Object> document(PsSbMerge.Report report) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("dataset_root", report.out().toString());
        document.put("n_ps", report.points());
        document.put("n_ifg", report.interferograms());
        document.put("single_master_only", report.singleOnly());
        document.put("common", report.common());
        document.put("small_baseline_only", report.smallOnly());
        document.put("duplicates_dropped", report.duplicates());
        document.put("incoherent_dropped", report.incoherent());
        return document;
    }

    private static String text(PsSbMerge.Report report) {
        return report.points() + " points in " + report.interferograms() + " interferograms: " + report.singleOnly()
                + " of the single-master set, " + report.common() + " of both, " + report.smallOnly()
                + " of the small-baseline set\nleft out: " + report.incoherent() + " not coherent in the network, "
                + report.duplicates() + " with the coordinates of another point\n" + report.out() + "\n";
    }
}
