package dev.stampede.insar.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.stampede.golden.Golden;
import dev.stampede.golden.GoldenWorkspace;
import dev.stampede.insar.artifacts.MissingArtifactException;
import dev.stampede.insar.model.ReferenceArea;
import dev.stampede.insar.model.StackGeometry;
import dev.stampede.insar.model.UnsupportedModeException;
import dev.stampede.io.mat.Mat;
import dev.stampede.io.mat.MatArray;
import dev.stampede.io.mat.MatFiles;
import dev.stampede.io.mat.MatValue;
import dev.stampede.memory.FloatMatrix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValueSourceTest {
    @TempDir
    Path scratch;

    private GoldenWorkspace golden;

    @BeforeEach
    void lay() throws IOException {
        golden = new GoldenWorkspace(Golden.psSmall(), scratch, 2).with("stage5b", "stage6", "stage7", "stage8");
    }

    @AfterEach
    void clear() {
        golden.close();
    }

    /// Without the noise file all interferograms weigh the same, which is how the figures of the golden set
    /// were made.
    @ParameterizedTest
    @CsvSource({
        "v,    2.063091164007078, 1.2911861252923211",
        "v-d,  2.133735717898775, 1.3014348204680566",
        "v-do, 6.256962206543885, 4.999073294977188",
        "v-ds, 5.602336867635302, 4.263543979152803",
        "v-dso, 7.286882845585582, 5.731705941947505",
        "v-dsm, 5.602336867635302, 4.263543979152802"
    })
    void velocitiesReachTheAccuracyOfTheReferenceAgainstTheTruth(String type, double rmse, double median)
            throws IOException {
        Files.delete(scratch.resolve("ifgstd2.mat"));

        var v = open().compute(ValueType.parse(type));

        assertThat(v.unit()).isEqualTo("mm/yr");
        var error = errors(v);
        assertThat(Math.sqrt(Arrays.stream(error).map(e -> e * e).average().orElseThrow()))
                .isCloseTo(rmse, within(1e-5));
        Arrays.setAll(error, i -> Math.abs(error[i]));
        Arrays.sort(error);
        assertThat((error[error.length / 2 - 1] + error[error.length / 2]) / 2).isCloseTo(median, within(1e-5));
    }

    private double[] errors(PointValues v) throws IOException {
        try (var file = MatFiles.open(Golden.psSmall().resolve("truth/truth.mat"))) {
            var truth = ((MatArray) file.read(golden.arena(), "velocity_mm_yr")).asFloatMatrix(golden.arena());
            var ij = golden.result("ps2", "ij").asDoubleMatrix(golden.arena());
            var error = new double[ij.rows()];
            for (int p = 0; p < error.length; p++) {
                error[p] = v.values().get(p, 0) - truth.get((int) ij.get(p, 1), (int) ij.get(p, 2));
            }
            double mean = Arrays.stream(error).average().orElseThrow();
            Arrays.setAll(error, i -> error[i] - mean);
            return error;
        }
    }

    @Test
    void addingCyclesToOneInterferogramDoesNotChangeVelocities() throws IOException {
        var before = open().compute(ValueType.parse("v")).values().toArray();
        var uw = golden.result("phuw2", "ph_uw").asFloatMatrix(golden.arena());
        for (int p = 0; p < uw.rows(); p++) {
            uw.set(p, 3, (float) (uw.get(p, 3) + 6 * Math.PI));
        }
        var map = new java.util.LinkedHashMap<String, dev.stampede.io.mat.MatValue>();
        map.put("ph_uw", dev.stampede.io.mat.Mat.of(uw));
        golden.context().output().replace("phuw2", map);

        var after = open().compute(ValueType.parse("v")).values().toArray();

        assertThat(after).containsExactly(before, within(1e-3f));
    }

    @Test
    void everyOfferedTypeHasAUnitAndOneRowPerPoint() throws IOException {
        for (var text : new String[] {
            "w", "w-d", "w-dm", "p", "wf", "u", "u-dmso", "d", "m", "o", "s", "hgt", "v-s", "vdrop", "vs"
        }) {
            var values = open().compute(ValueType.parse(text));
            assertThat(values.values().rows()).as(text).isEqualTo(1382);
            assertThat(values.unit()).as(text).isNotEmpty();
            assertThat(values.limits(0.001, 0.999)).as(text).doesNotContain(Double.NaN);
            assertThat(values.values().cols())
                    .as(text)
                    .isEqualTo(values.interferograms().length == 0 ? 1 : values.interferograms().length);
        }
    }

    @Test
    void deviationsAreReproducibleAndScaleLikeTheErrorOfASlope() throws IOException {
        var first = VelocityDeviation.compute(open(), ValueType.parse("vs"), 1500, 1)
                .deviation()
                .toArray();
        var second = VelocityDeviation.compute(open(), ValueType.parse("vs"), 100, 2)
                .deviation()
                .toArray();
        double ratio = 0;
        for (int p = 0; p < first.length; p++) {
            ratio += second[p] / first[p] / first.length;
        }

        assertThat(VelocityDeviation.compute(open(), ValueType.parse("vs"), 1500, 1)
                        .deviation()
                        .toArray())
                .isEqualTo(first);
        assertThat(ratio).isCloseTo(1, within(0.1));
    }

    @Test
    void referencesToTheGivenArea() throws IOException {
        var source = open();
        var area = ReferenceArea.circle(source.stack(), golden.workers(), 11.3, 44.6, 500);

        var u = source.withReference(area).compute(ValueType.parse("u-d"));

        assertThat(area.points().length).isBetween(1, 200);
        for (double mean : area.means(u.values())) {
            assertThat(mean).isCloseTo(0, within(1e-5));
        }
    }

    @Test
    void refusesWhatNeedsOtherDataByName() {
        for (var text : new String[] {"usb", "rsb", "asb"}) {
            assertThatThrownBy(() -> open().compute(ValueType.parse(text)))
                    .as(text)
                    .isInstanceOf(UnsupportedModeException.class)
                    .hasMessageContaining("not offered");
        }
        for (var text : new String[] {"a", "u-a", "w-a", "v-i", "v-t"}) {
            assertThatThrownBy(() -> open().compute(ValueType.parse(text)))
                    .as(text)
                    .isInstanceOf(MissingArtifactException.class)
                    .hasMessageMatching(".*(tca2|ica2|tide2)\\.mat.*");
        }
    }

    private FloatMatrix ramp(double perImage) {
        var m = FloatMatrix.allocate(golden.arena(), 1382, 16);
        for (int i = 0; i < 16; i++) {
            for (int p = 0; p < 1382; p++) {
                m.set(p, i, (float) ((i - 8) * perImage * p / 1000));
            }
        }
        return m;
    }

    private void write(String artifact, String name, FloatMatrix m) throws IOException {
        var map = new LinkedHashMap<String, MatValue>();
        map.put(name, Mat.of(m));
        golden.context().output().replace(artifact, map);
    }

    @Test
    void takesOutTroposphereIonosphereAndTideOfOtherPrograms() throws IOException {
        var u = open().compute(ValueType.parse("u")).values().toArray();
        write("tca2", "ph_tropo_linear", ramp(0.2));
        write("ica2", "ph_iono", ramp(0.3));
        write("tide2", "ph_tide", ramp(-0.1));

        var a = open().compute(ValueType.parse("a")).values().toArray();
        var rest = open().compute(ValueType.parse("u-ait")).values().toArray();
        var wrapped = open().compute(ValueType.parse("w")).values();
        var without = open().compute(ValueType.parse("w-a")).values();

        // The three add up to twice the first.
        for (int i = 0; i < u.length; i++) {
            assertThat(rest[i]).isCloseTo(u[i] - 2 * a[i], within(1e-4f));
        }
        double d = wrapped.get(900, 3) - without.get(900, 3);
        // Both are relative to the mean phasor of the area, so points are compared with each other.
        double e = wrapped.get(30, 3) - without.get(30, 3);
        double expected = a[900 + 3 * 1382] - a[30 + 3 * 1382];
        assertThat(Math.IEEEremainder(d - e - expected, 2 * Math.PI)).isCloseTo(0, within(1e-4));
    }

    @Test
    void theDriftOfEnvisatGrowsWithRange() throws IOException {
        var v = open().compute(ValueType.parse("v")).values().toArray();
        golden.set("platform", "ENVISAT");
        var source = open();

        var without = source.compute(ValueType.parse("v")).values();

        var ij = golden.result("ps2", "ij").asDoubleMatrix(golden.arena());
        double range = IntStream.range(0, 1382)
                .mapToDouble(p -> ij.get(p, 2))
                .average()
                .orElseThrow();
        for (int p = 0; p < 1382; p += 97) {
            double drift = 7.8 * 3.87e-7 * 1000 * (ij.get(p, 2) - range);
            assertThat((double) without.get(p, 0)).isCloseTo(v[p] - drift, within(2e-4));
        }
    }

    @Test
    void displacementsOverTimeAreZeroAtTheReferenceImageAndHaveTheSlopeOfTheVelocity() throws IOException {
        Files.delete(scratch.resolve("ifgstd2.mat"));
        golden.set("drop_ifg_index", 3);
        var source = open();

        var ts = source.compute(ValueType.parse("ts-d"));

        assertThat(ts.unit()).isEqualTo("mm");
        assertThat(ts.interferograms()).hasSize(15).contains(8).doesNotContain(2);
        int reference = 7;
        var v = source.compute(ValueType.parse("v-d")).values();
        for (int p = 0; p < 1382; p += 131) {
            assertThat(ts.values().get(p, reference)).isZero();
            assertThat(slope(ts, source.stack(), p)).isCloseTo(v.get(p, 0), within(1e-3));
        }
    }

    /// mm/yr, ordinary least squares without the reference image.
    private static double slope(PointValues ts, StackGeometry stack, int p) {
        double n = 0;
        double sum = 0;
        double sumDay = 0;
        double square = 0;
        double product = 0;
        for (int c = 0; c < ts.values().cols(); c++) {
            int image = ts.interferograms()[c];
            if (image != stack.referenceIndex()) {
                double day = stack.day()[image] - stack.referenceDay();
                double mm = ts.values().get(p, c);
                n++;
                sum += mm;
                sumDay += day;
                square += day * day;
                product += day * mm;
            }
        }
        return (n * product - sum * sumDay) / (n * square - sumDay * sumDay) * 365.25;
    }

    @Test
    void interferogramsAreShownRelativeToOneOrToTheOneBefore() throws IOException {
        var source = open();
        var u = source.compute(ValueType.parse("u"));

        var relative = source.relative(u, 4);
        var steps = source.relative(u, -1);

        assertThat(relative.values().get(9, 4)).isZero();
        assertThat(relative.values().get(9, 6))
                .isEqualTo(u.values().get(9, 6) - u.values().get(9, 4));
        assertThat(steps.values().get(9, 6))
                .isEqualTo(u.values().get(9, 6) - u.values().get(9, 5));
        assertThatThrownBy(() -> source.relative(u, 40)).hasMessageContaining("interferogram 41");
    }

    private ValueSource open() throws IOException {
        return ValueSource.open(
                golden.arena(), golden.folder(), golden.parameters(), golden.kernels(), golden.workers());
    }
}
