package dev.stampede.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stampede.io.WholeFile;
import dev.stampede.raster.Bounds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygon;

/// Items of the SpatioTemporal Asset Catalog (STAC 1.0) to catalogs and back.
public final class StacItems {
    /// Takes every asset, one row each, its key in the column `asset_key`.
    public static final String EVERY_ASSET = "*";

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String WGS84 = "EPSG:4326";
    private static final int BOX_3D = 6;

    private StacItems() {}

    /// Reads a saved ItemCollection or single item. Footprints are the items' boxes in WGS 84.
    /// @param assetKey   the asset to take, or [#EVERY_ASSET]
    /// @param properties names of properties to keep as columns
    /// @throws CatalogFormatException if the file is no such JSON, or an item lacks a box, a time or the asset
    /// @throws IOException            if it is missing
    public static Catalog read(Path file, String assetKey, List<String> properties) throws IOException {
        JsonNode document;
        try {
            document = MAPPER.readTree(Files.readAllBytes(file));
        } catch (com.fasterxml.jackson.core.JacksonException damaged) {
            throw new CatalogFormatException(file + ": not JSON: " + damaged.getOriginalMessage());
        }
        var items = document.path("type").asText().equals("Feature") ? List.of(document) : document.path("features");
        var rows = new ArrayList<CatalogRow>();
        for (var item : items) {
            rows(file, item, assetKey, properties, rows);
        }
        if (rows.isEmpty()) {
            throw new CatalogFormatException(file + ": holds no STAC item (expected a Feature or a FeatureCollection)");
        }
        return Catalog.of(WGS84, rows);
    }

    private static void rows(
            Path file, JsonNode item, String assetKey, List<String> properties, List<CatalogRow> outRows)
            throws IOException {
        var id = item.path("id").asText("without id");
        var where = file + ", item " + id;
        var footprint = Footprints.of(box(item.path("bbox"), where));
        var interval = interval(item.path("properties"), where);
        var extras = new LinkedHashMap<String, Object>();
        extras.put("item_id", id);
        for (var name : properties) {
            extras.put(name, scalar(item.path("properties").path(name)));
        }
        var assets = item.path("assets");
        if (assetKey.equals(EVERY_ASSET)) {
            for (var asset : assets.properties()) {
                var columns = new LinkedHashMap<>(extras);
                columns.put("asset_key", asset.getKey());
                outRows.add(row(asset.getValue(), footprint, interval, columns, where));
            }
        } else if (assets.has(assetKey)) {
            outRows.add(row(assets.get(assetKey), footprint, interval, extras, where));
        } else {
            var there = new ArrayList<String>();
            assets.fieldNames().forEachRemaining(there::add);
            throw new CatalogFormatException(where + ": no asset " + assetKey + "; it has " + String.join(", ", there));
        }
    }

    private static CatalogRow row(
            JsonNode asset, Geometry footprint, TimeInterval interval, Map<String, Object> extras, String where)
            throws IOException {
        if (!asset.path("href").isTextual()) {
            throw new CatalogFormatException(where + ": an asset without href");
        }
        return new CatalogRow(asset.get("href").asText(), footprint, interval, CatalogRow.Kind.RASTER, extras);
    }

    private static Bounds box(JsonNode box, String where) throws IOException {
        boolean flat = box.size() == 4;
        if (!flat && box.size() != BOX_3D) {
            throw new CatalogFormatException(where + ": bbox of " + box.size() + " numbers, expected 4 or 6");
        }
        int second = flat ? 2 : 3;
        try {
            return new Bounds(
                    box.get(0).asDouble(Double.NaN),
                    box.get(1).asDouble(Double.NaN),
                    box.get(second).asDouble(Double.NaN),
                    box.get(second + 1).asDouble(Double.NaN));
        } catch (IllegalArgumentException wrong) {
            throw new CatalogFormatException(where + ": bbox " + box + " is " + wrong.getMessage());
        }
    }

