package dev.stampede.insar.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.stampede.golden.Golden;
import dev.stampede.golden.GoldenWorkspace;
import dev.stampede.insar.model.ReferenceArea;
import dev.stampede.insar.model.UnsupportedModeException;
import dev.stampede.io.mat.MatArray;
import dev.stampede.io.mat.MatFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
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
        for (var text : new String[] {"usb", "rsb", "a", "u-a", "v-i"}) {
            assertThatThrownBy(() -> open().compute(ValueType.parse(text)))
                    .as(text)
                    .isInstanceOf(UnsupportedModeException.class)
                    .hasMessageContaining("not offered");
        }
    }

    private ValueSource open() throws IOException {
        return ValueSource.open(
                golden.arena(), golden.folder(), golden.parameters(), golden.kernels(), golden.workers());
    }
}
