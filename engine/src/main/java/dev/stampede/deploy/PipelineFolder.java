package dev.stampede.deploy;

import dev.stampede.operators.core.OperatorRegistry;
import dev.stampede.operators.core.PipelineReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;

/// The pipelines of a folder under the names of their files, read again when a file changes. All of them
/// change at once: a call sees either what was or what is. A file that cannot be read keeps its former
/// pipeline in service, and the reason is told.
public final class PipelineFolder {
    /// A pipeline in service.
    ///
    /// @param name   of the file without its ending
    /// @param call   what runs
    /// @param digest of the pipeline, 64 hexadecimal digits
    /// @param text   its steps
    public record Entry(String name, PipelineCall call, String digest, String text, FileTime modified, long bytes) {
        /// The first 12 digits, for lists.
        public String shortHash() {
            return digest.substring(0, 12);
        }

        /// The first 16 digits, for the header of answers.
        public String configHash() {
            return digest.substring(0, 16);
        }
    }

    private record State(SortedMap<String, Entry> entries, SortedMap<String, String> problems) {}

    private final Path folder;
    private final PipelineReader reader = PipelineReader.of(OperatorRegistry.standard());
    private final AtomicReference<State> state =
            new AtomicReference<>(new State(Collections.emptySortedMap(), Collections.emptySortedMap()));

    private PipelineFolder(Path folder) {
        this.folder = folder;
    }

    /// Reads the folder.
    /// @throws IOException              if it cannot be listed
    /// @throws IllegalArgumentException if it holds no pipeline, or one cannot be read: a start is strict
    public static PipelineFolder open(Path folder) throws IOException {
        var pipelines = new PipelineFolder(folder);
        pipelines.refresh();
        var now = pipelines.state.get();
        if (!now.problems().isEmpty()) {
            throw new IllegalArgumentException(now.problems().get(now.problems().firstKey()));
        }
        if (now.entries().isEmpty()) {
            throw new IllegalArgumentException(folder + " holds no pipeline; put .yaml or .json files there");
        }
        return pipelines;
    }

    /// Reads what changed since the last time and puts it into service.
    /// @return names of pipelines that are new, changed or gone
    /// @throws IOException if the folder cannot be listed
    public synchronized List<String> refresh() throws IOException {
        var before = state.get();
        var entries = new TreeMap<String, Entry>();
        var problems = new TreeMap<String, String>();
        var changed = new ArrayList<String>();
        for (var file : files()) {
            String name = name(file);
            var old = before.entries().get(name);
            if (entries.containsKey(name)) {
                problems.put(name, file + ": another file of this name without the ending is in service; rename one");
                continue;
            }
            try {
                var modified = Files.getLastModifiedTime(file);
                long bytes = Files.size(file);
                if (old != null && old.modified().equals(modified) && old.bytes() == bytes) {
                    entries.put(name, old);
                    continue;
                }
                var operator = reader.read(file);
                var call = new PipelineCall(operator);
                entries.put(name, new Entry(name, call, call.digest(), operator.describe(), modified, bytes));
                changed.add(name);
            } catch (IOException | RuntimeException e) {
                problems.put(name, message(file, e));
                if (old != null) {
                    entries.put(name, old);
                }
            }
        }
        before.entries().keySet().stream().filter(n -> !entries.containsKey(n)).forEach(changed::add);
        state.set(new State(Collections.unmodifiableSortedMap(entries), Collections.unmodifiableSortedMap(problems)));
        return changed;
    }

    private static String message(Path file, Exception e) {
        String message = String.valueOf(e.getMessage());
        return message.startsWith(file.toString()) ? message : file + ": " + message;
    }

    private List<Path> files() throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(f -> f.toString().matches(".*\\.(yaml|yml|json)"))
                    .sorted()
                    .toList();
        }
    }

    private static String name(Path file) {
        String name = file.getFileName().toString();
        return name.substring(0, name.lastIndexOf('.'));
    }

    /// What is in service now.
    public Map<String, Entry> entries() {
        return state.get().entries();
    }

    public Optional<Entry> find(String name) {
        return Optional.ofNullable(state.get().entries().get(name));
    }

    /// Files that could not be read the last time, by name, with the reason.
    public Map<String, String> problems() {
        return state.get().problems();
    }
}
