package dev.stampede.insar.artifacts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// `.stampede/provenance.json`: for every bundle the engine published, what it was made from. One entry per
/// step and folder, such as `PATCH_1/stage2`. Every change rewrites the file in one step. Safe to call from
/// several threads.
///
/// A record is an object with at least `key`; its further fields belong to the pipeline.
public final class ProvenanceStore implements Publication.Recorder {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final int SCHEMA = 1;

    private final Path file;
    private ObjectNode content;

    /// Reads what is there on first use; later changes by others are not seen, so keep an instance only
    /// while the dataset is locked or for the length of one question.
    ///
    /// @param root the dataset
    public ProvenanceStore(Path root) {
        this.file = root.resolve(".stampede").resolve("provenance.json");
    }

    /// Key of a bundle.
    public static String key(String target, int stage, boolean merged) {
        return merged ? "stage" + stage : target + "/stage" + stage;
    }

    /// The record of a bundle; none if it was made by another program or the file is damaged.
    public synchronized Optional<JsonNode> find(String key) {
        return Optional.ofNullable(content().path("bundles").get(key));
    }

    @Override
    public synchronized void record(JsonNode record) throws IOException {
        var all = content();
        var bundles = all.withObjectProperty("bundles");
        bundles.set(record.required("key").asText(), record);
        record.path("retires").forEach(key -> bundles.remove(key.asText()));
        Files.createDirectories(file.getParent());
        var bytes = JSON.writeValueAsBytes(all);
        DurableFiles.exchange(file, temporary -> Files.write(temporary, bytes));
    }

    private ObjectNode content() {
        if (content == null) {
            content = read();
        }
        return content;
    }

    private ObjectNode read() {
        try {
            if (Files.exists(file)
                    && JSON.readTree(file.toFile()) instanceof ObjectNode all
                    && all.path("schema").asInt() == SCHEMA) {
                return all;
            }
        } catch (JsonProcessingException damaged) {
            System.getLogger(ProvenanceStore.class.getName())
                    .log(System.Logger.Level.WARNING, file + " is damaged and is not used: " + damaged.getMessage());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("cannot read " + file, e);
        }
        return JSON.createObjectNode().put("schema", SCHEMA);
    }
}
