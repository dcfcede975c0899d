package dev.stampede.insar.troposphere;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.stampede.golden.Golden;
import dev.stampede.golden.GoldenWorkspace;
import dev.stampede.insar.model.StackGeometry;
import dev.stampede.io.mat.FormatException;
import dev.stampede.io.mat.Mat;
import dev.stampede.io.mat.MatValue;
import dev.stampede.memory.FloatMatrix;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DelaysTest {
    @TempDir
    Path scratch;

    private GoldenWorkspace golden;
    private StackGeometry stack;

    @BeforeEach
    void lay() throws IOException {
        golden = new GoldenWorkspace(Golden.psSmall(), scratch, 2).with("stage5b", "stage6", "stage7");
        stack = StackGeometry.read(golden.arena(), golden.folder());
    }

    @AfterEach
    void clear() {
        golden.close();
    }

    @Test
    void heightsTellTheSlopeInSpiteOfNoiseAndUnwrappingErrors() throws IOException {
        var random = new Random(5);
        var hgt = golden.result("hgt2", "hgt");
        var scla = golden.result("scla2", "ph_scla");
        var phase = FloatMatrix.allocate(golden.arena(), stack.psCount(), stack.ifgCount());
        for (int i = 0; i < stack.ifgCount(); i++) {
            for (int p = 0; p < stack.psCount() && i != stack.referenceIndex(); p++) {
                double jump = p % 10 == 0 ? 2 * Math.PI : 0;
                phase.set(p, i, (float) (slope(i) * hgt.get(p)
                        + 3
                        + 0.3 * random.nextGaussian()
                        + jump
                        + scla.get(p + (long) i * stack.psCount())));
            }
        }
        var map = new LinkedHashMap<String, MatValue>();
        map.put("ph_uw", Mat.of(phase));
        golden.context().output().replace("phuw2", map);

        var delay = LinearDelay.of(golden.arena(), golden.workers(), golden.folder(), stack);

        double low = hgt.get(0);
        for (int i = 0; i < stack.ifgCount(); i++) {
            double sum = 0;
            for (int p = 0; p < stack.psCount(); p++) {
                sum += delay.get(p, i);
            }
            assertThat(sum / stack.psCount()).isCloseTo(0, within(1e-4));
            double found = (delay.get(1, i) - delay.get(0, i)) / (hgt.get(1) - low);
            // 1382 points, noise 0.3 rad and a relief of some 100 m: standard error of the slope below 1e-4 rad/m.
            assertThat(found)
                    .as("interferogram " + (i + 1))
                    .isCloseTo(i == stack.referenceIndex() ? 0 : slope(i), within(4e-4));
        }
    }

    private static double slope(int ifg) {
        return 0.01 * (ifg - 5);
    }

    @Test
    void gridsAreInterpolatedProjectedAndDifferenced() throws IOException {
        var grids = grids(0, Float.MAX_VALUE);
        var la = golden.result("la2", "la");

        var delay = GridDelay.of(golden.arena(), golden.folder(), stack, GoldenWorkspace.WAVELENGTH, grids);

        for (int p : new int[] {0, 17, 1381}) {
            for (int i = 0; i < stack.ifgCount(); i++) {
                double zenith = zenith(p, i) - zenith(p, stack.referenceIndex());
                double expected = 4 * Math.PI / GoldenWorkspace.WAVELENGTH * zenith / Math.cos(la.get(p));
                // Single precision of 2.4 m of zenith delay.
                assertThat((double) delay.get(p, i)).isCloseTo(expected, within(2e-4));
            }
        }
    }

    private double zenith(int p, int image) {
        return plane(stack.lonLat().get(p, 0), stack.lonLat().get(p, 1), image);
    }

    private double plane(double lon, double lat, int image) {
        return 2.4
                + 0.01 * image
                + 0.3 * (1 + 0.1 * image) * (lon - stack.origin()[0])
                - 0.2 * (lat - stack.origin()[1]);
    }

    /// Grids of 0.02 degrees that cover the scene, or begin `shift` degrees too far east; one value may be
    /// replaced.
    private Path grids(double shift, float value) throws IOException {
        var folder = Files.createDirectories(scratch.resolve("ztd"));
        int n = 41;
        double x0 = stack.origin()[0] - 0.4 + shift;
        double y0 = stack.origin()[1] + 0.4;
        for (int i = 0; i < stack.imageCount(); i++) {
            var bytes = ByteBuffer.allocate(4 * n * n).order(ByteOrder.LITTLE_ENDIAN);
            for (int r = 0; r < n; r++) {
                for (int c = 0; c < n; c++) {
                    float ztd = (float) plane(x0 + 0.02 * c, y0 - 0.02 * r, i);
                    bytes.putFloat(value == Float.MAX_VALUE ? ztd : value);
                }
            }
            var file = folder.resolve(date(i) + ".ztd");
            Files.write(file, bytes.array());
            Files.writeString(
                    folder.resolve(date(i) + ".ztd.rsc"),
                    "WIDTH " + n + "\nFILE_LENGTH " + n + "\nX_FIRST " + x0 + "\nY_FIRST " + y0
                            + "\nX_STEP 0.02\nY_STEP -0.02\n");
        }
        return folder;
    }

    private String date(int image) {
        return LocalDate.ofEpochDay((long) stack.day()[image] - 719529).format(DateTimeFormatter.BASIC_ISO_DATE);
    }

    private void refuses(Path grids, String... words) {
        assertThatThrownBy(
                        () -> GridDelay.of(golden.arena(), golden.folder(), stack, GoldenWorkspace.WAVELENGTH, grids))
                .isInstanceOf(FormatException.class)
                .hasMessageContainingAll(words);
    }

    @Test
    void aMissingDateASceneOutsideAndNaNAreRefusedNamingTheDate() throws IOException {
        refuses(grids(0.5, Float.MAX_VALUE), date(0), "does not cover");
        refuses(grids(0, Float.NaN), date(0), "NaN");
        var grids = grids(0, Float.MAX_VALUE);
        Files.delete(grids.resolve(date(3) + ".ztd"));
        refuses(grids, "no zenith delay of " + date(3));
        Files.write(grids.resolve(date(3) + ".ztd"), new byte[8]);
        refuses(grids, date(3), "has 8 bytes");
    }
}
