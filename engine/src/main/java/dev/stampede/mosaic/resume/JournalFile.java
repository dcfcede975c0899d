package dev.stampede.mosaic.resume;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Records one after the other, a line of JSON each, on the disk when [#append] returns. A line that was broken
/// off is no record. Safe to append from several threads.
public final class JournalFile {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;

    JournalFile(Path file) {
        this.file = file;
    }

    /// Adds records.
    /// @throws IOException if they cannot be written
    public synchronized void append(List<? extends Map<String, ?>> records) throws IOException {
        if (records.isEmpty()) {
            return;
        }
        var text = new StringBuilder();
        for (var record : records) {
            // In front: what is before may have been broken off.
            text.append('\n').append(JSON.writeValueAsString(record));
        }
        try (var channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            var bytes = ByteBuffer.wrap(text.append('\n').toString().getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(false);
        }
    }

    /// Every whole record, in order; none if there is no file.
    /// @throws IOException if it cannot be read
    public synchronized List<JsonNode> records() throws IOException {
        var records = new ArrayList<JsonNode>();
        if (Files.notExists(file)) {
            return records;
        }
        for (var line : new String(Files.readAllBytes(file), StandardCharsets.UTF_8).split("\n")) {
            try {
                var record = JSON.readTree(line);
                if (record.isObject()) {
                    records.add(record);
                }
            } catch (JacksonException brokenOff) {
                continue;
            }
        }
        return records;
    }

    /// A number as JSON has it here: those that are none are texts.
    static double number(JsonNode node) {
        return node.isTextual() ? Double.parseDouble(node.asText()) : node.asDouble();
    }

    static double[] numbers(JsonNode node) {
        var numbers = new double[node.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = number(node.get(i));
        }
        return numbers;
    }
}
