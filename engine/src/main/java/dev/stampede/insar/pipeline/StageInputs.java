package dev.stampede.insar.pipeline;

import dev.stampede.insar.artifacts.ArtifactSchema;
import dev.stampede.runtime.UsageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What the steps of the chain read, for people and for the check of a dataset. The table is the text resource
/// `stage-inputs.txt` beside this class; shapes and meanings of variables come from the artifact schema.
///
/// @param stage  1 to 8
/// @param merged whether the step works in the dataset root
/// @param title  a few words
/// @param inputs in the order of the table
public record StageInputs(int stage, boolean merged, String title, List<Input> inputs) {
    /// One thing a stage reads.
    ///
    /// @param logicalInput  what it is
    /// @param arrayName     `artifact.variable`, or a file name
    /// @param artifact      the artifact, empty for another file
    /// @param required      whether the stage cannot start without it
    /// @param shapeHint     such as `[n_ps, n_ifg]`
    /// @param meaning       one line
    /// @param commonSources where it may come from, the usual place first
    public record Input(
            String logicalInput,
            String arrayName,
            Optional<String> artifact,
            boolean required,
            String shapeHint,
            String meaning,
            List<String> commonSources) {
        /// Name of the variable inside the artifact.
        public String variable() {
            return arrayName.substring(arrayName.indexOf('.') + 1);
        }
    }

    public StageInputs {
        inputs = List.copyOf(inputs);
    }

    /// Every step, in the order of the chain.
    public static List<StageInputs> all() {
        List<StageInputs> steps = new ArrayList<>();
        int stage = 0;
        boolean merged = false;
        String title = "";
        List<Input> inputs = new ArrayList<>();
        for (String line : lines()) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            if (line.startsWith(" ")) {
                inputs.add(input(line));
                continue;
            }
            if (stage > 0) {
                steps.add(new StageInputs(stage, merged, title, inputs));
            }
            var words = line.substring(0, line.indexOf(':')).split(" ");
            stage = Integer.parseInt(words[0]);
            merged = words[1].equals("merged");
            title = line.substring(line.indexOf(':') + 1).strip();
            inputs = new ArrayList<>();
        }
        steps.add(new StageInputs(stage, merged, title, inputs));
        return List.copyOf(steps);
    }

    /// The steps of the stages named by `all`, `3` or `2,3`.
    /// @throws UsageException if a stage does not exist
    public static List<StageInputs> of(String selection) {
        if (selection.strip().equals("all")) {
            return all();
        }
        List<StageInputs> chosen = new ArrayList<>();
        for (String word : selection.split(",")) {
            var found = all().stream()
                    .filter(s -> Integer.toString(s.stage()).equals(word.strip()))
                    .toList();
            if (found.isEmpty()) {
                throw new UsageException("unknown stage " + word.strip() + "; expected all, or 1 to 8");
            }
            chosen.addAll(found);
        }
        return List.copyOf(chosen);
    }

    private static Input input(String line) {
        var fields = Arrays.stream(line.split("\\|")).map(String::strip).toArray(String[]::new);
        boolean required = !fields[1].endsWith("?");
        String name = fields[1].replace("?", "");
        var schema = ArtifactSchema.of(name.substring(0, Math.max(0, name.indexOf('.'))));
        if (schema.isEmpty()) {
            return new Input(
                    fields[0], name, Optional.empty(), required, fields[2], fields[3], sources(name, fields, 4));
        }
        var rule = schema.get()
                .variable(name.substring(name.indexOf('.') + 1))
                .orElseThrow(() -> new AssertionError("stage-inputs.txt: " + name + " is not in the artifact schema"));
        return new Input(
                fields[0],
                name,
                Optional.of(schema.get().artifact()),
                required,
                rule.describe(),
                rule.meaning() + (rule.unit().equals("1") ? "" : ", " + rule.unit()),
                sources(schema.get().artifact() + ".mat", fields, 2));
    }

    private static List<String> sources(String first, String[] fields, int others) {
        List<String> sources = new ArrayList<>(List.of(first));
        if (fields.length > others) {
            sources.add(fields[others]);
        }
        return sources;
    }

    private static List<String> lines() {
        try (InputStream in = StageInputs.class.getResourceAsStream("stage-inputs.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new AssertionError("stage-inputs.txt cannot be read", e);
        }
    }
}
