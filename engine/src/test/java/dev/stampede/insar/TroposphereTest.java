package dev.stampede.insar;

import static dev.stampede.golden.Differences.assertWithin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.stampede.golden.Golden;
import dev.stampede.golden.GoldenWorkspace;
import dev.stampede.insar.model.StackGeometry;
import dev.stampede.insar.model.TropoMethod;
import dev.stampede.insar.model.Troposphere;
import dev.stampede.insar.model.UnsupportedModeException;
import dev.stampede.insar.params.Parameters;
import dev.stampede.insar.stage6.Stage6;
import dev.stampede.insar.stage7.Stage7;
import dev.stampede.io.mat.FormatException;
import dev.stampede.io.mat.Mat;
import dev.stampede.io.mat.MatValue;
import dev.stampede.memory.ComplexMatrix;
import dev.stampede.memory.DoubleMatrix;
import dev.stampede.memory.FloatMatrix;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A troposphere added to the data and declared in `tca2` must leave no trace.
class TroposphereTest {
    private static final int REFERENCE = 8;

    @TempDir
    Path scratch;

    private GoldenWorkspace golden;

    @BeforeEach
    void lay() throws IOException {
        golden = new GoldenWorkspace(Golden.psSmall(), scratch, 2).with("stage5b");
        assertThat((int) golden.result("ps2", "master_ix").get(0)).isEqualTo(REFERENCE + 1);
    }

    @AfterEach
    void clear() {
        golden.close();
    }

    /// rad: grows with height, differently in each image; steep enough to wrap between neighbours.
    private FloatMatrix delay(double radiansPerMetre) throws IOException {
        var hgt = golden.result("hgt2", "hgt");
        var delay = FloatMatrix.allocate(golden.arena(), (int) hgt.size(), 16);
        for (int i = 0; i < 16; i++) {
            for (int p = 0; p < delay.rows() && i != REFERENCE; p++) {
                delay.set(p, i, (float) (radiansPerMetre * (1 + 0.2 * i) * (hgt.get(p) - 300)));
            }
        }
        return delay;
    }

    private void write(String artifact, String name, MatValue value) throws IOException {
        var map = new LinkedHashMap<String, MatValue>();
        map.put(name, value);
        golden.context().output().append(artifact, map);
    }

    @Test
    void unwrappingIgnoresADeclaredTroposphere() throws IOException {
        new Stage6().run(golden.context());
        var plain = golden.result("phuw2", "ph_uw").toDoubles();
        var delay = delay(0.05);
        var rc = golden.result("rc2", "ph_rc").asComplexMatrix(golden.arena());
        turn(rc, delay);
        write("rc2", "ph_rc", Mat.of(rc));
        write("tca2", "ph_tropo_era5", Mat.of(delay));
        golden.set("subtr_tropo", "y").set("tropo_method", "a_era5");

        var summary = new Stage6().run(golden.context());

        assertThat(summary.figures()).containsEntry("troposphere_removed", true);
        var with = golden.result("phuw2", "ph_uw").toDoubles();
        int wrong = 0;
        for (int i = 0; i < plain.length; i++) {
            wrong += Math.abs(with[i] - delay.get(i) - plain[i]) > 1e-3 ? 1 : 0;
        }
        assertThat(wrong).isLessThan(plain.length / 1000);
    }

    private static void turn(ComplexMatrix phase, FloatMatrix angle) {
        for (int i = 0; i < phase.cols(); i++) {
            for (int p = 0; p < phase.rows(); p++) {
                double re = phase.re().get(p, i);
                double im = phase.im().get(p, i);
                double cos = Math.cos(angle.get(p, i));
                double sin = Math.sin(angle.get(p, i));
                phase.re().set(p, i, (float) (re * cos - im * sin));
                phase.im().set(p, i, (float) (re * sin + im * cos));
            }
        }
    }

    @Test
    void theLookAngleErrorIgnoresADeclaredTroposphereAndAnOldAtmosphere() throws IOException {
        golden.with("stage6");
        var delay = delay(0.01);
        addToUnwrapped(delay);
        write("tca2", "ph_tropo_linear", Mat.of(delay));
        golden.set("subtr_tropo", "y");

        new Stage7().run(golden.context());

        assertWithin(1e-6, golden.result("scla2", "K_ps_uw"), golden.expected("stage7/scla2", "K_ps_uw"));
        assertWithin(1e-4, golden.result("scla2", "C_ps_uw"), golden.expected("stage7/scla2", "C_ps_uw"));
        golden.set("subtr_tropo", "n");
        write("aps2", "ph_aps_slave", Mat.of(delay));
        new Stage7().run(golden.context());
        assertWithin(1e-6, golden.result("scla2", "K_ps_uw"), golden.expected("stage7/scla2", "K_ps_uw"));
    }

