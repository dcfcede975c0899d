package dev.stampede.verify;

import dev.stampede.io.mat.MatArray;
import dev.stampede.io.mat.MatFile;
import dev.stampede.io.mat.MatFiles;
import dev.stampede.io.mat.MatVariable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Compares one file of a run with its golden counterpart, variable by variable, so that one variable at a
/// time is held in memory. Both are only read.
final class FileComparator {
    private final RuleTable rules;
    private final String run;
    private final ValueComparator values;
    private final TextFiles texts;
    private final Function<Expectation, RowMatch> matches;

    /// @param run     id of the run of a golden case, or empty
    /// @param matches common rows of the folder of a file, or `null`
    FileComparator(
            RuleTable rules,
            String run,
            boolean strictShape,
            TextFiles texts,
            Function<Expectation, RowMatch> matches) {
        this.rules = rules;
        this.run = run;
        this.values = new ValueComparator(strictShape);
        this.texts = texts;
        this.matches = matches;
    }

    /// @param keys variables to compare; empty = all
    FileOutcome compare(Expectation file, Set<String> keys) throws IOException {
        if (!Files.exists(file.run())) {
            return FileOutcome.failed(file, FailureKind.MISSING_RUN_ARTIFACT, file.name() + " is missing in the run");
        }
        if (!Files.exists(file.golden())) {
            return FileOutcome.failed(
                    file, FailureKind.MISSING_ORACLE_ARTIFACTS, file.name() + " is missing in the golden tree");
        }
        if (!file.isMat()) {
            var rule = rules.findRow(file.stage(), file.artifact(), "*", run)
                    .orElseGet(() -> Rule.ofClass(file.artifact(), "*", ValueClass.BYTES, "same bytes"));
            return new FileOutcome(
                    file.name(), file.stage(), Optional.empty(), "", List.of(texts.compare(rule, file)), List.of());
        }
        try (var runFile = MatFiles.open(file.run());
                var goldenFile = MatFiles.open(file.golden())) {
            return variables(file, runFile, goldenFile, keys);
        }
    }

    private FileOutcome variables(Expectation file, MatFile runFile, MatFile goldenFile, Set<String> keys)
            throws IOException {
        List<Outcome> outcomes = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (var variable : goldenFile.variables()) {
            if (!keys.isEmpty() && !keys.contains(variable.name())) {
                continue;
            }
            var rule = rules.find(file.stage(), file.artifact(), variable, run);
            if (runFile.find(variable.name()).isEmpty()) {
                outcomes.add(missing(rule, variable, FailureKind.MISSING_REQUIRED_KEYS));
                continue;
            }
            outcomes.add(compare(file, rule, variable, runFile, goldenFile));
        }
        for (String name : rules.required(file.stage(), file.artifact(), run)) {
            if (goldenFile.find(name).isEmpty()
                    && runFile.find(name).isPresent()
                    && (keys.isEmpty() || keys.contains(name))) {
                notes.add(name + " is missing in the golden file and was not compared");
            }
        }
        for (var variable : runFile.variables()) {
            if (goldenFile.find(variable.name()).isEmpty() && !notes.toString().contains(variable.name() + " ")) {
                notes.add(variable.name() + " occurs in the run only");
            }
        }
        outcomes.forEach(o -> notes.addAll(o.notes()));
        return new FileOutcome(
                file.name(), file.stage(), Optional.empty(), "", List.copyOf(outcomes), List.copyOf(notes));
    }

    private Outcome compare(Expectation file, Rule rule, MatVariable variable, MatFile runFile, MatFile goldenFile)
            throws IOException {
        try (var arena = Arena.ofConfined()) {
            var others = new ValueComparator.Others() {
                @Override
                public MatArray run(String name) {
                    return array(arena, runFile, name);
                }

                @Override
                public MatArray golden(String name) {
                    return array(arena, goldenFile, name);
                }
            };
            return values.compare(
                    rule,
                    variable.name(),
                    runFile.read(arena, variable.name()),
                    goldenFile.read(arena, variable.name()),
                    matches.apply(file),
                    others);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static MatArray array(Arena arena, MatFile file, String name) {
        try {
            return (MatArray) file.read(arena, name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Outcome missing(Rule rule, MatVariable variable, FailureKind kind) {
        return new Outcome(
                variable.name(),
                rule,
                !rule.gated(),
                false,
                Optional.of(kind),
                0,
                0,
                0,
                0,
                0,
                Optional.empty(),
                "absent",
                variable.type().label(),
                java.util.Map.of(),
                List.of());
    }
}
