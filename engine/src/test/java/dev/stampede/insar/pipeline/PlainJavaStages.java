package dev.stampede.insar.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.golden.Differences;
import dev.stampede.golden.Golden;
import dev.stampede.golden.GoldenWorkspace;
import dev.stampede.insar.stage2.Stage2;
import dev.stampede.insar.stage3.Stage3;
import dev.stampede.insar.stage4.Stage4;
import dev.stampede.kernels.Backend;
import dev.stampede.kernels.VectorModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Stages 2 to 4 of a golden patch, each from what the one before it made, with neither the Vector API nor native
/// code. Not named as a test: it takes a minute of processor time and says something only in a Java without the
/// module, in which the build runs it once.
class PlainJavaStages {
    private static final String PATCH = "PATCH_2";

    @TempDir
    Path scratch;

    @Test
    void selectTheGoldenPoints() throws IOException {
        assertThat(VectorModule.availability().available())
                .as("module jdk.incubator.vector")
                .isFalse();
        var folder = Files.createDirectory(scratch.resolve(PATCH));
        try (var work = new GoldenWorkspace(Golden.psSmall(), folder, 2)
                .backend(Backend.REFERENCE)
                .with("stage1/" + PATCH)
                .set("density_rand", 2)
                .goldenRandomHistogram()) {
            new Stage2().run(work.context());
            new Stage3().run(work.context());
            new Stage4().run(work.context());

            var pm1 = "stage2/" + PATCH + "/pm1";
            Differences.assertWithin(1e-5, work.result("pm1", "coh_ps"), work.expected(pm1, "coh_ps"));
            Differences.assertWithin(1e-6, work.result("pm1", "K_ps"), work.expected(pm1, "K_ps"));
            var select1 = "stage3/" + PATCH + "/select1";
            Differences.assertSame(work.result("select1", "ix"), work.expected(select1, "ix"));
            Differences.assertSame(work.result("select1", "keep_ix"), work.expected(select1, "keep_ix"));
            var weed1 = "stage4/" + PATCH + "/weed1";
            Differences.assertSame(work.result("weed1", "ix_weed"), work.expected(weed1, "ix_weed"));
            Differences.assertSame(work.result("weed1", "ix_weed2"), work.expected(weed1, "ix_weed2"));
        }
    }
}
