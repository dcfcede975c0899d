package dev.stampede.insar.artifacts;

import dev.stampede.io.mat.MatClass;
import dev.stampede.io.mat.MatFile;
import dev.stampede.io.mat.MatFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// What an artifact holds. The table of all of them is a text resource, `schema.txt`, beside this class.
///
/// @param artifact  such as `ps1`
/// @param meaning   a few words
/// @param variables in the order of the table
public record ArtifactSchema(String artifact, String meaning, List<VariableRule> variables) {
    private static final SequencedMap<String, ArtifactSchema> ALL = load();

    public ArtifactSchema {
        variables = List.copyOf(variables);
    }

    /// Every artifact with a known content.
    public static List<ArtifactSchema> all() {
        return List.copyOf(ALL.values());
    }

    public static Optional<ArtifactSchema> of(String artifact) {
        return Optional.ofNullable(ALL.get(artifact));
    }

    public Optional<VariableRule> variable(String name) {
        return variables.stream().filter(v -> v.name().equals(name)).findFirst();
    }

    /// What is wrong with a file that should hold this artifact, from its headers; empty if it fits.
    /// Variables that are not in the table do not matter.
    ///
    /// @param sizes sizes bound to symbols so far; extended. Share one map among the artifacts of a bundle
    /// @throws IOException if it cannot be opened
    public List<String> problems(Path file, boolean smallBaseline, Map<String, Long> sizes) throws IOException {
        try (var mat = MatFiles.open(file)) {
            return problems(mat, smallBaseline, sizes);
        }
    }

    private List<String> problems(MatFile mat, boolean smallBaseline, Map<String, Long> sizes) {
        var problems = new ArrayList<String>();
        for (var rule : variables) {
            if (!rule.mode().includes(smallBaseline)) {
                continue;
            }
            var found = mat.find(rule.name());
            if (found.isPresent()) {
                rule.problem(found.get(), sizes).ifPresent(p -> problems.add(artifact + "." + p));
            } else if (!rule.optional()) {
                problems.add(artifact + "." + rule.name() + " is missing, expected " + rule.describe());
            }
        }
        return problems;
    }

    private static SequencedMap<String, ArtifactSchema> load() {
        var schemas = new LinkedHashMap<String, ArtifactSchema>();
        var names = List.<String>of();
        var meaning = "";
        var variables = new ArrayList<VariableRule>();
        for (var line : lines()) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            if (line.startsWith(" ")) {
                variables.add(rule(line));
                continue;
            }
            put(schemas, names, meaning, variables);
            var parts = line.split(":", 2);
            names = List.of(parts[0].split(" "));
            meaning = parts[1].strip();
            variables.clear();
        }
        put(schemas, names, meaning, variables);
        return schemas;
    }

    private static void put(
            Map<String, ArtifactSchema> schemas, List<String> names, String meaning, List<VariableRule> variables) {
        names.forEach(name -> schemas.put(name, new ArtifactSchema(name, meaning, variables)));
    }

    private static VariableRule rule(String line) {
        var fields = Arrays.stream(line.split("\\|")).map(String::strip).toArray(String[]::new);
        var name = fields[0];
        var mode = VariableRule.Mode.BOTH;
        if (name.startsWith("ps:") || name.startsWith("sb:")) {
            mode = name.startsWith("ps:") ? VariableRule.Mode.SINGLE_MASTER : VariableRule.Mode.SMALL_BASELINE;
            name = name.substring(3);
        }
        boolean complex = fields[1].startsWith("complex ");
        var classes = Arrays.stream(fields[1].replace("complex ", "").split("/"))
                .map(c -> MatClass.valueOf(c.toUpperCase(Locale.ROOT)))
                .toList();
        boolean orEmpty = fields[2].endsWith(" or empty");
        var shape = List.of(fields[2].replace(" or empty", "").strip().split("\\s+x\\s+"));
        boolean optional = name.endsWith("?");
        return new VariableRule(
                name.replace("?", ""), mode, optional, classes, complex, shape, orEmpty, fields[3], fields[4]);
    }

    private static List<String> lines() {
        try (InputStream in = ArtifactSchema.class.getResourceAsStream("schema.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new AssertionError("schema.txt cannot be read", e);
        }
    }
}
