package dev.stampede.mosaic.seam;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.io.vector.VectorFiles;
import dev.stampede.io.vector.VectorLayer;
import dev.stampede.mosaic.MosaicSets;
import dev.stampede.runtime.Workers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;

/// Seamlines of the golden aligned images against those of the reference program. Corners of the Voronoi
/// diagram differ in the last digits between geometry engines, so areas are compared, not corners.
class SeamlinesGoldenTest {
    private static final double MAX_SHARE = 1e-3;

    @TempDir
    Path folder;

    private void check(Path set, SeamlineParameters parameters, Path expectedFile, int threads) throws IOException {
        var output = folder.resolve("seams-" + threads + ".gpkg");
        List<Seamlines.Piece> pieces;
        try (var workers = new Workers(threads)) {
            pieces = new Seamlines(parameters, workers).run(MosaicSets.images(set.resolve("default/aligned")), output);
        }

        var expected = VectorFiles.readFirst(expectedFile);
        var written = VectorFiles.readFirst(output);
        assertThat(written.name()).isEqualTo("seamlines").isEqualTo(expected.name());
        assertThat(written.fields()).isEqualTo(expected.fields());
        assertThat(names(written)).isEqualTo(names(expected));
        for (int i = 0; i < pieces.size(); i++) {
            var area = expected.features().get(i).geometry();
            var ours = written.features().get(i).geometry();
            assertThat(ours.equalsExact(pieces.get(i).area())).isTrue();
            assertThat(differingShare(ours, area))
                    .as("%s", pieces.get(i).image())
                    .isLessThan(MAX_SHARE);
        }
    }

    private static List<Object> names(VectorLayer layer) {
        return layer.features().stream().map(f -> f.fields().get("image")).toList();
    }

    private static double differingShare(Geometry a, Geometry b) {
        return OverlayNGRobust.overlay(a, b, OverlayNG.SYMDIFFERENCE).getArea() / b.getArea();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mosaic_synth", "mosaic_landsat", "mosaic_worldview"})
    void defaultsGiveTheReferencePolygons(String name) throws IOException {
        var set = MosaicSets.open(name);

        check(set, SeamlineParameters.DEFAULT, set.resolve("default/seamline/ImageMasks.gpkg"), 2);
    }

    @Test
    void anAreaOfInterestCutsThePolygons() throws IOException {
        var set = MosaicSets.open("mosaic_landsat");
        var parameters = SeamlineParameters.DEFAULT.withSpacing(90, 0).withAoi(set.resolve("vectors/landsat_aoi.gpkg"));

        check(set, parameters, set.resolve("variants/seam_aoi/seamline/ImageMasks.gpkg"), 1);
    }

    @Test
    void widerSeedsAndLongerEdgesGiveTheReferencePolygons() throws IOException {
        var set = MosaicSets.open("mosaic_landsat");

        check(
                set,
                SeamlineParameters.DEFAULT.withSpacing(90, 15),
                set.resolve("variants/seam_spacing90/seamline/ImageMasks.gpkg"),
                1);
    }

    @Test
    void outlinesMeetingPointsAndSeedsAreThoseOfTheReference() throws IOException {
        var set = MosaicSets.open("mosaic_worldview");
        var debug = folder.resolve("debug.gpkg");

        check(
                set,
                SeamlineParameters.DEFAULT.withDebugVectors(debug),
                set.resolve("default/seamline/ImageMasks.gpkg"),
                2);

        var ours = VectorFiles.read(debug);
        var expected = VectorFiles.read(set.resolve("default/seamline/debug.gpkg"));
        assertThat(ours).hasSameSizeAs(expected);
        for (int i = 0; i < ours.size(); i++) {
            var layer = expected.get(i);
            assertThat(ours.get(i).name()).isEqualTo(layer.name());
            assertThat(ours.get(i).fields()).as(layer.name()).isEqualTo(layer.fields());
            if (layer.name().matches("voronoi_\\d+")) { // the cells come in another order
                assertThat(ours.get(i).features()).hasSameSizeAs(layer.features());
            } else if (layer.name().equals("intersections")) { // theirs leaves out the middles of common stretches
                assertThat(ours.get(i).features()).hasSize(layer.features().size() + 1);
            } else {
                assertSamePlaces(ours.get(i), layer);
            }
        }
    }

    private static void assertSamePlaces(VectorLayer ours, VectorLayer expected) {
        assertThat(ours.features()).as(expected.name()).hasSameSizeAs(expected.features());
        for (int i = 0; i < expected.features().size(); i++) {
            var a = ours.features().get(i);
            var b = expected.features().get(i);
            assertThat(a.fields()).isEqualTo(b.fields());
            assertThat(a.geometry().equalsExact(b.geometry(), 1e-6))
                    .as("%s %d: %s, expected %s", expected.name(), i, a.geometry(), b.geometry())
                    .isTrue();
        }
    }

    @Test
    void theNumberOfThreadsChangesNothing() throws IOException {
        var images = MosaicSets.images(MosaicSets.open("mosaic_synth").resolve("default/aligned"));
        List<List<Seamlines.Piece>> results = IntStream.of(1, 2, 4)
                .mapToObj(threads -> {
                    try (var workers = new Workers(threads)) {
                        return new Seamlines(SeamlineParameters.DEFAULT, workers)
                                .run(images, folder.resolve("t" + threads + ".gpkg"));
                    } catch (IOException e) {
                        throw new AssertionError(e);
                    }
                })
                .toList();

        for (var result : results) {
            for (int i = 0; i < result.size(); i++) {
                assertThat(result.get(i)
                                .area()
                                .equalsExact(results.getFirst().get(i).area()))
                        .isTrue();
            }
        }
    }
}
