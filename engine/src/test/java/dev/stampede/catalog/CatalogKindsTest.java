package dev.stampede.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stampede.catalog.patch.CatalogField;
import dev.stampede.io.labelled.LabelledArray;
import dev.stampede.io.labelled.ZarrLabelled;
import dev.stampede.io.raster.Reprojection;
import dev.stampede.io.vector.FieldType;
import dev.stampede.io.vector.VectorFeature;
import dev.stampede.io.vector.VectorFiles;
import dev.stampede.io.vector.VectorLayer;
import dev.stampede.io.zarr.ZarrFormat;
import dev.stampede.patcher.Boundary;
import dev.stampede.patcher.PatchSize;
import dev.stampede.patcher.Patcher;
import dev.stampede.patcher.RasterGrid;
import dev.stampede.patcher.Rectangular;
import dev.stampede.patcher.aggregation.OverlapAddition;
import dev.stampede.patcher.sampler.RegularStride;
import dev.stampede.patcher.window.Boxcar;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.Bounds;
import dev.stampede.raster.DType;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.io.WKTReader;

class CatalogKindsTest {
    private static final Path TILES = Path.of("../golden/geostack/catalog/tiles");

    private final Arena arena = Arena.ofShared();

    @TempDir
    Path folder;

    @BeforeEach
    void needsGdal() {
        GdalNeeded.assume();
    }

    @AfterEach
    void close() {
        arena.close();
    }

    private static VectorFeature square(double x, double y, double side, long label) throws Exception {
        var text = "POLYGON ((%f %f, %f %f, %f %f, %f %f, %f %f))"
                .formatted(x, y, x + side, y, x + side, y + side, x, y + side, x, y);
        return new VectorFeature(new WKTReader().read(text), Map.of("label", label));
    }

    private String vectors(String name, String crs, VectorFeature... features) throws Exception {
        var file = folder.resolve(name);
        VectorFiles.write(
                file,
                List.of(new VectorLayer(
                        "fields", Reprojection.wkt(crs), Map.of("label", FieldType.INTEGER), List.of(features))));
        return file.toString();
    }

    @Test
    void vectorFilesAreFoundByTheBoxOfTheirFeaturesAndBurnt() throws Exception {
        var first = vectors(
                "a_20240101.gpkg",
                "EPSG:32633",
                square(500_000, 5_000_000, 100, 3),
                square(500_050, 5_000_050, 100, 7));
        var second = vectors("b_20240102.gpkg", "EPSG:32633", square(510_000, 5_000_000, 50, 9));

        var catalog = CatalogBuilder.create()
                .matching(new FileNamePattern(".*_(?P<date>\\d{8})\\.gpkg", "%Y%m%d"))
                .vectors(List.of(first, second));

        assertThat(catalog.size()).isEqualTo(2);
        assertThat(catalog.row(0).kind()).isEqualTo(CatalogRow.Kind.VECTOR);
        assertThat(catalog.row(0).extras()).containsEntry("features", 2L).containsEntry("layer", "fields");
        assertThat(catalog.row(0).geometry().getEnvelopeInternal().getMaxX()).isEqualTo(500_150);
        assertThat(catalog.row(1).interval()).isEqualTo(TimeInterval.day(java.time.LocalDate.of(2024, 1, 2)));
        var slice = new GeoSlice(
                new Bounds(499_950, 4_999_950, 500_200, 5_000_200), TimeInterval.ALWAYS, 10, 10, "EPSG:32633");
        var ones = VectorLoader.standard().load(arena, catalog, slice);
        var labels =
                new VectorLoader(VectorLoader.Task.SEMANTIC, Optional.of("label"), false).load(arena, catalog, slice);
        var numbers = new VectorLoader(VectorLoader.Task.INSTANCE, Optional.empty(), false).load(arena, catalog, slice);
        assertThat(ones.shape()).containsExactly(1, 25, 25);
        assertThat(ones.dtype()).isEqualTo(DType.INT64);
        // row 12 is y 5000075, column 12 is x 500075: in both squares, the later one stays
        assertThat(ones.values().get(0, 12, 12)).isEqualTo(1);
        assertThat(labels.values().get(0, 12, 12)).isEqualTo(7);
        assertThat(labels.values().get(0, 18, 6)).isEqualTo(3);
        assertThat(numbers.values().get(0, 12, 12)).isEqualTo(2);
        assertThat(numbers.values().get(0, 18, 6)).isEqualTo(1);
        assertThat(numbers.values().get(0, 0, 0)).isZero();
        double sum = 0;
        for (int r = 0; r < 25; r++) {
            for (int c = 0; c < 25; c++) {
                sum += ones.values().get(0, r, c);
            }
        }
        assertThat(sum).isEqualTo(100 + 100 - 25);
        assertThatThrownBy(() -> new VectorLoader(VectorLoader.Task.SEMANTIC, Optional.of("name"), false)
                        .load(arena, catalog, slice))
                .hasMessageContaining("feature 0 has null in field name");
    }

