package dev.stampede.deploy;

import dev.stampede.io.json.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// What a request is answered with.
///
/// @param body       bytes, or a [Path] to a file that is deleted afterwards
/// @param configHash of the pipeline that made it; empty if none did
record Answer(int status, String type, Object body, String configHash) implements AutoCloseable {
    private static final int OK = 200;

    /// An answer other than what was asked for.
    static final class Refusal extends Exception {
        private static final long serialVersionUID = 1L;
        private final int status;

        Refusal(int status, String message) {
            super(message);
            this.status = status;
        }

        int status() {
            return status;
        }
    }

    static Answer json(Object document) {
        return json(OK, document, "");
    }

    static Answer json(int status, Object document, String configHash) {
        return new Answer(status, "application/json", Json.text(document).getBytes(StandardCharsets.UTF_8), configHash);
    }

    static Answer error(int status, String message) {
        return json(status, Map.of("error", String.valueOf(message)), "");
    }

    static Answer png(byte[] picture, String configHash) {
        return new Answer(OK, "image/png", picture, configHash);
    }

    static Answer tiff(Path file, String configHash) {
        return new Answer(OK, "image/tiff", file, configHash);
    }

    long bytes() throws IOException {
        return body instanceof Path file ? Files.size(file) : ((byte[]) body).length;
    }

    InputStream open() throws IOException {
        return body instanceof Path file ? Files.newInputStream(file) : new ByteArrayInputStream((byte[]) body);
    }

    @Override
    public void close() throws IOException {
        if (body instanceof Path file) {
            Files.deleteIfExists(file);
        }
    }
}
