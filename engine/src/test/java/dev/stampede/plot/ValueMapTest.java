package dev.stampede.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stampede.golden.Golden;
import dev.stampede.insar.artifacts.ArtifactFolder;
import dev.stampede.insar.params.ParameterText;
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
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

        draw("v", List.of(), ValueMap.Ground.NONE, file);

        assertThat(ImageIO.read(file.toFile()).getWidth()).isEqualTo(1000);
        assertThat(colours(file)).hasSizeGreaterThan(200);
    }

    @Test
    void drawsOnePanelPerInterferogramOverTheAmplitude() throws IOException {
        var file = folder.resolve("u.png");

        draw("u-dm", List.of(1, 2, 5, 16), ValueMap.Ground.AMPLITUDE, file);

        assertThat(ImageIO.read(file.toFile()).getHeight()).isGreaterThan(600);
    }

    @Test
    void heightsHaveTheColoursOfTerrainUnlessTheDatasetHasAScheme() throws IOException {
        draw("hgt", List.of(), ValueMap.Ground.NONE, folder.resolve("h.png"));
        draw("hgt", List.of(), ValueMap.Ground.NONE, folder.resolve("g.png"), "plot_color_scheme", "gray");

        assertThat(colours(folder.resolve("h.png"))).contains(0x14532d, 0xfbfbf9);
        assertThat(colours(folder.resolve("g.png"))).doesNotContain(0x14532d).contains(0x101010);
        assertThat(luminance(ColorMap.TERRAIN.of(0, 0, 1))).isLessThan(luminance(ColorMap.TERRAIN.of(0.5, 0, 1)));
        assertThat(luminance(ColorMap.TERRAIN.of(0.5, 0, 1))).isLessThan(luminance(ColorMap.TERRAIN.of(1, 0, 1)));
    }

    private static Set<Integer> colours(Path file) throws IOException {
        var image = ImageIO.read(file.toFile());
        var colours = new HashSet<Integer>();
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                colours.add(image.getRGB(x, y) & 0xffffff);
            }
        }
        return colours;
    }

    private static double luminance(int rgb) {
        return 0.3 * (rgb >> 16 & 0xff) + 0.59 * (rgb >> 8 & 0xff) + 0.11 * (rgb & 0xff);
    }

    @Test
    void refusesAnInterferogramThatDoesNotExist() {
        assertThatThrownBy(() -> draw("u", List.of(99), ValueMap.Ground.NONE, folder.resolve("x.png")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("interferogram 99 is not among those of u");
        assertThat(folder.resolve("x.png")).doesNotExist();
    }

    /// Each parameter of the maps changes the picture, and by itself leads to the same one again.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NONE | plot_scatterer_size | 300",
                "NONE | plot_pixels_scatterer | 40",
                "NONE | plot_color_scheme | gray",
                "NONE | lonlat_offset | [0.5 0]",
                "RELIEF | plot_dem_posting | 300",
                "RELIEF | shade_rel_angle | [270 45]",
                "RELIEF | shade_rel_angle | [90 20]"
            })
    void aParameterOfTheMapsChangesThePicture(ValueMap.Ground ground, String name, String value) throws IOException {
        var usual = folder.resolve("usual.png");
        var changed = folder.resolve("changed.png");
        draw("v", List.of(), ground, usual);

        draw("v", List.of(), ground, changed, name, value);

        assertThat(Files.readAllBytes(changed)).isNotEqualTo(Files.readAllBytes(usual));
        draw("v", List.of(), ground, changed);
        assertThat(Files.readAllBytes(changed)).isEqualTo(Files.readAllBytes(usual));
    }

    @Test
    void aReliefWithoutHeightsIsRefused() throws IOException {
        Files.delete(folder.resolve("hgt2.mat"));

        assertThatThrownBy(() -> draw("v", List.of(), ValueMap.Ground.RELIEF, folder.resolve("x.png")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("has no heights");
    }

    private void draw(String what, List<Integer> ifgs, ValueMap.Ground ground, Path out, String... settings)
            throws IOException {
        try (var arena = Arena.ofShared();
                var workers = new Workers(2);
                var parms = MatFiles.open(folder.resolve("parms.mat"))) {
            var values = new LinkedHashMap<String, MatValue>();
            for (var variable : parms.variables()) {
                values.put(variable.name(), parms.read(arena, variable.name()));
            }
            for (int i = 0; i < settings.length; i += 2) {
                values.put(settings[i], ParameterText.parse(settings[i + 1]));
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
                            ground),
                    "ps_small",
                    MapStyle.of(parameters),
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
