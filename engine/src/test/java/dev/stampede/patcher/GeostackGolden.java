package dev.stampede.patcher;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The golden data of rasters and patches: arrays and JSON files.
public final class GeostackGolden {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern DTYPE = Pattern.compile("'descr': '[<|]([a-z]\\d)'");
    private static final Pattern SHAPE = Pattern.compile("'shape': \\(([^)]*)\\)");
    private static final int MAGIC = 10;

    private GeostackGolden() {}

    /// An array as doubles, last axis fastest.
    public record Array(int[] shape, double[] values) {
        public double get(int row, int col) {
            return values[row * shape[shape.length - 1] + col];
        }
    }

    public static Path file(String name) {
        for (var folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            var file = folder.resolve("golden/geostack").resolve(name);
            if (Files.exists(file)) {
                return file;
            }
        }
        throw new IllegalStateException("golden/geostack/" + name + " is missing");
    }

    public static JsonNode json(String name) {
        try {
            return JSON.readTree(Files.readString(file(name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The case of the manifest with this id.
    public static JsonNode manifestCase(String id) {
        for (var entry : json("manifest.json").get("cases")) {
            if (entry.get("id").asText().equals(id)) {
                return entry;
            }
        }
        throw new IllegalArgumentException("no case " + id);
    }

    public static Array npy(String name) {
        try {
            var bytes = ByteBuffer.wrap(Files.readAllBytes(file(name))).order(ByteOrder.LITTLE_ENDIAN);
            int length = bytes.getShort(MAGIC - 2);
            var header = new String(bytes.array(), MAGIC, length, StandardCharsets.US_ASCII);
            var shape = Arrays.stream(find(SHAPE, header).split(","))
                    .map(String::strip)
                    .filter(text -> !text.isEmpty())
                    .mapToInt(Integer::parseInt)
                    .toArray();
            var values = new double[Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
            bytes.position(MAGIC + length);
            var type = find(DTYPE, header);
            for (int i = 0; i < values.length; i++) {
                values[i] = switch (type) {
                    case "f8" -> bytes.getDouble();
                    case "f4" -> bytes.getFloat();
                    case "u1", "b1" -> Byte.toUnsignedInt(bytes.get());
                    case "u2" -> Short.toUnsignedInt(bytes.getShort());
                    case "i2" -> bytes.getShort();
                    case "i4" -> bytes.getInt();
                    case "i8" -> bytes.getLong();
                    default -> throw new IllegalStateException(name + " holds " + type);
                };
            }
            return new Array(shape, values);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String find(Pattern pattern, String header) {
        Matcher matcher = pattern.matcher(header);
        if (!matcher.find()) {
            throw new IllegalStateException("unknown header " + header);
        }
        return matcher.group(1);
    }
}
