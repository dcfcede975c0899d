package dev.stampede.verify;

import dev.stampede.io.mat.MatArray;
import dev.stampede.io.mat.MatFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Finds the points two folders have in common, so that values can be compared even when the selections
/// differ by a few: rows of `select1` by candidate number, rows of version-2 artifacts by pixel.
final class CommonPoints implements Function<Expectation, RowMatch> {
    private final Function<String, Path> runFile;
    private final Function<String, Path> goldenFile;
    private final Map<String, Optional<RowMatch>> known = new HashMap<>();

    /// @param runFile    path in the run of a name such as `PATCH_1/ps2.mat`
    /// @param goldenFile the same in the golden tree
    CommonPoints(Function<String, Path> runFile, Function<String, Path> goldenFile) {
        this.runFile = runFile;
        this.goldenFile = goldenFile;
    }

    @Override
    public RowMatch apply(Expectation file) {
        String folder = file.patch().map(p -> p + "/").orElse("");
        String artifact = file.artifact();
        if (artifact.equals("select1")) {
            return match(folder + "select1.mat", "ix");
        }
        return artifact.endsWith("2") ? match(folder + "ps2.mat", "ij", 1, 2) : null;
    }

    private RowMatch match(String name, String variable, int... columns) {
        return known.computeIfAbsent(name, key -> Optional.ofNullable(load(key, variable, columns)))
                .orElse(null);
    }

    private RowMatch load(String name, String variable, int... columns) {
        Path run = runFile.apply(name);
        Path golden = goldenFile.apply(name);
        if (run == null || golden == null || !Files.exists(run) || !Files.exists(golden)) {
            return null;
        }
        try (var arena = Arena.ofConfined();
                var a = MatFiles.open(run);
                var b = MatFiles.open(golden)) {
            if (a.find(variable).isEmpty() || b.find(variable).isEmpty()) {
                return null;
            }
            var match = RowMatch.byKey((MatArray) a.read(arena, variable), (MatArray) b.read(arena, variable), columns);
            return match.isIdentity() ? null : match;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
