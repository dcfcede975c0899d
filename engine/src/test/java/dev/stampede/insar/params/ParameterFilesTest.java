package dev.stampede.insar.params;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stampede.golden.Golden;
import dev.stampede.io.mat.Mat;
import dev.stampede.io.mat.MatFiles;
import dev.stampede.io.mat.MatFormat;
import dev.stampede.io.mat.MatText;
import dev.stampede.io.mat.MatValue;
import dev.stampede.runtime.UsageException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParameterFilesTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 20);

    @TempDir
    Path root;

    private Path patch;

    @BeforeEach
    void makeDataset() throws IOException {
        ParameterFiles.create(root, false, "snap", DAY);
        patch = Files.createDirectories(root.resolve("PATCH_1"));
    }

    private static LinkedHashMap<String, MatValue> read(Path file) throws IOException {
        var values = new LinkedHashMap<String, MatValue>();
        try (var mat = MatFiles.open(file)) {
            for (var variable : mat.variables()) {
                values.put(variable.name(), mat.read(Arena.ofAuto(), variable.name()));
            }
        }
        return values;
    }

    private static Map<String, String> described(Path file) throws IOException {
        var texts = new LinkedHashMap<String, String>();
        read(file).forEach((name, value) -> texts.put(name, value.describe() + " " + ParameterText.format(value)));
        return texts;
    }

    private static void write(Path file, Map<String, MatValue> values) throws IOException {
        MatFiles.write(file, new TreeMap<>(values), MatFormat.V7);
    }

    @Test
    void createsExactlyTheParametersOfTheReference() throws IOException {
        var reference = Golden.psSmall().resolve("expected/stage0/parms.mat");

        assertThat(described(root.resolve("parms.mat"))).containsExactlyEntriesOf(described(reference));
        assertThat(root.resolve("ps_parms_initial.log")).content().contains("clap_win = 32\n");
    }

    @Test
    void bytesDependOnTheDayOnly(@TempDir Path other) throws IOException {
        ParameterFiles.create(other, false, "snap", DAY);
        assertThat(other.resolve("parms.mat")).hasSameBinaryContentAs(root.resolve("parms.mat"));
    }

    @Test
    void smallBaselineDefaultsDiffer(@TempDir Path other) throws IOException {
        ParameterFiles.create(other, true, "gamma", DAY);

        var parameters = ParameterFiles.of(other).load();

        assertThat(parameters.smallBaseline()).isTrue();
        assertThat(parameters.text("insar_processor")).isEqualTo("gamma");
        assertThat(parameters.text("unwrap_method")).isEqualTo("3D_QUICK");
        assertThat(parameters.number("density_rand")).isEqualTo(2);
        assertThat(parameters.number("percent_rand")).isEqualTo(1);
        assertThat(parameters.number("weed_standard_dev")).isInfinite();
        assertThat(parameters.number("merge_resample_size")).isEqualTo(100);
        assertThat(parameters.numbers("sb_scla_drop_index")).isEmpty();
        assertThat(other.resolve("sb_parms_initial.log")).exists();
    }

    @Test
    void patchesUseTheFileAboveThemAndTheirOwnLocalOne() throws IOException {
        ParameterFiles.of(patch).addLocal("density_rand", Mat.scalar(3.0));
        Files.createDirectories(root.resolve("PATCH_2"));

        assertThat(ParameterFiles.of(patch).file()).isEqualTo(root.resolve("parms.mat"));
        assertThat(ParameterFiles.of(patch).load().number("density_rand")).isEqualTo(3);
        assertThat(ParameterFiles.of(root).load().number("density_rand")).isEqualTo(20);
        assertThat(ParameterFiles.of(root.resolve("PATCH_2")).load().number("density_rand"))
                .isEqualTo(20);
    }

    @Test
    void noFileIsAUsageError(@TempDir Path empty) throws IOException {
        var inner = Files.createDirectories(empty.resolve("a/b"));
        assertThatThrownBy(() -> ParameterFiles.of(inner))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("stampede prep");
    }

    @Test
    void setsByUniquePrefixWhereTheValueStands() throws IOException {
        var files = ParameterFiles.of(patch);
        files.addLocal("clap_win", Mat.scalar(64.0));

        var shared = files.set("density", "2");
        var local = files.set("clap_w", "16");

        assertThat(shared.name()).isEqualTo("density_rand");
        assertThat(shared.file()).isEqualTo(root.resolve("parms.mat"));
        assertThat(local.file()).isEqualTo(patch.resolve("localparms.mat"));
        assertThat(files.load().number("clap_win")).isEqualTo(16);
        assertThat(ParameterFiles.of(root).load().number("clap_win")).isEqualTo(32);
        assertThat(ParameterFiles.of(root).load().number("density_rand")).isEqualTo(2);
        assertThat(root.resolve("STAMPS.log")).content().contains("SETPARM          density_rand = 2\n");
        assertThat(patch.resolve("STAMPS.log")).content().contains("SETPARM          clap_win = 16\n");
    }

    @Test
    void ambiguousUnknownAndFixedNamesAreRefused() {
        var files = ParameterFiles.of(root);
        assertThatThrownBy(() -> files.set("unwrap_gold", "1"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("unwrap_gold_alpha, unwrap_gold_n_win");
        assertThatThrownBy(() -> files.set("Clap_win", "1"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("unknown parameter Clap_win");
        assertThatThrownBy(() -> files.set("small_baseline_flag", "y")).isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> files.remove("small_baseline_flag")).isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> files.set("clap_win", "wide"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("clap_win takes a number");
        assertThatThrownBy(() -> files.add("2nd", Mat.scalar(1.0))).isInstanceOf(UsageException.class);
    }

    @Test
    void settingNaNBringsTheDefaultBack() throws IOException {
        var files = ParameterFiles.of(root);
        files.set("max_topo_err", "5");
        assertThat(files.load().number("max_topo_err")).isEqualTo(5);

        var change = files.set("max_topo_err", Mat.scalar(Double.NaN));

        assertThat(change.value()).isNull();
        assertThat(files.load().number("max_topo_err")).isEqualTo(20);
        assertThat(read(root.resolve("parms.mat"))).containsKey("max_topo_err");
    }

    @Test
    void flagsAddAndDeleteInEitherFile() throws IOException {
        var files = ParameterFiles.of(patch);
        files.add("ref_x", Mat.row(1, 2));
        files.addLocal("krig_atmo", Mat.text("y"));
        assertThat(files.load().numbers("ref_x")).containsExactly(1, 2);
        assertThat(files.load().flag("krig_atmo")).isTrue();
        assertThat(read(patch.resolve("localparms.mat"))).containsOnlyKeys("Created", "krig_atmo");

        files.remove("ref_x");
        files.removeLocal("krig");

        assertThat(files.load().has("ref_x")).isFalse();
        assertThat(patch.resolve("localparms.mat")).doesNotExist();
        assertThatThrownBy(() -> files.removeLocal("krig_atmo")).isInstanceOf(UsageException.class);
    }

    @Test
    void resetAllKeepsWhatWasReadFromTheImages() throws IOException {
        var files = ParameterFiles.of(root);
        files.store(Map.of("lambda", Mat.scalar(0.0555), "platform", Mat.text("S1A")));
        files.set("density_rand", "2");
        files.add("ref_x", Mat.row(1, 2));
        files.addLocal("clap_win", Mat.scalar(64.0));

        var changes = files.resetAll();

        assertThat(changes).extracting(ParameterFiles.Change::name).containsExactly("density_rand", "ref_x");
        assertThat(files.load().number("lambda")).isEqualTo(0.0555);
        assertThat(files.load().text("platform")).isEqualTo("S1A");
        assertThat(files.load().number("density_rand")).isEqualTo(20);
        assertThat(files.load().number("clap_win")).isEqualTo(32);
        assertThat(files.load().has("ref_x")).isFalse();
    }

    @Test
    void completesAnOldFileAndLogsWhatItAdds() throws IOException {
        var old = new TreeMap<String, MatValue>();
        old.put("Created", Mat.text("01-Jan-2012"));
        old.put("small_baseline_flag", Mat.text("n"));
        old.put("clap_win", Mat.scalar(64.0));
        write(root.resolve("parms.mat"), old);
        Files.writeString(root.resolve("processor.txt"), "gamma\n");
        var files = ParameterFiles.of(patch);

        assertThat(files.load().number("clap_win")).isEqualTo(64);
        assertThat(files.load().number("clap_beta")).isEqualTo(0.3);
        assertThat(read(root.resolve("parms.mat"))).hasSize(3);

        var added = files.complete();

        assertThat(added).contains("clap_beta", "insar_processor").doesNotContain("clap_win");
        assertThat(files.load().text("insar_processor")).isEqualTo("gamma");
        assertThat(read(root.resolve("parms.mat")).keySet())
                .isEqualTo(read(Golden.psSmall().resolve("expected/stage0/parms.mat"))
                        .keySet());
        assertThat(root.resolve("STAMPS.log")).content().contains("PS_PARMS_DEFAULT clap_beta = 0.3\n");
        assertThat(files.complete()).isEmpty();
    }

    @Test
    void translatesNamesOfEarlyReleases() throws IOException {
        var old = read(root.resolve("parms.mat"));
        old.put("weed_alpha", Mat.scalar(1.0));
        old.put("plot_pixel_size", Mat.scalar(4.0));
        old.put("recalc_index", Mat.text("all"));
        old.put("unwrap_ifg_index", Mat.row(1, 2, 4));
        write(root.resolve("parms.mat"), old);

        assertThat(ParameterFiles.of(root).load().has("unwrap_ifg_index"))
                .as("the number of interferograms is not known yet")
                .isTrue();

        var points = new TreeMap<String, MatValue>();
        points.put("n_ifg", Mat.scalar(5.0));
        points.put("n_image", Mat.scalar(6.0));
        write(root.resolve("ps2.mat"), points);
        ParameterFiles.of(root).complete();

        var now = ParameterFiles.of(root).load();
        assertThat(now.has("weed_alpha")).isFalse();
        assertThat(now.has("recalc_index")).isFalse();
        assertThat(now.has("unwrap_ifg_index")).isFalse();
        assertThat(now.numbers("drop_ifg_index")).containsExactly(3, 5);
        assertThat(now.number("plot_scatterer_size")).isEqualTo(100);
        assertThat(read(root.resolve("parms.mat"))).doesNotContainKeys("weed_alpha", "unwrap_ifg_index");
    }

    @Test
    void storingTheSameValuesDoesNotTouchTheFile() throws IOException {
        var files = ParameterFiles.of(root);
        files.store(Map.of("lambda", Mat.scalar(0.0555)));
        var before = Files.getLastModifiedTime(root.resolve("parms.mat"));

        files.store(Map.of("lambda", Mat.scalar(0.0555)));

        assertThat(Files.getLastModifiedTime(root.resolve("parms.mat"))).isEqualTo(before);
    }

    @Test
    void readsTheReferenceFile() throws IOException {
        Files.copy(
                Golden.psSmall().resolve("expected/stage1/parms.mat"),
                root.resolve("parms.mat"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);

        var parameters = ParameterFiles.of(root).load();

        assertThat(parameters.number("heading")).isEqualTo(-12.3);
        assertThat(parameters.text("platform")).isEqualTo("S1A");
        assertThat(parameters.numbers("ref_lon")).containsExactly(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
        assertThat(parameters.values().get("filter_weighting")).isInstanceOf(MatText.class);
        assertThat(ParameterFiles.of(root).complete()).isEmpty();
    }
}
