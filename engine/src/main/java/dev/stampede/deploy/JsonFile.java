package dev.stampede.deploy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stampede.io.WholeFile;
import dev.stampede.io.json.Json;
import java.io.IOException;
import java.nio.file.FileSystemException;
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

    /// @throws FileSystemException naming the file if it is not a JSON object
    /// @throws IOException         if it cannot be read
    @SuppressWarnings("unchecked")
    static Map<String, Object> read(Path file) throws IOException {
        try {
            var document = MAPPER.readValue(Files.readAllBytes(file), LinkedHashMap.class);
            if (document == null) {
                throw new FileSystemException(file.toString(), null, "is not a JSON object");
            }
            return document;
        } catch (JsonProcessingException e) {
            throw new FileSystemException(file.toString(), null, "is not a JSON object: " + e.getOriginalMessage());
        }
    }

    /// @throws FileSystemException naming the file and the entry if it is missing or of another kind
    static <T> T entry(Path file, Map<String, Object> document, String name, Class<T> kind) throws IOException {
        var value = document.get(name);
        if (!kind.isInstance(value)) {
            throw new FileSystemException(
                    file.toString(),
                    null,
                    name + (value == null ? " is missing" : " is " + value) + "; it was changed");
        }
        return kind.cast(value);
    }
}
