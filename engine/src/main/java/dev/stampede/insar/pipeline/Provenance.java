package dev.stampede.insar.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stampede.insar.artifacts.FileHashes;
import dev.stampede.insar.model.StageSummary;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The record kept of a published bundle, as JSON.
final class Provenance {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Provenance() {}

    /// How a task was executed.
    record Execution(
            double seconds, int threads, Map<String, String> backends, boolean usedFeedback, String replayedFrom) {}

    static ObjectNode of(
            Task task,
            Fingerprint fingerprint,
            StageSummary summary,
            Map<String, FileHashes.Hashed> outputs,
            Execution execution,
            Collection<String> retiredKeys) {
        var record = JSON.createObjectNode();
        record.put("key", task.key());
        record.put("stage", task.step().stage());
        record.put("scope", task.step().merged() ? "merged" : "patch");
        record.put("target", task.target());
        record.put("made", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        record.put("engine", version());
        record.put("duration_sec", execution.seconds());
        record.put("threads", execution.threads());
        record.put("details", summary.details());
        summary.emptyReason().ifPresent(reason -> record.put("empty", reason));
        if (execution.usedFeedback()) {
            boolean pairs = "y".equals(fingerprint.parameters().get("small_baseline_flag"));
            record.put("feedback", pairs ? "scla_smooth_sb2" : "scla_smooth2");
        }
        if (execution.replayedFrom() != null) {
            record.put("replayed_from", execution.replayedFrom());
        }
        record.set("kernels", JSON.valueToTree(new TreeMap<>(execution.backends())));
        record.set("inputs", JSON.valueToTree(fingerprint.inputs()));
        record.set("parameters", JSON.valueToTree(fingerprint.parameters()));
        record.set("settings", JSON.valueToTree(fingerprint.settings()));
        var files = record.putObject("outputs");
        outputs.forEach((name, hashed) ->
                files.putObject(name).put("size", hashed.size()).put("sha256", hashed.sha256()));
        record.set("retires", JSON.valueToTree(retiredKeys));
        return record;
    }

    private static String version() {
        return Optional.ofNullable(Provenance.class.getPackage().getImplementationVersion())
                .orElse("development");
    }

    static Fingerprint fingerprint(JsonNode record) {
        return new Fingerprint(
                texts(record.path("inputs")), texts(record.path("parameters")), texts(record.path("settings")));
    }

    static Optional<String> emptyReason(JsonNode record) {
        return Optional.ofNullable(record.path("empty").textValue());
    }

    /// Recorded SHA-256 of each output, by name relative to the dataset root.
    static SortedMap<String, String> outputs(JsonNode record) {
        var outputs = new TreeMap<String, String>();
        record.path("outputs")
                .properties()
                .forEach(
                        e -> outputs.put(e.getKey(), e.getValue().path("sha256").asText()));
        return outputs;
    }

    private static SortedMap<String, String> texts(JsonNode object) {
        var texts = new TreeMap<String, String>();
        object.properties().forEach(e -> texts.put(e.getKey(), e.getValue().asText()));
        return texts;
    }
}
