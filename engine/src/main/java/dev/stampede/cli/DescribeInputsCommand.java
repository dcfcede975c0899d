package dev.stampede.cli;

import dev.stampede.insar.pipeline.DatasetCheck;
import dev.stampede.insar.pipeline.StageInputs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/// `describe-inputs`: what stages read, and whether a dataset has it.
@picocli.CommandLine.Command(
        name = "describe-inputs",
        description = "Lists what each stage reads; with --dataset also whether it is there and fits.")
final class DescribeInputsCommand extends Command {
    @Option(names = "--stage", paramLabel = "LIST", description = "all, or stages such as 3 or 2,3. Default: all.")
    private String stages = "all";

    @Option(names = "--dataset", paramLabel = "DIR", description = "Dataset to check.")
    private Path dataset;

    @Option(names = "--patch", paramLabel = "NAME", description = "Patch to check. Default: the first.")
    private String patch;

    @Override
    public Result call() throws IOException {
        var steps = StageInputs.of(stages);
        List<DatasetCheck> checks = new ArrayList<>();
        if (dataset != null) {
            for (var step : steps) {
                checks.add(DatasetCheck.of(dataset, step, patch));
            }
        }
        Map<String, Object> document = new LinkedHashMap<>();
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            rows.add(describe(steps.get(i), checks.isEmpty() ? null : checks.get(i)));
        }
        document.put("stages", rows);
        checks.stream()
                .filter(c -> c.step().stage() == 1)
                .findFirst()
                .ifPresent(c -> document.put("stage1_dataset_check", stage1(c)));
        return Result.ok(document, () -> text(steps, checks));
    }

    private static Map<String, Object> describe(StageInputs step, DatasetCheck check) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("stage", step.stage());
        row.put("scope", step.merged() ? "merged" : "patch");
        row.put("title", step.title());
        row.put(
                "inputs",
                step.inputs().stream()
                        .map(input -> {
                            Map<String, Object> entry = new LinkedHashMap<>();
                            entry.put("logical_input", input.logicalInput());
                            entry.put("array_name", input.arrayName());
                            entry.put("shape_hint", input.shapeHint());
                            entry.put("meaning", input.meaning());
                            entry.put("common_sources", input.commonSources());
                            entry.put("required", input.required());
                            return entry;
                        })
                        .toList());
        if (check != null) {
            row.put("dataset_check", check(check));
        }
        return row;
    }

    private static Map<String, Object> check(DatasetCheck check) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("folder", check.folder().toString());
        row.put("ok", check.ok());
        row.put("problems", check.problems());
        row.put(
                "inputs",
                check.findings().stream()
                        .map(f -> {
                            Map<String, Object> entry = new LinkedHashMap<>();
                            entry.put("array_name", f.input().arrayName());
                            entry.put("required", f.input().required());
                            entry.put("present", f.present());
                            entry.put("found", f.found().isEmpty() ? null : f.found());
                            entry.put("finite", f.nonFinite() < 0 ? null : f.nonFinite() == 0);
                            entry.put("non_finite_values", f.nonFinite() < 0 ? null : f.nonFinite());
                            return entry;
                        })
                        .toList());
        return row;
    }

    private static Map<String, Object> stage1(DatasetCheck check) {
        boolean dayFile = java.nio.file.Files.exists(check.folder().resolve("day.1.in"))
                || java.nio.file.Files.exists(check.folder().resolveSibling("day.1.in"));
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("dataset", check.folder().getParent().toString());
        row.put("patch", check.folder().getFileName().toString());
        row.put("metadata_mode", dayFile ? "text files" : "image parameter files");
        Map<String, Object> overview = new LinkedHashMap<>();
        check.findings().forEach(f -> overview.put(f.input().arrayName(), f.present() ? f.found() : "missing"));
        row.put("overview", overview);
        row.put("consistency", check.ok() ? "ok" : "not ok");
        row.put("warnings", check.problems());
        return row;
    }

    private static String text(List<StageInputs> steps, List<DatasetCheck> checks) {
        var text = new StringBuilder();
        for (int i = 0; i < steps.size(); i++) {
            var step = steps.get(i);
            text.append("Stage ").append(step.stage()).append(step.merged() ? " (merged): " : " (per patch): ");
            text.append(step.title()).append('\n');
            if (checks.isEmpty()) {
                var table = new Table("input", "name", "shape", "meaning");
                step.inputs()
                        .forEach(in -> table.row(
                                in.logicalInput(),
                                in.arrayName() + (in.required() ? "" : " (optional)"),
                                in.shapeHint(),
                                in.meaning()));
                text.append(table);
            } else {
                var check = checks.get(i);
                var table = new Table("input", "name", "found", "not finite");
                check.findings()
                        .forEach(f -> table.row(
                                f.input().logicalInput(),
                                f.input().arrayName(),
                                f.present() ? f.found() : f.input().required() ? "MISSING" : "absent (optional)",
                                f.nonFinite() < 0 ? "-" : f.nonFinite()));
                text.append(table);
                check.problems().forEach(p -> text.append("problem: ").append(p).append('\n'));
            }
            text.append('\n');
        }
        return text.toString();
    }
}
