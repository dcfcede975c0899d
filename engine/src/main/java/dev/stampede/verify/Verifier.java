package dev.stampede.verify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/// Compares a run with a golden tree, or any two trees or files. Both are only read.
///
///     Verifier.verify(run, golden, RuleTable.defaults(tolerance), VerifyScope.throughStage(6))
public final class Verifier {
    private static final Pattern PATCH = Pattern.compile("PATCH_.+");

    private Verifier() {}

    /// Compares every known artifact of the golden tree; what only the run has is ignored.
    /// @throws NotDirectoryException if one of the folders does not exist
    public static VerificationReport verify(Path run, Path golden, RuleTable rules, VerifyScope scope)
            throws IOException {
        return verify(run, golden, rules, "", scope);
    }

    /// As above, with the rules of one run of a manifest.
    public static VerificationReport verify(Path run, Path golden, RuleTable rules, String runId, VerifyScope scope)
            throws IOException {
        requireFolder(run);
        requireFolder(golden);
        List<Expectation> files = new ArrayList<>();
        for (Path file : matFiles(golden)) {
            String name = golden.relativize(file).toString().replace('\\', '/');
            int cut = name.lastIndexOf('/');
            String folder = cut < 0 ? "" : name.substring(0, cut);
            if (!folder.isEmpty() && !PATCH.matcher(folder).matches()) {
                continue;
            }
            String artifact = name.substring(cut + 1, name.length() - ".mat".length());
            KnownArtifacts.find(artifact, !folder.isEmpty())
                    .filter(e -> scope.includes(e.stage()))
                    .filter(e -> !(scope.finalProductsOnly() && e.intermediate()))
                    .ifPresent(e -> files.add(new Expectation(name, file, run.resolve(name), e.stage())));
        }
        return compare(files, rules, runId, scope, TextFiles.PLAIN, run::resolve, golden::resolve, Set.of());
    }

    /// Compares two files, or all MAT files that two trees share by name.
    /// @param keys variables to compare; empty = all
    public static VerificationReport compare(Path a, Path b, RuleTable rules, Set<String> keys, boolean strictShape)
            throws IOException {
        var scope = new VerifyScope(8, false, strictShape);
        if (Files.isRegularFile(a) && Files.isRegularFile(b)) {
            var file = new Expectation(b.getFileName().toString(), b, a, "*");
            return compare(List.of(file), rules, "", scope, TextFiles.PLAIN, n -> null, n -> null, keys);
        }
        requireFolder(a);
        requireFolder(b);
        List<Expectation> files = new ArrayList<>();
        for (Path file : matFiles(b)) {
            String name = b.relativize(file).toString().replace('\\', '/');
            int cut = name.lastIndexOf('/');
            String artifact = name.substring(cut + 1, name.length() - ".mat".length());
            String stage = KnownArtifacts.find(artifact, cut >= 0)
                    .map(KnownArtifacts.Entry::stage)
                    .orElse("*");
            files.add(new Expectation(name, file, a.resolve(name), stage));
        }
        return compare(files, rules, "", scope, TextFiles.PLAIN, a::resolve, b::resolve, keys);
    }

    /// Compares the given files; the way the golden cases use.
    static VerificationReport compare(
            List<Expectation> files,
            RuleTable rules,
            String runId,
            VerifyScope scope,
            TextFiles texts,
            Function<String, Path> runFile,
            Function<String, Path> goldenFile,
            Set<String> keys)
            throws IOException {
        var comparator =
                new FileComparator(rules, runId, scope.strictShape(), texts, new CommonPoints(runFile, goldenFile));
        List<FileOutcome> outcomes = new ArrayList<>();
        try {
            for (var file : files) {
                outcomes.add(comparator.compare(file, keys));
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return new VerificationReport(rules.profile(), scope, List.copyOf(outcomes));
    }

    /// Expectations of a golden case and the comparison of a folder with them.
    public static VerificationReport verifyCase(
            GoldenTree golden, Path run, RuleTable rules, String runId, VerifyScope scope) throws IOException {
        requireFolder(run);
        return compare(
                golden.expectations(run, scope),
                rules,
                runId,
                scope,
                new TextFiles(Map.of("@DATA@", golden.data(), "@WORK@", run)),
                run::resolve,
                golden::file,
                Set.of());
    }

    private static void requireFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new NotDirectoryException(folder + " is not a folder");
        }
    }

    private static List<Path> matFiles(Path root) throws IOException {
        try (var walk = Files.walk(root, 2)) {
            return walk.filter(p -> p.toString().endsWith(".mat"))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        }
    }
}
