package dev.stampede.cli;

import dev.stampede.insar.pipeline.DatasetStatus;
import dev.stampede.insar.pipeline.DatasetStatus.FolderStatus;
import dev.stampede.insar.pipeline.Datasets;
import dev.stampede.insar.pipeline.config.ByteSize;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/// `status`: how far a dataset is.
@picocli.CommandLine.Command(name = "status", description = "Shows how far each patch and the merged dataset are.")
final class StatusCommand extends Command {
    @Option(names = "--dataset", required = true, paramLabel = "DIR", description = "The dataset.")
    private Path dataset;

    @Override
    public Result call() throws IOException {
        var status = Datasets.status(dataset, session().config());
        return Result.ok(document(status), () -> text(status));
    }

    private static Map<String, Object> document(DatasetStatus status) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("dataset", status.dataset().toString());
        document.put("merged_stage", status.mergedStage());
        List<Map<String, Object>> patches = new ArrayList<>();
        for (var patch : status.patches()) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("patch", patch.patch());
            row.put("stage", patch.stage());
            addTo(row, patch.folder());
            patches.add(row);
        }
        document.put("patches", patches);
        addTo(document, status.root());
        document.put("disk_bytes", status.diskBytes());
        return document;
    }

    /// Adds what is worth saying; a folder in order adds only its sizes.
    private static void addTo(Map<String, Object> row, FolderStatus folder) {
        folder.psCount().ifPresent(n -> row.put("n_ps", n));
        folder.ifgCount().ifPresent(n -> row.put("n_ifg", n));
        if (!folder.gaps().isEmpty()) {
            row.put("gaps", folder.gaps());
        }
        if (!folder.bundleMissing().isEmpty()) {
            row.put("bundle_missing", folder.bundleMissing());
        }
        if (!folder.stale().isEmpty()) {
            row.put(
                    "stale",
                    folder.stale().stream()
                            .map(s -> Map.of("stage", s.stage(), "reason", s.reason()))
                            .toList());
        }
        if (folder.emptiedBy() > 0) {
            row.put("emptied_by", folder.emptiedBy());
        }
        if (!folder.problems().isEmpty()) {
            row.put("problems", folder.problems());
        }
    }

    private static String text(DatasetStatus status) {
        var table = new Table("folder", "stage", "points", "ifgs", "remarks");
        for (var patch : status.patches()) {
            table.row(
                    patch.patch(),
                    patch.stage(),
                    known(patch.folder().psCount()),
                    known(patch.folder().ifgCount()),
                    remarks(patch.folder()));
        }
        table.row(
                "merged",
                status.mergedStage(),
                known(status.root().psCount()),
                known(status.root().ifgCount()),
                remarks(status.root()));
        return status.dataset() + " (" + ByteSize.format(status.diskBytes()) + ")\n" + table;
    }

    private static String known(java.util.OptionalLong value) {
        return value.isPresent() ? Long.toString(value.getAsLong()) : "-";
    }

    private static String remarks(FolderStatus folder) {
        List<String> remarks = new ArrayList<>();
        if (folder.emptiedBy() > 0) {
            remarks.add("no points left after stage " + folder.emptiedBy());
        }
        folder.gaps().forEach(stage -> remarks.add("stage " + stage + " is there, an earlier one is not"));
        folder.bundleMissing().forEach(stage -> remarks.add("stage " + stage + " is incomplete"));
        remarks.addAll(folder.stale().stream()
                .map(s -> "stage " + s.stage() + " is out of date: " + s.reason())
                .collect(Collectors.toList()));
        remarks.addAll(folder.problems());
        return String.join("; ", remarks);
    }
}