    private void addToUnwrapped(FloatMatrix delay) throws IOException {
        var uw = golden.result("phuw2", "ph_uw").asFloatMatrix(golden.arena());
        for (long i = 0; i < uw.size(); i++) {
            uw.set(i, uw.get(i) + delay.get(i));
        }
        write("phuw2", "ph_uw", Mat.of(uw));
    }

    @Test
    void aMissingOrUnknownCorrectionIsRefusedByName() {
        golden.set("subtr_tropo", "y");
        for (var stage : List.of(new Stage6(), new Stage7())) {
            assertThatThrownBy(() -> stage.requireSupported(golden.context()))
                    .isInstanceOf(UnsupportedModeException.class)
                    .hasMessageContaining("subtr_tropo = y")
                    .hasMessageContaining("tca2.mat");
        }
        golden.set("tropo_method", "a_x");
        assertThatThrownBy(() -> new Stage7().requireSupported(golden.context()))
                .isInstanceOf(UnsupportedModeException.class)
                .hasMessageContaining("tropo_method = a_x")
                .hasMessageContaining("a_gacos");
    }

    @Test
    void variablesMustBeThereFitAndHoldNumbers() throws IOException {
        var method = TropoMethod.parse("a_e");
        write("tca2", "ph_tropo_linear", Mat.of(delay(0.01)));
        assertThatThrownBy(() -> Troposphere.read(golden.arena(), golden.folder(), "tca2", method, 1382, 16))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("ph_tropo_era");
        var linear = TropoMethod.parse("a_l");
        assertThatThrownBy(() -> Troposphere.read(golden.arena(), golden.folder(), "tca2", linear, 1382, 15))
                .hasMessageContaining("[1382, 16], expected [1382, 15]");
        var gap = delay(0.01);
        gap.set(4, 2, Float.NaN);
        write("tca2", "ph_tropo_linear", Mat.of(gap));
        assertThatThrownBy(() -> Troposphere.read(golden.arena(), golden.folder(), "tca2", linear, 1382, 16))
                .hasMessageContaining("point 5, column 3 is NaN");
    }

    @Test
    void aSpectrometerAndAModelAddUpWhereThereIsASpectrometer() throws IOException {
        var wet = delay(0.01);
        wet.viewColumns(3, 4).fill(0);
        var dry = delay(0.02);
        write("tca2", "ph_tropo_meris", Mat.of(wet));
        write("tca2", "ph_tropo_era_hydro", Mat.of(dry));

        var sum = Troposphere.read(golden.arena(), golden.folder(), "tca2", TropoMethod.parse("a_m+a_eh"), 1382, 16);

        assertThat(sum.get(7, 2)).isEqualTo(wet.get(7, 2) + dry.get(7, 2));
        assertThat(sum.get(7, 3)).isZero();
    }

    @Test
    void correctionsOfSmallBaselinesBecomeASeries() throws IOException {
        int[][] pairs = {{0, 1}, {1, 2}, {0, 2}, {2, 3}};
        var series = new double[] {-0.5, 0, 1.25, 2};
        var tca = FloatMatrix.allocate(golden.arena(), 2, 4);
        for (int f = 0; f < 4; f++) {
            for (int p = 0; p < 2; p++) {
                tca.set(p, f, (float) ((p + 1) * (series[pairs[f][1]] - series[pairs[f][0]])));
            }
        }
        write("tca_sb2", "ph_tropo_linear", Mat.of(tca));
        var stack = new StackGeometry(
                2,
                4,
                4,
                1,
                0,
                new double[4],
                new double[4],
                DoubleMatrix.allocate(golden.arena(), 2, 2),
                FloatMatrix.allocate(golden.arena(), 2, 2),
                new double[2],
                Double.NaN,
                pairs);

        var images = Troposphere.ofImages(golden.arena(), golden.folder(), Parameters.defaults(true, "snap"), stack);

        for (int i = 0; i < 4; i++) {
            assertThat((double) images.get(1, i)).isCloseTo(2 * series[i], within(1e-6));
        }
    }
}
