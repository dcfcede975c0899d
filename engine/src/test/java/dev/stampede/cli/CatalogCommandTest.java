package dev.stampede.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stampede.io.NativeLibraries;
import dev.stampede.io.labelled.LabelledArray;
import dev.stampede.io.labelled.ZarrLabelled;
import dev.stampede.io.raster.GeoTiff;
import dev.stampede.io.vector.FieldType;
import dev.stampede.io.vector.VectorFeature;
import dev.stampede.io.vector.VectorFiles;
import dev.stampede.io.vector.VectorLayer;
import dev.stampede.io.zarr.ZarrFormat;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.DType;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.io.WKTReader;

class CatalogCommandTest {
    private static final String TILES = "../golden/geostack/catalog/tiles";

    @TempDir
    Path folder;

    @BeforeEach
    void needsGdal() {
        assumeTrue(
                NativeLibraries.all().stream()
                        .anyMatch(library -> library.name().equals("gdal") && library.available()),
                "GDAL is not installed");
    }

    private CommandLineRun catalog(String... arguments) {
        var all = new ArrayList<>(List.of("catalog"));
        all.addAll(List.of(arguments));
        return CommandLineRun.of(all.toArray(String[]::new));
    }

    private Path built() {
        var file = folder.resolve("tiles.parquet");
        var run = catalog(
                "build",
                TILES,
                "--out",
                file.toString(),
                "--filename-regex",
                "S2_(?P<tile>T\\d)_(?P<date>\\d{8})_.*\\.tif",
                "--format",
                "json");
        assertThat(run.code()).as(run.err()).isZero();
        return file;
    }

    @Test
    void aFolderIsBuiltAskedAndLoaded() throws Exception {
        var file = built().toString();
        var stats = catalog("stats", file, "--format", "json").json();
        assertThat(stats.get("rows").asInt()).isEqualTo(6);
        assertThat(stats.get("columns").toString()).contains("tile");
        var query = catalog(
                "query",
                file,
                "--start",
                "2024-06-04",
                "--end",
                "2024-06-04",
                "--where",
                "tile <> 'T1'",
                "--rows",
                "--format",
                "json");
        assertThat(query.json().get("count").asInt()).isEqualTo(1);
        assertThat(query.json().get("rows").get(0).get("filepath").asText()).contains("S2_T2_20240604");
        var mosaic = folder.resolve("mosaic.tif");
        var load = catalog(
                "load",
                file,
                "--bbox",
                "600300,4199100,601500,4200000",
                "--resolution",
                "30",
                "--start",
                "2024-06-01",
                "--end",
                "2024-06-30",
                "--out",
                mosaic.toString(),
                "--format",
                "json");
        assertThat(load.code()).as(load.err()).isZero();
        assertThat(load.json().get("rows_used").asInt()).isEqualTo(4);
        try (var arena = Arena.ofConfined()) {
            assertThat(GeoTiff.read(arena, mosaic.toString()).shape()).containsExactly(1, 30, 40);
        }
    }

    @Test
    void stacItemsAndPartitionedFoldersHoldTheSameRows() throws Exception {
        var file = built();
        var items = folder.resolve("items.json");
        assertThat(catalog("convert", file.toString(), "--out", items.toString())
                        .code())
                .isZero();
        var again = folder.resolve("again.parquet");
        assertThat(catalog("build", items.toString(), "--out", again.toString(), "--property", "tile")
                        .code())
                .isZero();
        var found = catalog(
                        "query",
                        again.toString(),
                        "--bbox",
                        "600300,4199100,600400,4199200",
                        "--crs",
                        "EPSG:32610",
                        "--rows",
                        "--format",
                        "json")
                .json();
        assertThat(found.get("count").asInt()).isEqualTo(2);
        assertThat(found.get("rows").get(0).get("tile").asText()).isEqualTo("T0");
        var parts = folder.resolve("parts");
        Files.createDirectories(parts);
        assertThat(catalog("convert", file.toString(), "--out", parts.toString(), "--partition", "month")
                        .code())
                .isZero();
        assertThat(catalog("stats", parts.toString(), "--format", "json")
                        .json()
                        .get("rows")
                        .asInt())
                .isEqualTo(6);
    }

