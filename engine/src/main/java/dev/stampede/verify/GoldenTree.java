package dev.stampede.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

/// Expected outputs kept stage by stage: one folder per stage holding what that stage wrote or changed,
/// relative to the working folder. A file that several stages write is expected as the last of them left
/// it.
///
/// @param data   folder that `@DATA@` stands for in text files
/// @param stages folder per stage key (`0`, `1` … `5a`, `5b` … `8`), in order
/// @param probes artifacts that no run has, because they were kept for other purposes or belong to the
///               driver of the original; with a stage key and a slash before the name, of that stage only
public record GoldenTree(Path data, SequencedMap<String, Path> stages, Set<String> probes) {
    /// Only the given stage.
    public GoldenTree only(String stage) {
        var one = new LinkedHashMap<String, Path>();
        one.put(stage, stages.get(stage));
        return new GoldenTree(data, one, probes);
    }

    /// The stages up to and including one.
    public GoldenTree through(String stage) {
        var some = new LinkedHashMap<String, Path>();
        for (var entry : stages.entrySet()) {
            some.put(entry.getKey(), entry.getValue());
            if (entry.getKey().equals(stage)) {
                break;
            }
        }
        return new GoldenTree(data, some, probes);
    }

    /// The newest version of a file by its name relative to the working folder, or `null`.
    Path file(String name) {
        Path newest = null;
        for (Path folder : stages.values()) {
            if (Files.exists(folder.resolve(name))) {
                newest = folder.resolve(name);
            }
        }
        return newest;
    }

    List<Expectation> expectations(Path run, VerifyScope scope) throws IOException {
        Map<String, Expectation> newest = new LinkedHashMap<>();
        for (var entry : stages.entrySet()) {
            if (!scope.includes(entry.getKey()) || entry.getValue() == null) {
                continue;
            }
            try (var walk = Files.walk(entry.getValue())) {
                for (Path file : walk.filter(Files::isRegularFile).sorted().toList()) {
                    String name = entry.getValue().relativize(file).toString().replace('\\', '/');
                    var expectation = new Expectation(name, file, run.resolve(name), entry.getKey());
                    newest.remove(name);
                    if (!probes.contains(expectation.artifact())
                            && !probes.contains(entry.getKey() + "/" + expectation.artifact())) {
                        newest.put(name, expectation);
                    }
                }
            }
        }
        return new ArrayList<>(newest.values());
    }
}
