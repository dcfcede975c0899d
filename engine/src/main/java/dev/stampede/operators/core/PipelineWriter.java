package dev.stampede.operators.core;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.stampede.io.json.Json;
import java.util.stream.Collectors;

/// Writes pipelines as JSON or YAML that [PipelineReader] reads.
public final class PipelineWriter {
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .build();

    private PipelineWriter() {}

    /// The pipeline as indented JSON, ending in a line feed.
    /// @throws IllegalStateException if something in it cannot be stored; names all of it
    public static String json(Configured pipeline) {
        return Json.text(state(pipeline).plain());
    }

    /// The pipeline as YAML, ending in a line feed.
    /// @throws IllegalStateException if something in it cannot be stored; names all of it
    public static String yaml(Configured pipeline) {
        try {
            return YAML.writeValueAsString(state(pipeline).plain());
        } catch (JsonProcessingException e) {
            throw new AssertionError("plain values can always be written", e);
        }
    }

    private static OperatorState state(Configured pipeline) {
        var flagged = Lint.unserialisable(pipeline);
        if (!flagged.isEmpty()) {
            throw new IllegalStateException("the pipeline cannot be stored, because it holds "
                    + flagged.stream().map(Configured::repr).collect(Collectors.joining(", ")));
        }
        return OperatorState.of(pipeline);
    }
}
