package dev.stampede.deploy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stampede.io.WholeFile;
import dev.stampede.io.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// Small records kept beside results.
final class JsonFile {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private JsonFile() {}

    static void write(Path file, Map<String, ?> document) throws IOException {
        WholeFile.write(file, Json.text(document));
    }

    /// @throws IOException naming the file if it is not a JSON object
    @SuppressWarnings("unchecked")
    static Map<String, Object> read(Path file) throws IOException {
        try {
            return MAPPER.readValue(Files.readString(file), LinkedHashMap.class);
        } catch (JsonProcessingException e) {
            throw new IOException(file + ": is not a JSON object: " + e.getOriginalMessage(), e);
        }
    }
}
