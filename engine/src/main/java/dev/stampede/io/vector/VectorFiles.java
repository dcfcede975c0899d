package dev.stampede.io.vector;

import dev.stampede.bindings.gdal.GdalDataset;
import dev.stampede.bindings.gdal.GdalException;
import dev.stampede.bindings.gdal.GdalFeature;
import dev.stampede.bindings.gdal.GdalLayer;
import dev.stampede.bindings.gdal.GdalLibrary;
import dev.stampede.bindings.gdal.GdalSpatialReference;
import dev.stampede.runtime.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.io.ByteOrderValues;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKBReader;
import org.locationtech.jts.io.WKBWriter;

/// Reads and writes whole vector files. Failures name the file and the layer.
public final class VectorFiles {
    private static final Map<String, String> DRIVERS = Map.of(
            "gpkg", "GPKG", "geojson", "GeoJSON", "json", "GeoJSON", "shp", "ESRI Shapefile", "fgb", "FlatGeobuf");

    private VectorFiles() {}

    /// Every layer of a file, in its order.
    /// @throws IOException if GDAL is missing, or the file cannot be read or holds a shape that is not made of
    ///                     points, straight lines and polygons
    public static List<VectorLayer> read(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new NoSuchFileException(file.toString());
        }
        try (var dataset = open(file)) {
            var layers = new ArrayList<VectorLayer>();
            for (var layer : dataset.layers()) {
                layers.add(read(file, layer));
            }
            return layers;
        }
    }

    private static GdalDataset open(Path file) throws IOException {
        GdalLibrary.require();
        try {
            return GdalDataset.openVector(file.toString());
        } catch (GdalException e) {
            throw new UnreadableVectorException(e.getMessage() + "; name a vector file GDAL reads", e);
        }
    }

    /// The files that a vector file consists of, such as the four of a shapefile.
    /// @throws IOException if GDAL is missing or the file cannot be read
    public static List<Path> parts(Path file) throws IOException {
        try (var dataset = open(file)) {
            return dataset.files().stream().map(Path::of).toList();
        }
    }

    /// The first layer of a file.
    /// @throws IOException as [#read], and if the file has no layer
    public static VectorLayer readFirst(Path file) throws IOException {
        var layers = read(file);
        if (layers.isEmpty()) {
            throw new UnreadableVectorException(file + ": the file has no layer");
        }
        return layers.getFirst();
    }

    private static VectorLayer read(Path file, GdalLayer layer) throws IOException {
        var fields = new LinkedHashMap<String, FieldType>();
        layer.fields().forEach((name, type) -> fields.put(name, FieldType.of(type)));
        var rows = new ArrayList<GdalFeature>();
        layer.forEach(rows::add);
        var reader = new WKBReader(new GeometryFactory());
        var features = new ArrayList<VectorFeature>(rows.size());
        for (var row : rows) {
            features.add(new VectorFeature(geometry(reader, row, file + ", layer " + layer.name()), row.fields()));
        }
        return new VectorLayer(layer.name(), layer.crs(), fields, features);
    }

    private static Geometry geometry(WKBReader reader, GdalFeature row, String place) throws IOException {
        var bytes = row.geometry();
        if (bytes.length == 0) {
            return null;
        }
        try {
            return reader.read(bytes);
        } catch (ParseException e) {
            throw new UnreadableVectorException(
                    place + ", feature " + row.id() + ": the shape is not understood (" + e.getMessage()
                            + "); convert curves to straight lines first",
                    e);
        }
    }

    /// Writes layers as a new file, replacing one that exists only when all is written. The format follows
    /// from the name: `.gpkg`, `.geojson`, `.shp`, `.fgb`.
    /// @throws UsageException if no format is known for the name
    /// @throws IOException    if GDAL is missing or the file cannot be written
    public static void write(Path file, List<VectorLayer> layers) throws IOException {
        var driver = driver(file);
        var name = file.getFileName().toString();
        var folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        // A folder of its own: a shapefile is several files, and GeoPackage keeps a journal beside it.
        var work = Files.createTempDirectory(folder, "." + name + "-");
        try {
            var partial = work.resolve(name);
            try (var dataset = GdalDataset.create(driver, partial.toString(), 0, 0, 0, null, Map.of())) {
                for (var layer : layers) {
                    write(dataset, layer);
                }
            }
            for (var part : written(work)) {
                Files.move(part, folder.resolve(part.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            for (var part : written(work)) {
                Files.delete(part);
            }
            Files.delete(work);
        }
    }

    /// Refuses a name that no format is known for, before work is done for the file.
    /// @throws UsageException if it is such a name
    public static void requireFormat(Path file) {
        driver(file);
    }

    private static String driver(Path file) {
        var name = file.getFileName().toString();
        var driver = DRIVERS.get(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
        if (driver == null) {
            throw new UsageException(file + ": no vector format is known for this name; end it in "
                    + DRIVERS.keySet().stream().sorted().map(e -> "." + e).collect(Collectors.joining(", ")));
        }
        return driver;
    }

    private static List<Path> written(Path folder) throws IOException {
        try (var list = Files.list(folder)) {
            return list.toList();
        }
    }

    private static void write(GdalDataset dataset, VectorLayer layer) throws IOException {
        int type = commonType(layer.features());
        try (var crs = layer.crs().isEmpty() ? null : GdalSpatialReference.of(layer.crs())) {
            var out = dataset.createLayer(layer.name(), crs, type, Map.of());
            for (var field : layer.fields().entrySet()) {
                out.createField(field.getKey(), field.getValue().stored());
            }
            var writer = new WKBWriter(2, ByteOrderValues.LITTLE_ENDIAN);
            out.begin();
            for (var feature : layer.features()) {
                var shape = promoted(feature.geometry(), type);
                var bytes = shape == null ? new byte[0] : writer.write(shape);
                out.append(new GdalFeature(GdalFeature.NEW, bytes, feature.fields()));
            }
            out.commit();
        }
    }

    /// The one type every shape of a layer has; polygons among multipolygons are written as such.
    private static int commonType(List<VectorFeature> features) {
        int common = -1;
        for (var feature : features) {
            if (feature.geometry() == null) {
                continue;
            }
            int type = switch (feature.geometry().getGeometryType()) {
                case Geometry.TYPENAME_POINT -> GdalLayer.POINT;
                case Geometry.TYPENAME_LINESTRING -> GdalLayer.LINE;
                case Geometry.TYPENAME_POLYGON -> GdalLayer.POLYGON;
                case Geometry.TYPENAME_MULTIPOLYGON -> GdalLayer.MULTIPOLYGON;
                default -> GdalLayer.ANY;
            };
            if (common == -1 || common == type) {
                common = type;
            } else if (isPolygonal(common) && isPolygonal(type)) {
                common = GdalLayer.MULTIPOLYGON;
            } else {
                return GdalLayer.ANY;
            }
        }
        return common == -1 ? GdalLayer.ANY : common;
    }

    private static boolean isPolygonal(int type) {
        return type == GdalLayer.POLYGON || type == GdalLayer.MULTIPOLYGON;
    }

    private static Geometry promoted(Geometry shape, int type) {
        return type == GdalLayer.MULTIPOLYGON && shape instanceof Polygon polygon
                ? new MultiPolygon(new Polygon[] {polygon}, polygon.getFactory())
                : shape;
    }
}
