package dev.stampede.mosaic.seam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.stampede.io.vector.FieldType;
import dev.stampede.io.vector.VectorFeature;
import dev.stampede.io.vector.VectorFiles;
import dev.stampede.io.vector.VectorLayer;
import dev.stampede.mosaic.MosaicSets;
import dev.stampede.runtime.UsageException;
import dev.stampede.runtime.Workers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Polygon;

class SeamlinesTest {
    private static final GeometryFactory FACTORY = new GeometryFactory();

    @TempDir
    Path folder;

    private static Polygon polygon(double... xy) {
        var ring = new Coordinate[xy.length / 2 + 1];
        for (int i = 0; i < xy.length / 2; i++) {
            ring[i] = new Coordinate(xy[2 * i], xy[2 * i + 1]);
        }
        ring[ring.length - 1] = ring[0].copy();
        return FACTORY.createPolygon(ring);
    }

    private static List<Seamlines.Piece> pieces(SeamlineParameters parameters, Polygon... footprints)
            throws IOException {
        var names = new ArrayList<String>();
        for (int i = 0; i < footprints.length; i++) {
            names.add("image" + i);
        }
        try (var workers = new Workers(2)) {
            return new Seamlines(parameters, workers).parts(names, List.of(footprints), "");
        }
    }

    @Test
    void twoSquaresArePartedInTheMiddleOfTheirOverlap() throws IOException {
        var left = polygon(0, 0, 0, 100, 100, 100, 100, 0);
        var right = polygon(60, -0.5, 60, 99.5, 160, 99.5, 160, -0.5);

        var pieces = pieces(SeamlineParameters.DEFAULT.withSpacing(2, 0), left, right);

        assertThat(pieces.get(0).area().intersection(pieces.get(1).area()).getArea())
                .isCloseTo(0, within(1e-6));
        var west = pieces.get(0).area();
        assertThat(west.contains(FACTORY.createPoint(new Coordinate(76, 50)))).isTrue();
        assertThat(west.contains(FACTORY.createPoint(new Coordinate(84, 50)))).isFalse();
        assertThat(west.union(pieces.get(1).area()).getArea())
                .isCloseTo(left.union(right).getArea(), within(0.03 * left.getArea()));
    }

    @Test
    void imagesThatDoNotMeetStayWhole() throws IOException {
        var one = polygon(0, 0, 0, 10, 10, 10, 10, 0);
        var other = polygon(20, 0, 20, 10, 30, 10, 30, 0);

        var pieces = pieces(SeamlineParameters.DEFAULT, one, other);

        assertThat(pieces.get(0).area().equalsExact(one)).isTrue();
        assertThat(pieces.get(1).area().equalsExact(other)).isTrue();
    }

    @Test
    void anOverlapInTwoSeparateAreasGetsALineInEach() throws IOException {
        // A bar, and a U turned upside down whose two legs reach over it.
        var bar = polygon(0, 0, 0, 40, 200, 40, 200, 0);
        var legs = polygon(20, 20, 20, 120, 180, 120, 180, 20, 140, 20, 140, 80, 60, 80, 60, 20);

        var pieces = pieces(SeamlineParameters.DEFAULT.withSpacing(2, 0), bar, legs);

        double common = pieces.get(0).area().intersection(pieces.get(1).area()).getArea();
        assertThat(bar.intersection(legs).getNumGeometries()).isEqualTo(2);
        assertThat(common).isCloseTo(0, within(1e-6));
        assertThat(pieces.get(0).area().getArea()).isBetween(0.7 * bar.getArea(), 0.95 * bar.getArea());
    }

    @Test
    void stretchesThatMeetEndToEndAreOne() {
        var lines = List.of(line(0, 0, 1, 0), line(5, 5, 6, 5), line(1, 0, 1, 1), line(2, 1, 1, 1));

        var joined = CommonStretches.joined(lines);

        assertThat(joined).hasSize(2);
        assertThat(joined.get(0).getLength()).isEqualTo(3);
        assertThat(joined.get(1).getLength()).isEqualTo(1);
    }

    private static LineString line(double x0, double y0, double x1, double y1) {
        return FACTORY.createLineString(new Coordinate[] {new Coordinate(x0, y0), new Coordinate(x1, y1)});
    }