    @Test
    void vectorsAndArraysAreBuiltAndLoaded() throws Exception {
        var crs = dev.stampede.io.raster.Reprojection.wkt("EPSG:32633");
        var shape = new WKTReader().read("POLYGON ((0 0, 40 0, 40 30, 0 30, 0 0))");
        VectorFiles.write(
                folder.resolve("f.gpkg"),
                List.of(new VectorLayer(
                        "f",
                        crs,
                        Map.of("class", FieldType.INTEGER),
                        List.of(new VectorFeature(shape, Map.of("class", 5L))))));
        var vectors = folder.resolve("v.parquet").toString();
        var burnt = folder.resolve("v.tif");
        try (var arena = Arena.ofConfined()) {
            var values = ArrayView.allocate(arena, DType.FLOAT32, 2, 3, 4);
            values.set(7, 1, 2, 3);
            var cube = new LabelledArray(
                    "rain",
                    List.of("time", "lat", "lon"),
                    values,
                    Map.of(
                            "time", new double[] {0, 24},
                            "lat", new double[] {46, 45.5, 45},
                            "lon", new double[] {9, 9.5, 10, 10.5}),
                    Map.of("time.units", "hours since 2024-01-01 00:00:00"));
            ZarrLabelled.write(folder.resolve("cube.zarr"), cube, ZarrFormat.V2);
        }
        var arrays = folder.resolve("a.parquet").toString();
        var part = folder.resolve("part.zarr");

        var builtVectors = catalog("build", folder.toString(), "--kind", "VECTOR", "--out", vectors);
        var loadedVectors = catalog(
                "load",
                vectors,
                "--bbox",
                "0,0,50,50",
                "--resolution",
                "10",
                "--label-field",
                "class",
                "--out",
                burnt.toString());
        var builtArrays = catalog("build", folder.resolve("cube.zarr").toString(), "--kind", "XARRAY", "--out", arrays);
        var loadedArrays = catalog(
                "load",
                arrays,
                "--bbox",
                "9.9,44,11,45.2",
                "--start",
                "2024-01-02",
                "--end",
                "2024-01-03",
                "--out",
                part.toString(),
                "--format",
                "json");

        assertThat(builtVectors.code()).as(builtVectors.err()).isZero();
        assertThat(loadedVectors.code()).as(loadedVectors.err()).isZero();
        assertThat(builtArrays.code()).as(builtArrays.err()).isZero();
        assertThat(loadedArrays.code()).as(loadedArrays.err()).isZero();
        assertThat(loadedArrays.json().get("shape").toString()).isEqualTo("[1,1,2]");
        try (var arena = Arena.ofConfined()) {
            var labels = GeoTiff.read(arena, burnt.toString());
            assertThat(labels.band(0).get(4, 0)).isEqualTo(5);
            assertThat(labels.band(0).get(1, 0)).isZero();
            assertThat(ZarrLabelled.open(part, "rain")
                            .read(arena, new int[3], new int[] {1, 1, 2})
                            .get(0, 0, 1))
                    .isEqualTo(7);
        }
        requireMistake("--resolution is needed", "load", vectors, "--bbox", "0,0,50,50", "--out", burnt.toString());
    }

    @Test
    void missingFilesAreFound() throws Exception {
        var file = built();
        assertThat(catalog("validate", file.toString()).code()).isZero();
        var copy = Files.copy(Path.of(TILES, "S2_T0_20240601_B04.tif"), folder.resolve("gone.tif"));
        var two = folder.resolve("two.parquet");
        assertThat(catalog("build", copy.toString(), "--out", two.toString()).code())
                .isZero();
        Files.delete(copy);
        var run = catalog("validate", two.toString(), "--format", "json");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.json().get("problems").get(0).asText()).contains("gone.tif: the file is missing");
    }

    private int count(Path file, String... times) throws Exception {
        var arguments = new ArrayList<>(List.of("query", file.toString()));
        arguments.addAll(List.of(times));
        arguments.addAll(List.of("--format", "json"));
        var run = catalog(arguments.toArray(String[]::new));
        assertThat(run.code()).as(run.err()).isZero();
        return run.json().get("count").asInt();
    }

    @Test
    void timesMayBeBoundOnOneSideOnly() throws Exception {
        var file = built();

        assertThat(count(file, "--start", "2024-06-02"))
                .isEqualTo(count(file, "--start", "2024-06-02", "--end", "2999-01-01"));
        assertThat(count(file, "--start", "2024-06-02") + count(file, "--end", "2024-06-01T23:59:59"))
                .isEqualTo(6);
        assertThat(count(file, "--start", "2024-06-02")).isBetween(1, 5);
        assertThat(count(file, "--start", "2024-06-02", "--engine", "DUCKDB"))
                .isEqualTo(count(file, "--start", "2024-06-02"));
        assertThat(count(file, "--end", "1999-01-01")).isZero();
    }

    @Test
    void systemsAreNamedByTheirCode() throws Exception {
        var file = built().toString();

        assertThat(catalog("stats", file, "--format", "json").json().get("crs").asText())
                .isEqualTo("EPSG:32610");
        assertThat(catalog("stats", file, "--format", "human").out())
                .contains("EPSG:32610")
                .doesNotContain("schema\"");
    }

    @Test
    void mistakesOfTheUserEndWithTwo() throws IOException {
        var file = built().toString();
        requireMistake("3 numbers, expected", "query", file, "--bbox", "1,2,3");
        requireMistake("no column cloud", "query", file, "--where", "cloud < 3");
        requireMistake("does not exist", "query", folder.resolve("no.parquet").toString());
        requireMistake("does not exist", "build", folder.resolve("no.tif").toString(), "--out", file);
        requireMistake(
                "lies in x 0 to 30, y 0 to 30 of EPSG:32610, time: from 2024-06-01T00:00:00Z; it holds x 600000 to ",
                "load",
                file,
                "--bbox",
                "0,0,30,30",
                "--start",
                "2024-06-01",
                "--resolution",
                "30",
                "--out",
                folder.resolve("none.tif").toString());
        assertThat(folder.resolve("none.tif")).doesNotExist();
        var text = Files.writeString(folder.resolve("text.tif"), "no raster");
        requireMistake("text.tif: cannot open the file", "build", text.toString(), "--out", file);
        var noStac = Files.writeString(folder.resolve("no.json"), "{}");
        requireMistake("holds no STAC item", "build", noStac.toString(), "--out", file);
        requireMistake("does not exist", "build", folder.resolve("none.json").toString(), "--out", file);
        requireMistake("text.tif: cannot read it as Parquet", "stats", text.toString());
        requireMistake("is not known", "build", TILES, "--out", file, "--filename-regex", "x", "--date-format", "%Q");
    }

    private void requireMistake(String message, String... arguments) {
        var run = catalog(arguments);
        assertThat(run.err()).contains(message);
        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.stackTraceLines()).isZero();
    }
}