    @Test
    void vectorFilesOfAnotherSystemAreBroughtIntoTheFirst() throws Exception {
        var first = vectors("a.gpkg", "EPSG:32633", square(500_000, 5_000_000, 100, 1));
        var second = vectors("b.gpkg", "EPSG:4326", square(15, 45, 0.001, 1));

        var catalog = CatalogBuilder.create().vectors(List.of(first, second));

        assertThat(catalog.row(1).geometry().getEnvelopeInternal().getMinX()).isBetween(499_999.0, 500_001.0);
        assertThat(catalog.row(1).interval()).isEqualTo(TimeInterval.ALWAYS);
    }

    /// Value of day t (from 2024-01-01 on), row r, column c: 10000 t + 100 r + c.
    private String cube(String name, int firstDay, int days) throws IOException {
        var values = ArrayView.allocate(arena, DType.FLOAT32, days, 6, 8);
        for (int t = 0; t < days; t++) {
            for (int r = 0; r < 6; r++) {
                for (int c = 0; c < 8; c++) {
                    values.set(10000 * (firstDay + t) + 100 * r + c, t, r, c);
                }
            }
        }
        var array = new LabelledArray(
                "ndvi",
                List.of("time", "y", "x"),
                values,
                Map.of(
                        "time",
                        IntStream.range(0, days).mapToDouble(t -> firstDay + t).toArray(),
                        "y",
                        IntStream.range(0, 6)
                                .mapToDouble(r -> 5_000_055 - 10 * r)
                                .toArray(),
                        "x",
                        IntStream.range(0, 8).mapToDouble(c -> 500_005 + 10 * c).toArray()),
                Map.of("crs", "EPSG:32633", "time.units", "days since 2024-01-01"));
        ZarrLabelled.write(folder.resolve(name), array, ZarrFormat.V3);
        return folder.resolve(name).toString();
    }

    @Test
    void arraysAreFoundByTheirCoordinatesAndPutTogetherAlongTime() throws Exception {
        var later = cube("later.zarr", 10, 3);
        var earlier = cube("earlier.zarr", 0, 5);

        var catalog = CatalogBuilder.create().arrays(List.of(later, earlier), "time");

        assertThat(catalog.row(0).kind()).isEqualTo(CatalogRow.Kind.XARRAY);
        assertThat(catalog.row(0).extras()).containsEntry("n_timesteps", 3L).containsEntry("data_vars", "ndvi");
        assertThat(catalog.row(1).interval().end()).isEqualTo(CatalogTimes.parse("2024-01-05T00:00:00Z"));
        assertThat(catalog.row(1).geometry().getEnvelopeInternal().getMaxX()).isEqualTo(500_075);
        var slice = new GeoSlice(
                new Bounds(500_012, 5_000_010, 500_046, 5_000_045),
                new TimeInterval(CatalogTimes.parse("2024-01-04"), CatalogTimes.parse("2024-01-11T12:00:00Z")),
                10,
                10,
                "EPSG:32633");
        var loaded = ArrayLoader.standard().load(arena, catalog, slice);
        assertThat(loaded.shape()).containsExactly(3, 4, 4); // days 3, 4 and 10; rows 1 to 4; columns 1 to 4
        assertThat(loaded.values().get(0, 0, 0)).isEqualTo(30101);
        assertThat(loaded.values().get(2, 3, 3)).isEqualTo(100404);
        assertThat(loaded.coords().get("time")[2])
                .isEqualTo(CatalogTimes.parse("2024-01-11").getEpochSecond());
        assertThat(loaded.coords().get("y")).containsExactly(5_000_045, 5_000_035, 5_000_025, 5_000_015);
        assertThatThrownBy(() -> new ArrayLoader(Optional.of("evi"), "time").load(arena, catalog, slice))
                .isInstanceOf(IOException.class);
    }

    private static Catalog tiles() throws IOException {
        try (var files = Files.list(TILES)) {
            return CatalogBuilder.create()
                    .matching(new FileNamePattern("S2_T\\d_(?P<date>\\d{8})_.*\\.tif", "%Y%m%d"))
                    .rasters(files.map(Path::toString).sorted().toList());
        }
    }

    @Test
    void aCatalogIsAFieldOfOneRasterARow() throws Exception {
        var catalog = tiles();
        var field = new CatalogField(new CatalogDomain(catalog, 30, 30), RasterLoader.standard());
        var patcher = new Patcher(
                new Rectangular(PatchSize.of(8), Boundary.SHRINK),
                RegularStride.of(8),
                new Boxcar(),
                new OverlapAddition());

        var patches = field.byRow().view(field);
        try (var file = Staging.fieldFor(catalog.head(1), Optional.empty())) {
            assertThat(file.name()).isEqualTo(catalog.row(0).filepath());
        }
        assertThatThrownBy(() -> Staging.fieldFor(catalog, Optional.of("B04")))
                .hasMessageContaining("no row of " + catalog.size() + " with asset_key B04");

        assertThat(patches).hasSize(catalog.size());
        var scene = patches.get(2).data().getFirst();
        var stitched = patcher.merge(arena, patcher.split(scene).view(), RasterGrid.of(scene));
        for (int r = 0; r < scene.height(); r++) {
            for (int c = 0; c < scene.width(); c++) {
                assertEquals(scene.values().get(0, r, c), stitched.values().get(0, r, c));
            }
        }
    }