    @Test
    void edgesAreCutIntoTheNumberOfPartsThatFitsBest() {
        assertThat(RingPoints.parts(3, 10)).isEqualTo(1);
        assertThat(RingPoints.parts(15, 10)).isEqualTo(1); // as far from 1 as from 2
        assertThat(RingPoints.parts(15.1, 10)).isEqualTo(2);
        assertThat(RingPoints.parts(44, 10)).isEqualTo(4);
        assertThat(RingPoints.along(line(0, 0, 30, 0), 10)).hasSize(3);
    }

    @Test
    void footprintsComeFromAVectorFileAndItsMistakesAreNamed() throws IOException {
        MosaicSets.open("mosaic_synth"); // skips without GDAL
        var file = folder.resolve("footprints.gpkg");
        Geometry small = polygon(0, 0, 0, 1, 1, 1, 1, 0);
        Geometry large = polygon(5, 0, 5, 10, 15, 10, 15, 0);
        VectorFiles.write(
                file,
                List.of(new VectorLayer(
                        "outlines",
                        "",
                        Map.of("scene", FieldType.TEXT),
                        List.of(
                                new VectorFeature(small, Map.of("scene", "A_2024")),
                                new VectorFeature(large, Map.of("scene", "A_2024")),
                                new VectorFeature(line(0, 0, 1, 1), Map.of("scene", "B"))))));
        var layer = VectorFiles.readFirst(file);

        assertThat(Footprints.ofFeatures(layer, file, "scene", "A_2024_Global").equalsTopo(large))
                .isTrue();
        assertThatThrownBy(() -> Footprints.ofFeatures(layer, file, "name", "A"))
                .isInstanceOf(UsageException.class)
                .hasMessage("Field 'name' was not found in " + file + ".");
        assertThatThrownBy(() -> Footprints.ofFeatures(layer, file, "scene", "C"))
                .isInstanceOf(UsageException.class)
                .hasMessage("No polygons from " + file
                        + " matched image 'C'. Expected the field value to be included in the image name.");
        assertThatThrownBy(() -> Footprints.ofFeatures(layer, file, "scene", "B1"))
                .isInstanceOf(UsageException.class)
                .hasMessage("Matched geometry for image 'B1' is not polygonal.");
        assertThatThrownBy(() -> VectorFiles.write(folder.resolve("x.abc"), List.of()))
                .hasMessageContaining("no vector format is known for this name; end it in .fgb, .geojson");
    }

    /// Seeds along a rectangle make a diagram with nearly equal corners, on which overlays that are not robust fail.
    @Test
    void overlapsThatAreRectanglesHaveALineWhateverTheirSize() throws Exception {
        long seed = Long.getLong("test.seed", 20261126L);
        var random = new java.util.Random(seed);
        for (int i = 0; i < 60; i++) {
            double x = 203000 + 5 * random.nextInt(4000);
            double y = 2209000 + 5 * random.nextInt(4000);
            double width = 30 * (1 + random.nextInt(150));
            double height = 30 * (1 + random.nextInt(150));
            var area = polygon(x, y, x, y + height, x + width, y + height, x + width, y);
            var ends = List.of(new Coordinate(x, y), new Coordinate(x + width, y + height));

            var line = CenterLine.through(area, ends, 10, 0).line();

            assertThat(line.getStartPoint().getCoordinate())
                    .as("seed %s, %s", seed, area)
                    .isEqualTo(ends.getFirst());
            assertThat(line.getEndPoint().getCoordinate()).isEqualTo(ends.getLast());
            assertThat(area.buffer(10).covers(line))
                    .as("within one spacing, seed %s, %s", seed, area)
                    .isTrue();
        }
    }

    @Test
    void theOverlapThatOnceBrokeTheDiagramHasALine() throws Exception {
        var area = polygon(206925, 2209575, 206925, 2213895, 209925, 2213895, 209925, 2209575);

        var line = CenterLine.through(
                        area, List.of(new Coordinate(206925, 2213895), new Coordinate(209925, 2209575)), 10, 0)
                .line();

        assertThat(line.getNumPoints()).isGreaterThan(100);
    }
}
