package dev.stampede.operators.io;

import static dev.stampede.operators.FamilyContract.drawn;
import static dev.stampede.operators.FamilyContract.grid;
import static dev.stampede.operators.FamilyContract.raster;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stampede.bindings.NativeLibrary;
import dev.stampede.bindings.gdal.GdalLibrary;
import dev.stampede.io.vector.VectorFiles;
import dev.stampede.operators.FamilyContract;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.feature.HoughLines;
import dev.stampede.operators.feature.PeakLocalMax;
import dev.stampede.operators.measure.FindContours;
import dev.stampede.operators.measure.LabelConnectedComponents;
import dev.stampede.operators.measure.ProfileLine;
import dev.stampede.operators.measure.RegionProps;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import dev.stampede.runtime.UsageException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WriteVectorTest {
    @TempDir
    Path folder;

    private static void needsGdal() {
        assumeTrue(GdalLibrary.status() instanceof NativeLibrary.Loaded, "GDAL is not installed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"regions.gpkg", "regions.geojson", "regions.fgb"})
    void tablesOfRegionsComeBack(String name) throws IOException {
        needsGdal();
        var file = folder.resolve(name);
        var in = drawn(DType.UINT8, "1100", "0010", "2220");

        Operator<GeoRaster, Void> pipeline =
                new LabelConnectedComponents().then(new RegionProps()).then(new WriteVector(file));
        pipeline.apply(in);

        var back = VectorFiles.readFirst(file);
        assertThat(back.name()).isEqualTo("regions");
        assertThat(back.features()).hasSize(3);
        assertThat(back.features().stream().map(f -> f.fields().get("area"))).containsExactlyInAnyOrder(2L, 1L, 3L);
        var third = back.features().stream()
                .filter(f -> f.fields().get("label").equals(3L))
                .findFirst()
                .orElseThrow();
        if (!name.endsWith("geojson")) { // which is in degrees
            assertThat(third.geometry().getCoordinate().x).isEqualTo(500_015, within(1e-6));
            assertThat(third.geometry().getCoordinate().y).isEqualTo(4_000_000 - 25, within(1e-6));
        }
    }

    /// Points, lines and profiles with null fields.
    @Test
    void everyKindOfLayerIsWritten() throws IOException {
        needsGdal();
        var cone = raster(DType.FLOAT32, grid(21, 21, at -> 9 - Math.hypot(at[0] - 10, at[1] - 10)));
        var cross = raster(DType.UINT8, grid(21, 21, at -> at[0] == 10 || at[1] == 10 ? 1 : 0));

        var made = List.of(
                new PeakLocalMax(2).apply(cone),
                new FindContours(4).apply(cone),
                new ProfileLine(List.of(-1.0, 0.0), List.of(20.0, 20.0), 1, 1).apply(cone),
                new HoughLines(2, 180, 0.5, 9, 10).apply(cross));

        for (var layer : made) {
            var file = folder.resolve(layer.name() + ".gpkg");
            new WriteVector(file, Optional.of("found")).apply(layer);
            var back = VectorFiles.readFirst(file);
            assertThat(back.name()).isEqualTo("found");
            assertThat(back.features()).hasSameSizeAs(layer.features());
            assertThat(back.fields()).isEqualTo(layer.fields());
            for (int i = 0; i < layer.features().size(); i++) {
                assertThat(back.features().get(i).fields())
                        .isEqualTo(layer.features().get(i).fields());
                assertThat(back.features()
                                .get(i)
                                .geometry()
                                .equalsExact(layer.features().get(i).geometry(), 1e-9))
                        .isTrue();
            }
        }
    }

    @Test
    void comesBackFromTextAndRefusesUnknownFormats() {
        FamilyContract.isStored(new WriteVector(Path.of("x.gpkg"), Optional.of("points")));

        assertThatThrownBy(() -> new WriteVector(Path.of("x.tif")))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("no vector format is known");
    }
}
