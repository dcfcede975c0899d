package dev.stampede.bindings.gdal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Rasters: what is written is read, windows and decimation land in segments, failures name the file.
@ExtendWith(GdalPresent.class)
class GdalDatasetTest {
    @TempDir
    Path folder;

    private String tiff() {
        return folder.resolve("ramp.tif").toString();
    }

    @Test
    void readsBackWhatWasWrittenWithItsPlaceOnEarth() throws GdalException {
        GdalPresent.ramp("GTiff", tiff(), 40, 30, Map.of("TILED", "YES", "BLOCKXSIZE", "16", "BLOCKYSIZE", "16"))
                .close();

        try (var read = GdalDataset.openRaster(tiff())) {
            assertThat(List.of(read.width(), read.height(), read.bandCount())).containsExactly(40, 30, 1);
            assertThat(read.driver()).isEqualTo("GTiff");
            assertThat(read.geoTransform()).hasValue(new double[] {500000, 10, 0, 4000000, 0, -10});
            assertThat(read.crs()).contains("UTM zone 33N");
            assertThat(read.band(1).block()).isEqualTo(new GdalBand.Block(16, 16));
            assertThat(read.files()).containsExactly(tiff());
            var window = GdalRequest.window(7, 5, 3, 2, GdalPresent.ONE, GdalType.FLOAT32);
            assertThat(GdalPresent.floats(read, window)).containsExactly(5007, 5008, 5009, 6007, 6008, 6009);
        }
    }

    @Test
    void readsASmallerImageByNearestSampleAndByMean() throws GdalException {
        try (var ramp = GdalPresent.ramp("MEM", "", 4, 4, Map.of())) {
            var nearest = new GdalRequest(
                    0, 0, 4, 4, 2, 2, GdalPresent.ONE, GdalType.FLOAT32, GdalRequest.Resampling.NEAREST);
            var mean = new GdalRequest(
                    0, 0, 4, 4, 2, 2, GdalPresent.ONE, GdalType.FLOAT32, GdalRequest.Resampling.AVERAGE);

            assertThat(GdalPresent.floats(ramp, nearest)).containsExactly(1001, 1003, 3001, 3003);
            assertThat(GdalPresent.floats(ramp, mean)).containsExactly(500.5f, 502.5f, 2500.5f, 2502.5f);
        }
    }

    @Test
    void roundsAndClampsWhenMemoryHoldsAnotherType() throws GdalException {
        try (var ramp = GdalPresent.ramp("MEM", "", 2, 2, Map.of());
                var arena = Arena.ofConfined()) {
            var out = arena.allocate(4);

            ramp.read(GdalRequest.window(0, 0, 2, 2, GdalPresent.ONE, GdalType.UINT8), out);

            assertThat(out.toArray(ValueLayout.JAVA_BYTE)).containsExactly(0, 1, -1, -1); // 1000 and 1001 become 255
        }
    }

    @Test
    void keepsNoDataScaleUnitNameAndMetadata() throws GdalException {
        try (var file = GdalPresent.ramp("GTiff", tiff(), 4, 4, Map.of())) {
            file.band(1).setNoData(-9999);
            file.band(1).setScaleAndOffset(0.0001, -0.1);
            file.band(1).setDescription("red");
            file.band(1).setUnit("1");
            file.setMetadata("", Map.of("sensor", "S2"));
        }

        try (var read = GdalDataset.openRaster(tiff())) {
            var band = read.band(1);
            assertThat(band.noData()).hasValue(-9999);
            assertThat(band.scale()).hasValue(0.0001);
            assertThat(band.offset()).hasValue(-0.1);
            assertThat(band.description()).isEqualTo("red");
            assertThat(band.unit()).isEqualTo("1");
            assertThat(read.metadata("")).containsEntry("sensor", "S2");
            assertThat(band.isAlpha()).isFalse();
        }
    }

    @Test
    void theMaskFollowsTheNoDataValue() throws GdalException {
        try (var ramp = GdalPresent.ramp("MEM", "", 3, 1, Map.of());
                var arena = Arena.ofConfined()) {
            assertThat(ramp.band(1).allValid()).isTrue();
            ramp.band(1).setNoData(1);
            var mask = arena.allocate(3);

            ramp.band(1).readMask(0, 0, 3, 1, mask);

            assertThat(mask.toArray(ValueLayout.JAVA_BYTE)).containsExactly(-1, 0, -1);
        }
    }