    private static TimeInterval interval(JsonNode properties, String where) throws IOException {
        try {
            var start = time(properties, "start_datetime");
            var end = time(properties, "end_datetime");
            if (start.isPresent() && end.isPresent()) {
                return new TimeInterval(start.get(), end.get());
            }
            return time(properties, "datetime")
                    .map(TimeInterval::at)
                    .orElseThrow(() -> new CatalogFormatException(
                            where + ": neither datetime nor start_datetime and end_datetime"));
        } catch (IllegalArgumentException wrong) {
            throw new CatalogFormatException(where + ": " + wrong.getMessage());
        }
    }

    private static Optional<Instant> time(JsonNode properties, String name) {
        var value = properties.path(name);
        return value.isTextual() ? Optional.of(CatalogTimes.parse(value.asText())) : Optional.empty();
    }

    private static Object scalar(JsonNode value) {
        if (value.isIntegralNumber()) {
            return value.asLong();
        }
        if (value.isNumber()) {
            return value.asDouble();
        }
        if (value.isBoolean()) {
            return value.asBoolean();
        }
        return value.isMissingNode() || value.isNull() ? null : value.isTextual() ? value.asText() : value.toString();
    }

    /// Writes an ItemCollection with an item for each row, footprints in WGS 84.
    /// @param collection name of the collection the items belong to
    /// @throws IOException if the file cannot be written or there is no way to WGS 84
    public static void write(Catalog catalog, String collection, Path file) throws IOException {
        var document = MAPPER.createObjectNode();
        document.put("type", "FeatureCollection");
        var features = document.putArray("features");
        int number = 0;
        for (var row : Footprints.inSystem(catalog, WGS84)) {
            features.add(item(row, collection, number++));
        }
        WholeFile.write(file, MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(document) + "\n");
    }

    private static ObjectNode item(CatalogRow row, String collection, int number) {
        var item = MAPPER.createObjectNode();
        item.put("type", "Feature");
        item.put("stac_version", "1.0.0");
        var id = row.extras().get("item_id");
        item.put("id", id == null ? collection + "-" + number : id.toString());
        item.put("collection", collection);
        item.set("geometry", geoJson(row.geometry()));
        var box = row.geometry().getEnvelopeInternal();
        item.putArray("bbox")
                .add(box.getMinX())
                .add(box.getMinY())
                .add(box.getMaxX())
                .add(box.getMaxY());
        var properties = item.putObject("properties");
        var start = DateTimeFormatter.ISO_INSTANT.format(row.interval().start());
        var end = DateTimeFormatter.ISO_INSTANT.format(row.interval().end());
        if (start.equals(end)) {
            properties.put("datetime", start);
        } else {
            properties.putNull("datetime");
            properties.put("start_datetime", start);
            properties.put("end_datetime", end);
        }
        row.extras().forEach((name, value) -> {
            if (!name.equals("item_id") && !name.equals("asset_key")) {
                properties.set(name, MAPPER.valueToTree(value instanceof Instant time ? time.toString() : value));
            }
        });
        var key = row.extras().get("asset_key");
        item.putObject("assets")
                .putObject(key == null ? "data" : key.toString())
                .put("href", row.filepath());
        item.putArray("links");
        return item;
    }

    /// The box of a geometry, without area where that of a point or a straight line has none.
    private static Polygon box(Geometry geometry) {
        var box = geometry.getEnvelopeInternal();
        return geometry.getFactory().createPolygon(new Coordinate[] {
            new Coordinate(box.getMinX(), box.getMinY()),
            new Coordinate(box.getMaxX(), box.getMinY()),
            new Coordinate(box.getMaxX(), box.getMaxY()),
            new Coordinate(box.getMinX(), box.getMaxY()),
            new Coordinate(box.getMinX(), box.getMinY())
        });
    }

    /// The geometry of the item: its polygon, or the box of anything else.
    private static ObjectNode geoJson(Geometry geometry) {
        var polygon = geometry instanceof Polygon area ? area : box(geometry);
        var node = MAPPER.createObjectNode();
        node.put("type", "Polygon");
        var rings = node.putArray("coordinates");
        for (int i = -1; i < polygon.getNumInteriorRing(); i++) {
            var ring = rings.addArray();
            var line = i < 0 ? polygon.getExteriorRing() : polygon.getInteriorRingN(i);
            for (var vertex : line.getCoordinates()) {
                ring.addArray().add(vertex.x).add(vertex.y);
            }
        }
        return node;
    }
}
