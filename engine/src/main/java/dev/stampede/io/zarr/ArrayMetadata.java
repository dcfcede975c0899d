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

    static ArrayMetadata of(ZarrLayout layout) {
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
            return new Reader(folder.resolve(".zarray")).version2(attributes(folder));
        }
        var file = folder.resolve("zarr.json");
        if (!Files.exists(file)) {
            throw new java.nio.file.NoSuchFileException(
                    folder.toString(), null, "is no Zarr array: it holds neither .zarray nor zarr.json");
        }
        return new Reader(file).version3();
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

    /// Reads metadata and says of what file and where it does not understand them.
    private record Reader(Path file) {
        ArrayMetadata version2(Map<String, Object> attributes) throws IOException {
            var json = tree(file);
            if (!json.path("order").asText("C").equals("C")) {
                throw unknown("order " + json.path("order"));
            }
            if (!json.path("filters").isMissingNode() && !json.path("filters").isNull()) {
                throw unknown("filters " + json.path("filters"));
            }
            var numbers = json.path("dtype").asText();
            var type = type2(numbers);
            var compressor = json.path("compressor");
            var how = compressor.isNull() || compressor.isMissingNode()
                    ? ZarrCompression.NONE
                    : switch (compressor.path("id").asText()) {
                        case "gzip" -> ZarrCompression.GZIP;
                        case "zlib" -> ZarrCompression.ZLIB;
                        default -> throw unknown("compressor " + compressor.path("id"));
                    };
            var rest = new LinkedHashMap<>(attributes);
            var dims = rest.remove(DIMS_KEY) instanceof List<?> names
                    ? names.stream().map(String::valueOf).toList()
                    : List.<String>of();
            var layout = layout(ZarrFormat.V2, type, json.path("chunks"), List.of(), json, how, dims, rest);
            return new ArrayMetadata(
                    layout,
                    new ChunkCodec(layout, numbers.startsWith(">"), false, true, false),
                    "",
                    json.path("dimension_separator").asText("."));
        }

        private ZarrLayout layout(
                ZarrFormat format,
                DType type,
                JsonNode chunks,
                List<Integer> shards,
                JsonNode json,
                ZarrCompression how,
                List<String> dims,
                Map<String, Object> attributes)
                throws IOException {
            try {
                return new ZarrLayout(
                        format,
                        type,
                        sizes(json.path("shape")),
                        sizes(chunks),
                        shards,
                        fill(json.path("fill_value")),
                        how,
                        1,
                        dims,
                        attributes);
            } catch (IllegalArgumentException e) {
                throw new IOException(file + ": " + e.getMessage(), e);
            }
        }

        ArrayMetadata version3() throws IOException {
            var json = tree(file);
            if (!json.path("node_type").asText().equals("array")) {
                throw new IOException(
                        file + ": describes a " + json.path("node_type").asText("thing without a type")
                                + ", not an array; name one of the arrays in it");
            }
            var type = DType.named(json.path("data_type").asText())
                    .orElseThrow(() -> unknown("data type " + json.path("data_type")));
            var outer = json.path("chunk_grid").path("configuration").path("chunk_shape");
            var codecs = json.path("codecs");
            boolean sharded =
                    codecs.size() == 1 && codecs.get(0).path("name").asText().equals("sharding_indexed");
            var sharding = codecs.path(0).path("configuration");
            var inner = inner(sharded ? sharding.path("codecs") : codecs);
            var dims = new ArrayList<String>();
            json.path("dimension_names").forEach(name -> dims.add(name.isNull() ? "" : name.asText()));
            var layout = layout(
                    ZarrFormat.V3,
                    type,
                    sharded ? sharding.path("chunk_shape") : outer,
                    sharded ? sizes(outer) : List.of(),
                    json,
                    inner.how(),
                    dims,
                    map(json.path("attributes")));
            boolean atEnd = !sharding.path("index_location").asText("end").equals("start");
            var names = json.path("chunk_key_encoding");
            boolean named2 = names.path("name").asText().equals("v2");
            return new ArrayMetadata(
                    layout,
                    new ChunkCodec(layout, inner.big(), sharded, atEnd, inner.checked()),
                    named2 ? "" : "c/",
                    names.path("configuration").path("separator").asText(named2 ? "." : "/"));
        }

        private record Inner(boolean big, ZarrCompression how, boolean checked) {}

        private Inner inner(JsonNode codecs) throws IOException {
            boolean big = false;
            boolean checked = false;
            var how = ZarrCompression.NONE;
            for (var codec : codecs) {
                switch (codec.path("name").asText()) {
                    case "bytes" ->
                        big = codec.path("configuration")
                                .path("endian")
                                .asText("little")
                                .equals("big");
                    case "gzip" -> how = ZarrCompression.GZIP;
                    case "crc32c" -> checked = true;
                    default -> throw unknown("codec " + codec.path("name"));
                }
            }
            return new Inner(big, how, checked);
        }

        private DType type2(String name) throws IOException {
            var kind = name.length() < 3 ? "" : name.substring(1);
            return switch (kind) {
                case "b1" -> DType.BOOL;
                case "u1" -> DType.UINT8;
                case "i1" -> DType.INT8;
                case "u2" -> DType.UINT16;
                case "i2" -> DType.INT16;
                case "u4" -> DType.UINT32;
                case "i4" -> DType.INT32;
                case "u8" -> DType.UINT64;
                case "i8" -> DType.INT64;
                case "f4" -> DType.FLOAT32;
                case "f8" -> DType.FLOAT64;
                default -> throw unknown("dtype " + name);
            };
        }

        private static List<Integer> sizes(JsonNode list) {
            var sizes = new ArrayList<Integer>();
            list.forEach(n -> sizes.add(Math.toIntExact(n.asLong())));
            return sizes;
        }

        private static double fill(JsonNode value) {
            return value.isTextual()
                    ? Double.parseDouble(value.asText()) // NaN, Infinity, -Infinity are the same words in Java
                    : value.isBoolean() ? (value.asBoolean() ? 1 : 0) : value.asDouble(0);
        }

        private UncheckedUnknown unknown(String what) {
            return new UncheckedUnknown(file + ": " + what + " is not known here; known are numbers in C order,"
                    + " compressed with gzip, zlib or not at all, and shards. Copy the array with another tool, or"
                    + " open it as a raster of GDAL (ZARR:\"folder\":/name)");
        }
    }

    /// An [IOException] in all but name, for lambdas.
    static final class UncheckedUnknown extends java.io.UncheckedIOException {
        private static final long serialVersionUID = 1;

        UncheckedUnknown(String message) {
            super(message, new IOException(message));
        }
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
        return (long) fill;
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
