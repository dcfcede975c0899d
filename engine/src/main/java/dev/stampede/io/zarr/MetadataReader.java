package dev.stampede.io.zarr;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stampede.raster.DType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads metadata and says of what file and where it does not understand them.
record MetadataReader(Path file) {
    ArrayMetadata version2(Map<String, Object> attributes) throws IOException {
        var json = ArrayMetadata.tree(file);
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
        var dims = rest.remove(ArrayMetadata.DIMS_KEY) instanceof List<?> names
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
        var json = ArrayMetadata.tree(file);
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
        if (sharded) {
            requireKnownIndex(sharding.path("index_codecs"));
        }
        if (!json.path("storage_transformers").isEmpty()) {
            throw unknown("storage transformers " + json.path("storage_transformers"));
        }
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
                ArrayMetadata.map(json.path("attributes")));
        boolean atEnd = !sharding.path("index_location").asText("end").equals("start");
        var names = json.path("chunk_key_encoding");
        boolean named2 = names.path("name").asText().equals("v2");
        return new ArrayMetadata(
                layout,
                new ChunkCodec(layout, inner.big(), sharded, atEnd, inner.checked()),
                named2 ? "" : "c/",
                names.path("configuration").path("separator").asText(named2 ? "." : "/"));
    }

    /// An index is read as 64-bit little-endian numbers with a checksum, as every writer makes it by default.
    private void requireKnownIndex(JsonNode codecs) {
        boolean known = codecs.size() == 2
                && codecs.get(0).path("name").asText().equals("bytes")
                && codecs.get(0)
                        .path("configuration")
                        .path("endian")
                        .asText("little")
                        .equals("little")
                && codecs.get(1).path("name").asText().equals("crc32c");
        if (!known) {
            throw unknown("a shard's index with codecs " + codecs);
        }
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

    /// An [IOException] in all but name, for lambdas.
    static final class UncheckedUnknown extends java.io.UncheckedIOException {
        private static final long serialVersionUID = 1;

        UncheckedUnknown(String message) {
            super(message, new IOException(message));
        }
    }
}
