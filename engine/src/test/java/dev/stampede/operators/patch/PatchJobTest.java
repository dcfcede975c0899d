package dev.stampede.operators.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stampede.bindings.NativeLibrary;
import dev.stampede.bindings.gdal.GdalLibrary;
import dev.stampede.io.raster.GeoTiff;
import dev.stampede.operators.Rasters;
import dev.stampede.operators.checks.AssertValueRange;
import dev.stampede.operators.checks.OnFail;
import dev.stampede.patcher.Boundary;
import dev.stampede.patcher.ErrorPolicy;
import dev.stampede.patcher.PatchException;
import dev.stampede.patcher.PatchSize;
import dev.stampede.patcher.Patcher;
import dev.stampede.patcher.Rectangular;
import dev.stampede.patcher.RunSettings;
import dev.stampede.patcher.aggregation.Max;
import dev.stampede.patcher.sampler.RegularStride;
import dev.stampede.patcher.window.Boxcar;
import dev.stampede.raster.DType;
import dev.stampede.runtime.Progress;
import dev.stampede.runtime.Workers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PatchJobTest {
    @TempDir
    Path folder;

    @Test
    void rowsKeptUnderOneErrorPolicyAreNotGoneOnWithUnderAnother() throws IOException {
        assumeTrue(GdalLibrary.status() instanceof NativeLibrary.Loaded, "GDAL is not installed");
        var scene = folder.resolve("scene.tif");
        GeoTiff.write(Rasters.filled(DType.FLOAT32, new int[] {1, 64, 16}, i -> i / 16), scene, Map.of());
        var patcher = new Patcher(
                new Rectangular(PatchSize.of(16), Boundary.SHRINK), RegularStride.of(16), new Boxcar(), new Max());
        var job = new PatchJob(
                scene.toString(),
                patcher,
                new AssertValueRange(0, 40, OnFail.RAISE),
                folder.resolve("out.tif"),
                Map.of());
        var journal = Optional.of(folder.resolve("journal"));
        try (var workers = new Workers(1)) {
            var settings = RunSettings.of(workers);
            assertThatThrownBy(() -> job.run(settings, Progress.NONE, journal)).isInstanceOf(PatchException.class);
            assertThat(journal.get()).exists();

            assertThatThrownBy(() -> job.run(settings.with(ErrorPolicy.MASK), Progress.NONE, journal))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("another run")
                    .hasMessageContaining("errors MASK");
            assertThatThrownBy(() -> job.run(settings.with(ErrorPolicy.RAISE.retrying(2)), Progress.NONE, journal))
                    .isInstanceOf(PatchException.class); // the same run: tries do not change the result
        }
    }
}
