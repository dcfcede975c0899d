package dev.stampede.operators.plume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.stampede.operators.Rasters;
import dev.stampede.operators.RoundTrip;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.OperatorTypeException;
import dev.stampede.operators.mask.HeldMask;
import dev.stampede.operators.matchedfilter.Gas;
import dev.stampede.operators.pixels.Band;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PlumeTest {
    private static final Operator<GeoRaster, GeoRaster> ABOVE_ZERO = new PlumeMask(PlumeThreshold.of(0), 0, 8);

    /// A plume of `q` kg/s blown along x by `wind` m/s from (500200, 3999000), in pixels of 10 m, kg/m2.
    private static GeoRaster gaussianPlume(double q, double wind) {
        return Rasters.filled(DType.FLOAT64, new int[] {200, 300}, i -> {
            double x = 10 * (i % 300) + 5 - 200;
            double y = 1000 - (10 * (i / 300.0 - i % 300 / 300.0) + 5);
            double sigma = 20 + 0.1 * x;
            return x <= 0 ? 0 : q / (wind * sigma * Math.sqrt(2 * Math.PI)) * Math.exp(-y * y / (2 * sigma * sigma));
        });
    }

    @Test
    void crossSectionsRecoverTheRateOfAnInjectedPlume() {
        var plume = gaussianPlume(0.5, 4);

        var made = new CrossSectionalFlux(ABOVE_ZERO, List.of(500_200.0, 3_999_000.0), 4, 0, 8, 200).apply(plume);
        var oblique = new CrossSectionalFlux(ABOVE_ZERO, List.of(500_200.0, 3_999_000.0), 4, 0, 5, 1e6).apply(plume);

        assertThat(made.rate()).isCloseTo(0.5, within(0.5 * 0.01));
        assertThat(made.std()).isLessThan(0.01);
        assertThat(made.transects()).hasSize(8);
        assertThat(made.transects().getFirst().lineDensity()).isCloseTo(0.125, within(0.125 * 0.02));
        assertThat(oblique.rate()).isZero();
        assertThat(oblique.transects()).allMatch(t -> t.pixels() == 0);
    }

    /// Found by threshold in noise, then weighed: mass within what the threshold cuts off.
    @Test
    void anInjectedPlumeIsFoundAndWeighed() {
        var clean = gaussianPlume(0.5, 4);
        var random = new Random(3);
        var values = Rasters.values(clean.values());
        var noisy = Rasters.filled(DType.FLOAT64, new int[] {200, 300}, i -> values[i] + 1e-5 * random.nextGaussian());

        var detect = new PlumeMask(PlumeThreshold.of(4e-5), 50, 8);
        var rate = new IMEEstimate(detect, 4, IMEEstimate.Length.MAX_EXTENT, 0.5).apply(noisy);
        var stats = new PlumeColumnStats(detect, 8).apply(noisy);

        assertThat(stats).hasSize(1);
        double whole = Arrays.stream(values).sum() * 100;
        assertThat(rate.mass()).isBetween(0.9 * whole, whole);
        assertThat(rate.rate()).isCloseTo(0.5, within(0.05));
        assertThat(stats.getFirst().mass()).isCloseTo(rate.mass(), within(1e-9));
        assertThat(rate.uncertainty()).isCloseTo(rate.rate() / 2, within(1e-12));
        assertThat(rate.kilogramsPerHour()).isEqualTo(rate.rate() * 3600);
    }

    @Test
    void integratedMassFollowsTheFormula() {
        // four pixels of 100 m2 in a row, 0.1 kg/m2 each; one NaN that the mask marks too
        var in = Rasters.of(DType.FLOAT32, new int[] {2, 5}, 0, 0.1f, 0.1f, 0.1f, 0.1f, 0, 0, 0, 0, Double.NaN);
        var mask = new HeldMask(Rasters.of(DType.BOOL, new int[] {2, 5}, 0, 1, 1, 1, 1, 0, 0, 0, 0, 1));

        var area = new IMEEstimate(mask, 5, IMEEstimate.Length.SQRT_AREA, 0.25).apply(in);
        var axis = new IMEEstimate(mask, 5, IMEEstimate.Length.MAJOR_AXIS, 0.25).apply(in);
        var extent = new IMEEstimate(mask, 5, IMEEstimate.Length.MAX_EXTENT, 0.25).apply(in);
        var none = new IMEEstimate(new PlumeMask(PlumeThreshold.of(1), 0, 8), 5, IMEEstimate.Length.MAJOR_AXIS, 0.25)
                .apply(in);

        assertThat(area.mass()).isCloseTo(40, within(1e-5));
        assertThat(area.length()).isEqualTo(20);
        assertThat(area.rate()).isCloseTo(10, within(1e-5));
        assertThat(area.uncertainty()).isCloseTo(2.5, within(1e-5));
        assertThat(area.pixels()).isEqualTo(4);
        // a bar of length l has the axis 4 sqrt(l^2 / 12)
        assertThat(axis.length()).isCloseTo(4 * Math.sqrt(1600 / 12.0), within(1e-10));
        assertThat(extent.length()).isCloseTo(Math.hypot(40, 10), within(1e-10));
        assertThat(none).isEqualTo(new SourceRate(0, 0, 0, 0, 0, 0));
    }

    @Test
    void masksTakeWhatLiesAboveAndDropSmallParts() {
        var in = Rasters.of(DType.FLOAT64, new int[] {3, 4}, 5, 5, 0, 9, 5, 0, 0, 0, 0, 5, 0, Double.NaN);

        assertThat(Rasters.values(
                        new PlumeMask(PlumeThreshold.of(4), 2, 8).apply(in).values()))
                .containsExactly(1, 1, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0);
        assertThat(Rasters.values(
                        new PlumeMask(PlumeThreshold.of(4), 2, 4).apply(in).values()))
                .containsExactly(1, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0);
        assertThat(Rasters.values(
                        new PlumeMask(PlumeThreshold.of(5), 0, 4).apply(in).values()))
                .containsExactly(0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0);
        assertThat(Rasters.values(new PlumeMask(PlumeThreshold.percentile(90), 0, 4)
                        .apply(in)
                        .values()))
                .containsExactly(0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    @Test
    void otsuPartsTwoKindsAndAConstantHasNoPlume() {
        var random = new Random(5);
        var two = Rasters.filled(
                DType.FLOAT32,
                new int[] {40, 50},
                i -> i % 5 == 0 ? 100 + random.nextGaussian() : random.nextGaussian());
        var constant = Rasters.filled(DType.FLOAT32, new int[] {4, 5}, i -> 3);
        var nothing = Rasters.filled(DType.FLOAT32, new int[] {4, 5}, i -> Double.NaN);

        var mask = Rasters.values(
                new PlumeMask(PlumeThreshold.OTSU, 0, 4).apply(two).values());

        for (int i = 0; i < mask.length; i++) {
            assertThat(mask[i]).isEqualTo(i % 5 == 0 ? 1 : 0);
        }
        assertThat(Rasters.values(
                        new PlumeMask(PlumeThreshold.OTSU, 0, 4).apply(constant).values()))
                .containsOnly(0);
        assertThat(Rasters.values(
                        new PlumeMask(PlumeThreshold.OTSU, 0, 4).apply(nothing).values()))
                .containsOnly(0);
    }

    @Test
    void labelsAreNumberedWithoutGaps() {
        var mask = Rasters.of(DType.BOOL, new int[] {3, 4}, 1, 0, 1, 1, 0, 0, 1, 0, 1, 1, 0, 0);

        assertThat(Rasters.values(new PlumeContours(4, 0).apply(mask).values()))
                .containsExactly(1, 0, 2, 2, 0, 0, 2, 0, 3, 3, 0, 0);
        assertThat(Rasters.values(new PlumeContours(8, 2).apply(mask).values()))
                .containsExactly(0, 0, 1, 1, 0, 0, 1, 0, 1, 1, 0, 0)
                .hasSize(12);
    }

    @Test
    void footprintsAreInMapCoordinatesWithStatistics() {
        var in = Rasters.of(DType.FLOAT64, new int[] {3, 4}, 0, 2, 3, 0, 0, 4, 0, 0, 7, 0, 0, 0);

        var layer = new PlumeFootprint(ABOVE_ZERO, 200, 0, 4).apply(in);

        assertThat(layer.features()).hasSize(1);
        var feature = layer.features().getFirst();
        assertThat(feature.geometry().getArea()).isEqualTo(300);
        var box = feature.geometry().getEnvelopeInternal();
        assertThat(box.getMinX()).isEqualTo(500_010);
        assertThat(box.getMaxX()).isEqualTo(500_030);
        assertThat(box.getMaxY()).isEqualTo(4_000_000);
        assertThat(box.getMinY()).isEqualTo(3_999_980);
        assertThat(feature.fields())
                .containsEntry("pixels", 3L)
                .containsEntry("area_m2", 300.0)
                .containsEntry("sum", 9.0)
                .containsEntry("median", 3.0)
                .containsEntry("mass", 900.0);
        assertThat(layer.crs()).isEqualTo("EPSG:32610");
        assertThat(new PlumeFootprint(ABOVE_ZERO, 1000, 15, 4).apply(in).features())
                .isEmpty();
        assertThat(new PlumeFootprint(ABOVE_ZERO, 0, 15, 8).apply(in).features())
                .hasSize(1);
    }

    @Test
    void conesLieDownwindOfTheSource() {
        var grid = Rasters.filled(DType.FLOAT32, new int[] {21, 21}, i -> 0);
        // source in the centre of pixel (10, 10); wind to the east
        var source = List.of(500_105.0, 4_000_000.0 - 105);

        var cone = new WindAdvectionCone(source, 3, 0, 45, 50).apply(grid).values();
        var north = new WindAdvectionCone(source, 0, 2, 90, 1e6).apply(grid).values();

        assertThat(cone.get(10, 10)).isEqualTo(1);
        assertThat(cone.get(10, 15)).isEqualTo(1);
        assertThat(cone.get(10, 16)).isZero();
        assertThat(cone.get(10, 9)).isZero();
        assertThat(cone.get(7, 13)).isEqualTo(1); // 45 degrees, on the edge
        assertThat(cone.get(6, 13)).isZero();
        assertThat(north.get(0, 0)).isEqualTo(1);
        assertThat(north.get(10, 0)).isEqualTo(1);
        assertThat(north.get(11, 10)).isZero();
    }

    @Test
    void columnsConvertThereAndBack() {
        var ppm = Rasters.of(DType.FLOAT64, new int[] {1, 2}, 1000, Double.NaN);

        var kg = new ColumnToMass(Gas.CH4, ColumnToMass.Units.PPM_M, ColumnToMass.Units.KG_M2).apply(ppm);
        var back = new ColumnToMass(Gas.CH4, ColumnToMass.Units.KG_M2, ColumnToMass.Units.PPM_M).apply(kg);
        var mol = new ColumnToMass(Gas.CO2, ColumnToMass.Units.PPM_M, ColumnToMass.Units.MOL_M2).apply(ppm);

        assertThat(kg.values().get(0, 0)).isCloseTo(1e-3 / 0.024465 * 0.01604, within(1e-18));
        assertThat(kg.values().get(0, 1)).isNaN();
        assertThat(back.values().get(0, 0)).isCloseTo(1000, within(1e-10));
        assertThat(mol.values().get(0, 0)).isCloseTo(1e-3 / 0.024465, within(1e-15));
        assertThat(kg.attribute("units")).isEqualTo("kg/m2");
    }

    @Test
    void shapesWithinLimitsStay() {
        // a bar of 1 x 6, a block of 2 x 2
        var mask = Rasters.of(
                DType.BOOL,
                new int[] {3, 9},
                1,
                1,
                1,
                1,
                1,
                1,
                0,
                1,
                1,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                1,
                1,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0);
        var none = OptionalDouble.empty();

        var longOnes = new PlumeShapeFilter(OptionalDouble.of(3), none, none, none, none, none, 8).apply(mask);
        var round = new PlumeShapeFilter(none, OptionalDouble.of(1), none, none, none, none, 8).apply(mask);
        var small = new PlumeShapeFilter(none, none, none, none, none, OptionalDouble.of(400), 8).apply(mask);

        assertThat(sum(longOnes)).isEqualTo(6);
        assertThat(longOnes.values().get(0, 0)).isEqualTo(1);
        assertThat(sum(round)).isEqualTo(4);
        assertThat(sum(small)).isEqualTo(4);
        assertThatThrownBy(() ->
                        new PlumeShapeFilter(OptionalDouble.of(3), OptionalDouble.of(2), none, none, none, none, 8))
                .hasMessageContaining("min_elongation");
    }

    private static double sum(GeoRaster raster) {
        return Arrays.stream(Rasters.values(raster.values())).sum();
    }

    @Test
    void bandRatiosOfMethane() {
        var named = Rasters.of(DType.FLOAT64, new int[] {2, 1, 3}, 0.4, 0.3, -1, 0.2, 0.3, 0.5);
        var scene = named.withAttributes(named.attributes().withBandNames(List.of("B11", "B12")));
        var other = Rasters.of(DType.FLOAT64, new int[] {2, 1, 3}, 0.3, 0.3, 0.5, 0.3, 0.3, 0.5);
        var reference = other.withAttributes(scene.attributes());
        var op = new SBMP(Band.of("B11"), Band.of("B12"), Optional.empty(), 1e-10);

        assertThat(Rasters.values(op.apply(scene).values()))
                .containsExactly(new double[] {1 / 3.0, 0, -1}, within(1e-9));
        assertThat(Rasters.values(op.compare(scene, reference).values()))
                .containsExactly(new double[] {Math.log(2), 0, Math.log(1e-10 / 0.5)}, within(1e-8));
    }

    @Test
    void featuresAreDifferencesOfAllPairs() {
        var in = Rasters.of(DType.FLOAT32, new int[] {3, 1, 2}, 1, 2, 3, 2, 1, Double.NaN);

        var all = new PlumeQNDFeatures(Optional.empty(), 1e-10).apply(in);
        var one = new PlumeQNDFeatures(Optional.of(List.of(Band.of(2), Band.of(0))), 1e-10).apply(in);

        assertThat(all.dtype()).isEqualTo(DType.FLOAT32);
        assertThat(Rasters.values(all.values()))
                .containsExactly(new double[] {-0.5, 0, 0, Double.NaN, 0.5, Double.NaN}, within(1e-7));
        assertThat(all.attributes().bandNames(3).orElseThrow()).containsExactly("nd_0_1", "nd_0_2", "nd_1_2");
        assertThat(one.shape()).containsExactly(1, 1, 2);
    }

    @Test
    void refusesSeveralBandsAndOtherGrids() {
        var two = Rasters.filled(DType.FLOAT32, new int[] {2, 3, 3}, i -> i);

        assertThatThrownBy(() -> ABOVE_ZERO.apply(two)).isInstanceOf(OperatorTypeException.class);
        assertThatThrownBy(() -> PlumeThreshold.fromConfig("percentile:x")).hasMessageContaining("percentile");
        assertThatThrownBy(() -> new PlumeMask(PlumeThreshold.OTSU, 1, 6)).hasMessageContaining("4 or 8");
        assertThatThrownBy(() -> new WindAdvectionCone(List.of(0.0, 0.0), 0, 0, 30, 100))
                .hasMessageContaining("wind");
    }

    @Test
    void comesBackFromFiles() {
        RoundTrip.assertComesBack(
                new SBMP(Band.of(0), Band.of("x"), Optional.of(Path.of("ref.tif")), 1e-6),
                new PlumeMask(PlumeThreshold.percentile(97.5), 3, 4),
                new PlumeMask(PlumeThreshold.of(2), 3, 4),
                new PlumeContours(4, 7),
                new PlumeFootprint(new PlumeMask(PlumeThreshold.OTSU, 3, 4), 1, 2, 4),
                new WindAdvectionCone(List.of(1.0, 2.0), 3, 4, 20, 300),
                new IMEEstimate(ABOVE_ZERO, 3, IMEEstimate.Length.MAJOR_AXIS, 0.1),
                new CrossSectionalFlux(ABOVE_ZERO, List.of(1.0, 2.0), 3, 4, 6, 50),
                new ColumnToMass(Gas.CO2, ColumnToMass.Units.MOL_M2, ColumnToMass.Units.KG_M2),
                new PlumeShapeFilter(
                        OptionalDouble.of(2),
                        OptionalDouble.empty(),
                        OptionalDouble.empty(),
                        OptionalDouble.of(0.9),
                        OptionalDouble.empty(),
                        OptionalDouble.empty(),
                        4),
                new PlumeColumnStats(ABOVE_ZERO, 4),
                new PlumeQNDFeatures(Optional.of(List.of(Band.of(0), Band.of(1))), 1e-8));
    }
}
