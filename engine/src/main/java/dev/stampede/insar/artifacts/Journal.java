package dev.stampede.insar.artifacts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What a publication is about to do, written to disk before it begins so that another process can finish
/// or undo it. All names are relative to the dataset root, with `/`.
///
/// @param publish files moved from staging into place, in this order; the last one decides whether the
/// bundle counts
/// @param retire  files taken away because they no longer fit the new bundle
/// @param record  provenance to keep once the bundle counts, or null
record Journal(List<String> publish, List<String> retire, JsonNode record) {
    private static final ObjectMapper JSON = new ObjectMapper();
    static final String FILE = "commit.json";

    Journal {
        publish = List.copyOf(publish);
        retire = List.copyOf(retire);
    }

    String last() {
        return publish.getLast();
    }

    static boolean existsIn(Path staging) {
        return Files.exists(staging.resolve(FILE));
    }

    static Journal read(Path staging) throws IOException {
        return JSON.readValue(staging.resolve(FILE).toFile(), Journal.class);
    }

    void write(Path staging) throws IOException {
        var content = JSON.writeValueAsBytes(this);
        DurableFiles.exchange(staging.resolve(FILE), file -> Files.write(file, content));
    }

    static void delete(Path staging) throws IOException {
        Files.delete(staging.resolve(FILE));
    }
}
