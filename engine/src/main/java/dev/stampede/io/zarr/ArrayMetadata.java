package dev.stampede.io.zarr;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stampede.raster.DType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What the metadata of an array say: layout, bytes of its files and their names.
///
/// @param prefix    before the numbers of a chunk in the name of its file
/// @param separator between them
record ArrayMetadata(ZarrLayout layout, ChunkCodec codec, String prefix, String separator) {
    static final String DIMS_KEY = "_ARRAY_DIMENSIONS"; // where version 2 keeps names of axes, by convention
    static final ObjectMapper MAPPER = new ObjectMapper();

    /// Those of a new array.
    /// @throws IllegalArgumentException if its numbers cannot hold the fill value
    static ArrayMetadata of(ZarrLayout layout) {
        var type = layout.dtype();
        double fill = layout.fill();
        if (!type.isFloating() && !(fill == Math.rint(fill) && fill >= type.min() && fill <= type.max())) {
            throw new IllegalArgumentException(
                    "the fill value is " + fill + ", which " + type.label() + " cannot hold; give another");
        }
        return layout.format() == ZarrFormat.V2
                ? new ArrayMetadata(layout, ChunkCodec.of(layout), "", ".")
                : new ArrayMetadata(layout, ChunkCodec.of(layout), "c/", "/");
    }

    /// Whether a folder holds an array.
    static boolean isIn(Path folder) throws IOException {
        return Files.exists(folder.resolve(".zarray"))
                || Files.exists(folder.resolve("zarr.json"))
                        && tree(folder.resolve("zarr.json"))
                                .path("node_type")
                                .asText()
                                .equals("array");
    }

    /// Reads those of a folder.
    /// @throws IOException if there are none, or they ask for what is not known here
    static ArrayMetadata read(Path folder) throws IOException {
        if (Files.exists(folder.resolve(".zarray"))) {
            return new MetadataReader(folder.resolve(".zarray")).version2(attributes(folder));
        }
        var file = folder.resolve("zarr.json");
        if (!Files.exists(file)) {
            throw new java.nio.file.NoSuchFileException(
                    folder.toString(), null, "is no Zarr array: it holds neither .zarray nor zarr.json");
        }
        return new MetadataReader(file).version3();
    }

    private static Map<String, Object> attributes(Path folder) throws IOException {
        var file = folder.resolve(".zattrs");
        return Files.exists(file) ? map(tree(file)) : Map.of();
    }

    static JsonNode tree(Path file) throws IOException {
        try {
            return MAPPER.readTree(Files.readAllBytes(file));
        } catch (JacksonException damaged) {
            throw new IOException(file + ": not JSON: " + damaged.getOriginalMessage(), damaged);
        }
    }

    static Map<String, Object> map(JsonNode node) {
        var map = new LinkedHashMap<String, Object>();
        node.properties()
                .forEach(entry -> map.put(entry.getKey(), MAPPER.convertValue(entry.getValue(), Object.class)));
        return map;
    }

    /// Writes them into a folder, so that it becomes an array.
    void write(Path folder) throws IOException {
        if (layout.format() == ZarrFormat.V2) {
            var attributes = new LinkedHashMap<String, Object>();
            if (!layout.dims().isEmpty()) {
                attributes.put(DIMS_KEY, layout.dims());
            }
            attributes.putAll(layout.attributes());
            dev.stampede.io.WholeFile.write(folder.resolve(".zattrs"), text(attributes));
            dev.stampede.io.WholeFile.write(folder.resolve(".zarray"), text(json2()));
        } else {
            dev.stampede.io.WholeFile.write(folder.resolve("zarr.json"), text(json3()));
        }
    }

    static String text(Map<String, Object> json) throws IOException {
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n";
    }

    private Map<String, Object> json2() {
        var json = new LinkedHashMap<String, Object>();
        json.put("zarr_format", 2);
        json.put("shape", layout.shape());
        json.put("chunks", layout.chunks());
        json.put("dtype", label2(layout.dtype()));
        json.put(
                "compressor",
                layout.compression() == ZarrCompression.NONE
                        ? null
                        : Map.of(
                                "id",
                                layout.compression().name().toLowerCase(java.util.Locale.ROOT),
                                "level",
                                layout.level()));
        json.put("fill_value", fillValue());
        json.put("order", "C");
        json.put("filters", null);
        json.put("dimension_separator", separator);
        return json;
    }

    private static String label2(DType type) {
        char kind = type == DType.BOOL ? 'b' : type.isFloating() ? 'f' : type.isSigned() ? 'i' : 'u';
        return (type.bytes() == 1 ? "|" : "<") + kind + type.bytes();
    }

    private Object fillValue() {
        double fill = layout.fill();
        if (layout.dtype() == DType.BOOL) {
            return fill != 0;
        }
        if (layout.dtype().isFloating()) {
            return Double.isFinite(fill) ? (Object) fill : Double.toString(fill);
        }
        return new java.math.BigDecimal(fill).toBigIntegerExact(); // uint64 goes beyond a long
    }

    private Map<String, Object> json3() {
        var codecs = new ArrayList<Map<String, Object>>();
        codecs.add(codec("bytes", layout.dtype().bytes() == 1 ? Map.of() : Map.of("endian", "little")));
        if (layout.compression() == ZarrCompression.GZIP) {
            codecs.add(codec("gzip", Map.of("level", layout.level())));
        }
        List<Map<String, Object>> outer = codecs;
        if (!layout.shards().isEmpty()) {
            var sharding = new LinkedHashMap<String, Object>();
            sharding.put("chunk_shape", layout.chunks());
            sharding.put("codecs", codecs);
            sharding.put(
                    "index_codecs", List.of(codec("bytes", Map.of("endian", "little")), codec("crc32c", Map.of())));
            sharding.put("index_location", "end");
            outer = List.of(codec("sharding_indexed", sharding));
        }
        var json = new LinkedHashMap<String, Object>();
        json.put("zarr_format", 3);
        json.put("node_type", "array");
        json.put("shape", layout.shape());
        json.put("data_type", layout.dtype().label());
        json.put("chunk_grid", codec("regular", Map.of("chunk_shape", layout.files())));
        json.put("chunk_key_encoding", codec("default", Map.of("separator", "/")));
        json.put("fill_value", fillValue());
        json.put("codecs", outer);
        if (!layout.dims().isEmpty()) {
            json.put("dimension_names", layout.dims());
        }
        json.put("attributes", layout.attributes());
        return json;
    }

    private static Map<String, Object> codec(String name, Map<String, Object> configuration) {
        var codec = new LinkedHashMap<String, Object>();
        codec.put("name", name);
        if (!configuration.isEmpty() || !name.equals("bytes") && !name.equals("crc32c")) {
            codec.put("configuration", configuration);
        }
        return codec;
    }

    /// The name of the file of a chunk or shard.
    String nameOf(int[] cell) {
        var name = new StringBuilder(prefix);
        for (int axis = 0; axis < cell.length; axis++) {
            name.append(axis == 0 ? "" : separator).append(cell[axis]);
        }
        return name.toString();
    }
}
