package dev.stampede.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stampede.golden.Golden;
import dev.stampede.insar.artifacts.ArtifactFolder;
import dev.stampede.insar.params.Parameters;
import dev.stampede.insar.values.ValueSource;
import dev.stampede.insar.values.ValueType;
import dev.stampede.io.mat.MatFiles;
import dev.stampede.io.mat.MatValue;
import dev.stampede.kernels.KernelRegistry;
import dev.stampede.runtime.Workers;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValueMapTest {
    @TempDir
    Path folder;

    @BeforeEach
    void assembleDataset() throws IOException {
        for (var stage : List.of("stage1", "stage5b", "stage6", "stage7", "stage8")) {
            try (var files = Files.list(Golden.psSmall().resolve("expected").resolve(stage))) {
                for (var file : files.filter(Files::isRegularFile).toList()) {
                    Files.copy(
                            file,
                            folder.resolve(file.getFileName()),
                            java.nio.file.StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    @Test
    void drawsAVelocityMapWithItsColourBar() throws IOException {
        var file = folder.resolve("v.png");

        draw("v", List.of(), false, file);

        var image = ImageIO.read(file.toFile());
        assertThat(image.getWidth()).isEqualTo(1000);
        var colours = new HashSet<Integer>();
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                colours.add(image.getRGB(x, y));
            }
        }
        assertThat(colours).hasSizeGreaterThan(200);
    }

    @Test
    void drawsOnePanelPerInterferogramOverTheAmplitude() throws IOException {
        var file = folder.resolve("u.png");

        draw("u-dm", List.of(1, 2, 5, 16), true, file);

        assertThat(ImageIO.read(file.toFile()).getHeight()).isGreaterThan(600);
    }

    @Test
    void refusesAnInterferogramThatDoesNotExist() {
        assertThatThrownBy(() -> draw("u", List.of(99), false, folder.resolve("x.png")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("interferogram 99 is not among those of u");
        assertThat(folder.resolve("x.png")).doesNotExist();
    }

    private void draw(String what, List<Integer> ifgs, boolean amplitude, Path out) throws IOException {
        try (var arena = Arena.ofShared();
                var workers = new Workers(2);
                var parms = MatFiles.open(folder.resolve("parms.mat"))) {
            var values = new LinkedHashMap<String, MatValue>();
            for (var variable : parms.variables()) {
                values.put(variable.name(), parms.read(arena, variable.name()));
            }
            var parameters = new Parameters(values);
            var kernels = new KernelRegistry(List.of(), KernelRegistry.pureJavaAvailability(), null, Map.of());
            var root = new ArtifactFolder(folder);
            var source = ValueSource.open(arena, root, parameters, kernels, workers);
            var patch = Golden.psSmall().resolve("expected/stage0");
            var figure = ValueMap.figure(
                    new ValueMap.Options(
                            ValueType.parse(what),
                            ifgs,
                            java.util.OptionalInt.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            amplitude,
                            new double[2]),
                    "ps_small",
                    parameters.text("plot_color_scheme"),
                    source,
                    root,
                    List.of(patch.resolve("PATCH_1"), patch.resolve("PATCH_2")));
            figure.write(out, 1000);
            var keep = System.getProperty("stampede.test.keepPictures");
            if (keep != null) {
                Files.copy(
                        out,
                        Path.of(keep).resolve(out.getFileName()),
                        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