    /// K9: STAC out and in again keeps geometry, interval and path.
    @Test
    void k9StacItemsKeepGeometryIntervalAndPath() throws Exception {
        var rows = new ArrayList<CatalogRow>();
        for (int i = 0; i < 5; i++) {
            rows.add(CatalogRow.raster(
                    "scenes/s" + i + ".tif",
                    Footprints.of(new Bounds(10 + i, 40, 11 + i, 41.5)),
                    i == 0
                            ? TimeInterval.at(CatalogTimes.parse("2024-03-01T10:20:30Z"))
                            : TimeInterval.day(java.time.LocalDate.of(2024, 3, i))));
        }
        var catalog = Catalog.of("EPSG:4326", rows);
        var file = folder.resolve("items.json");

        StacItems.write(catalog, "scenes", file);
        var back = StacItems.read(file, StacItems.EVERY_ASSET, List.of());

        assertThat(back.size()).isEqualTo(5);
        for (int i = 0; i < 5; i++) {
            assertThat(back.row(i).filepath()).endsWith("scenes/s" + i + ".tif");
            assertThat(back.row(i).geometry().equalsTopo(catalog.row(i).geometry()))
                    .isTrue();
            assertThat(back.row(i).interval()).isEqualTo(catalog.row(i).interval());
        }
    }

    /// K10: a newer schema is refused with its own error, an older one is read and written as the current one.
    @Test
    void k10NewerSchemasAreRefusedAndOlderOnesMigrate() throws Exception {
        var catalog = tiles();
        var current = folder.resolve("current.parquet");
        GeoParquetWriter.write(catalog, current);
        var newer = rewritten(current, "newer.parquet", "* REPLACE (1 AS _schema_version)");
        var older = rewritten(current, "older.parquet", "* EXCLUDE (_schema_version)");

        assertThatThrownBy(() -> CatalogStore.open(newer, CatalogStore.Engine.AUTO))
                .isInstanceOf(CatalogSchemaException.class)
                .hasMessageContaining("newer.parquet: schema version 1, this program reads up to 0");
        var migrated = folder.resolve("migrated.parquet");
        try (var store = CatalogStore.open(older, CatalogStore.Engine.AUTO)) {
            GeoParquetWriter.write(store.query(CatalogQuery.ALL, Optional.empty()), migrated);
        }
        try (var store = CatalogStore.open(migrated, CatalogStore.Engine.DUCKDB);
                var database = DuckDb.open();
                var statement = database.statement();
                var versions = statement.executeQuery("SELECT min(_schema_version) FROM " + DuckDb.quoted(migrated))) {
            assertThat(store.size()).isEqualTo(catalog.size());
            assertThat(versions.next()).isTrue();
            assertThat(versions.getLong(1)).isEqualTo(Catalog.SCHEMA_VERSION);
            assertThat(versions.wasNull()).isFalse();
        }
    }

    private Path rewritten(Path from, String name, String columns) throws IOException, SQLException {
        var to = folder.resolve(name);
        try (var database = DuckDb.open();
                var statement = database.statement()) {
            String geo;
            try (var rows = statement.executeQuery("SELECT decode(value) FROM parquet_kv_metadata("
                    + DuckDb.quoted(from) + ") WHERE decode(key) = 'geo'")) {
                rows.next();
                geo = rows.getString(1);
            }
            statement.execute("COPY (SELECT " + columns + " FROM " + DuckDb.quoted(from) + ") TO " + DuckDb.quoted(to)
                    + " (FORMAT parquet, KV_METADATA {geo: '" + geo.replace("'", "''") + "'})");
        }
        return to;
    }

    /// K12: files read at once give the mosaic that one reader gives.
    @Test
    void k12ConcurrentLoadingGivesTheSameMosaic() throws Exception {
        var catalog = tiles();
        var slice =
                new GeoSlice(new Bounds(600300, 4199100, 601500, 4200000), TimeInterval.ALWAYS, 30, 30, "EPSG:32610");
        for (var merge : RasterLoader.Merge.values()) {
            var loader = RasterLoader.standard().merging(merge);
            var one = loader.with(1).load(arena, catalog, slice);

            for (int workers : new int[] {2, 8}) {
                var many = loader.with(workers).load(arena, catalog, slice);
                assertThat(many.values().contentEquals(one.values())).isTrue();
            }
        }
    }
}