    @Test
    void buildsOverviewsAndCopiesToACloudOptimisedFile() throws GdalException {
        var cog = folder.resolve("cog.tif").toString();
        try (var ramp = GdalPresent.ramp("GTiff", tiff(), 1024, 1024, Map.of())) {
            ramp.buildOverviews("AVERAGE", 2, 4);
            assertThat(ramp.band(1).overviewCount()).isEqualTo(2);
            assertThat(ramp.band(1).overviewSize(1)).isEqualTo(new GdalBand.Block(256, 256));
            ramp.copyTo("COG", cog, Map.of("COMPRESS", "DEFLATE", "BLOCKSIZE", "256"))
                    .close();
        }

        try (var read = GdalDataset.openRaster(cog)) {
            assertThat(read.metadata("IMAGE_STRUCTURE")).containsEntry("LAYOUT", "COG");
            assertThat(read.band(1).overviewCount()).isPositive();
        }
    }

    @Test
    void failuresNameTheFileAndWhatWasSaid() throws IOException {
        var broken = folder.resolve("broken.tif");
        Files.writeString(broken, "II*\0 this is no image");

        assertThatThrownBy(() -> GdalDataset.openRaster("absent/none.tif"))
                .isInstanceOf(GdalException.class)
                .hasMessageContaining("absent/none.tif: cannot open the file")
                .hasMessageContaining("No such file");
        assertThatThrownBy(() -> GdalDataset.openRaster(broken.toString()))
                .isInstanceOf(GdalException.class)
                .hasMessageContaining("broken.tif");
        assertThatThrownBy(() -> GdalDataset.create("NoSuch", tiff(), 1, 1, 1, GdalType.UINT8, Map.of()))
                .hasMessageContaining("no driver NoSuch");
    }

    @Test
    void aWindowOutsideAndASegmentTooSmallAreRefused() throws GdalException {
        try (var ramp = GdalPresent.ramp("MEM", "memory", 4, 4, Map.of());
                var arena = Arena.ofConfined()) {
            var outside = GdalRequest.window(2, 2, 4, 4, GdalPresent.ONE, GdalType.FLOAT32);

            assertThatThrownBy(() -> GdalPresent.floats(ramp, outside))
                    .isInstanceOf(GdalException.class)
                    .hasMessageContaining("memory: cannot read columns 2 to 5");
            assertThatThrownBy(() -> ramp.read(outside, arena.allocate(63)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("needs 64 bytes");
            assertThatThrownBy(() -> ramp.band(2)).hasMessageContaining("no band 2; it has 1");
        }
    }

    @Test
    void refusesAnotherThreadAndUseAfterClose() throws Exception {
        var ramp = GdalPresent.ramp("MEM", "memory", 4, 4, Map.of());
        var seen = new AtomicReference<Throwable>();
        var other = Thread.ofPlatform().start(() -> {
            try {
                ramp.width();
            } catch (IllegalStateException e) {
                seen.set(e);
            }
        });
        other.join();
        assertThat(seen.get()).hasMessageContaining("every thread opens a dataset of its own");

        ramp.close();
        ramp.close();

        assertThatThrownBy(ramp::width).hasMessageContaining("is closed");
    }

    @Test
    void threadsWithTheirOwnHandlesReadTheSame() throws Exception {
        GdalPresent.ramp("GTiff", tiff(), 64, 64, Map.of("COMPRESS", "DEFLATE")).close();
        Callable<float[]> reader = () -> {
            try (var read = GdalDataset.openRaster(tiff())) {
                return GdalPresent.floats(read, GdalRequest.window(0, 0, 64, 64, GdalPresent.ONE, GdalType.FLOAT32));
            }
        };
        var alone = reader.call();

        try (var pool = Executors.newFixedThreadPool(2)) {
            for (var result : pool.invokeAll(Collections.nCopies(40, reader))) {
                assertThat(result.get()).isEqualTo(alone);
            }
        }
    }
}
