package dev.stampede.insar.pipeline.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stampede.kernels.Availability;
import dev.stampede.kernels.Backend;
import dev.stampede.kernels.Kernel;
import dev.stampede.kernels.KernelFamily;
import dev.stampede.kernels.KernelUnavailableException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunConfigTest {
    @TempDir
    Path folder;

    private Path write(String name, String content) throws Exception {
        return Files.writeString(folder.resolve(name), content);
    }

    @Test
    void laterSourcesWinOverEarlierOnes() throws Exception {
        var file = write("c.yaml", "runtime:\n  cpu_workers: 2\n  io_workers: 3\n  stage7_chunk_ps: 10\n");

        var config = new ConfigBuilder()
                .file(file)
                .environment(Map.of("STAMPEDE_RUNTIME_IO_WORKERS", "4", "STAMPEDE_RUNTIME_STAGE7_CHUNK_PS", "11"))
                .assignment("runtime.stage7_chunk_ps=12")
                .put("runtime.existing_policy", "rerun", "--existing")
                .build();

        assertThat(config.cpuWorkers()).isEqualTo(2);
        assertThat(config.ioWorkers()).isEqualTo(4);
        assertThat(config.runSettings(1, Optional.empty()).chunkPs()).isEqualTo(12);
        assertThat(config.existingPolicy()).isEqualTo("rerun");
        assertThat(config.settings().get("runtime.io_workers").origin())
                .isEqualTo("environment STAMPEDE_RUNTIME_IO_WORKERS");
    }

    @Test
    void readsJsonAndTheOldSectionName() throws Exception {
        var file = write("c.json", "{\"compatibility\": {\"random_histogram\": \"/data/h\"}}");

        var config = RunConfig.load(file);

        assertThat(config.runSettings(1, Optional.empty()).randomHistogram()).contains(Path.of("/data/h"));
    }

    @Test
    void anEmptyFileChangesNothing() throws Exception {
        var config = RunConfig.load(write("c.yml", "# nothing\n"));

        assertThat(config.cpuWorkers()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "runtime: {cpu_worker: 2} | unknown configuration key runtime.cpu_worker | runtime.cpu_workers",
                "runtme: {cpu_workers: 2} | unknown configuration key runtme | sections are",
                "cpu_workers: 2 | unknown configuration key cpu_workers | runtime.cpu_workers",
                "runtime: {cpu_workers: -1} | runtime.cpu_workers is -1 | at least 0",
                "runtime: {cpu_workers: many} | runtime.cpu_workers is many | whole number",
                "runtime: {cpu_workers: 1e12} | runtime.cpu_workers is 1.0E12 | whole number",
                "runtime: {stage6_grid_scale: 0} | runtime.stage6_grid_scale is 0 | above 0",
                "runtime: {stage6_grid_scale: 1e999} | runtime.stage6_grid_scale is Infinity | finite",
                "runtime: {backend: gpgpu} | runtime.backend is gpgpu | one of auto, reference",
                "runtime: {deterministic: perhaps} | runtime.deterministic is perhaps | true or false",
                "runtime: 3 | runtime | mapping",
                "[1, 2] | top level must be a mapping | list",
                "tolerance: {max_outlier_fraction: 0.1} | max_outlier_fraction is 0.1 | scientific",
                "tolerance: {key_tolerances: {coh_ps: {rtl: 1}}} | coh_ps.rtl | known: rtol",
                "compat: {strict_reference: true} | compat.strict_reference | reference_root",
                "runtime: {kernel_backend_overrides: {stage2_topofit: fast}} | stage2_topofit is fast | expected auto",
                "runtime: {cpu_workers: 1, cpu_workers: 2} | c.yaml line 1 | cpu_workers",
                "'runtime: [unclosed' | c.yaml line | ''",
            })
    void refusesWithTheKeyTheValueAndWhatIsAccepted(String content, String first, String second) throws Exception {
        var file = write("c.yaml", content);

        assertThatThrownBy(() -> RunConfig.load(file))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(first)
                .hasMessageContaining(second);
    }

    @Test
    void refusesFilesItCannotRead() throws Exception {
        assertThatThrownBy(() -> RunConfig.load(folder.resolve("none.yaml"))).hasMessageContaining("does not exist");
        assertThatThrownBy(() -> RunConfig.load(write("c.toml", ""))).hasMessageContaining(".yaml, .yml or .json");
        assertThatThrownBy(() -> new ConfigBuilder().environment(Map.of("STAMPEDE_RUNTIME_CPU_WORKER", "1")))
                .hasMessageContaining("did you mean runtime.cpu_workers");
        assertThatThrownBy(() -> new ConfigBuilder().assignment("novalue")).hasMessageContaining("key=value");
    }

    @Test
    void environmentVariablesOfTheLauncherAreNotSettings() {
        var config = new ConfigBuilder()
                .environment(Map.of("STAMPEDE_JAVA_HOME", "/x", "STAMPEDE_JAVA_OPTS", "-Xmx1g"))
                .build();

        assertThat(config.cpuWorkers()).isZero();
    }

    @Test
    void sizesTakeUnits() {
        var config =
                new ConfigBuilder().assignment("runtime.max_memory_bytes=4GiB").build();

        assertThat(config.maxMemoryBytes()).isEqualTo(4L << 30);
        assertThat(ByteSize.format(1536L << 20)).isEqualTo("1.5 GiB");
    }

    @Test
    void theMostSpecificBackendWins() {
        var availability = Map.of(Backend.REFERENCE, Availability.YES, Backend.VECTOR, Availability.YES);
        var two = KernelFamily.of("stage2_topofit", Kernel.class, () -> null, () -> null);
        var seven = KernelFamily.of("stage7_scla", Kernel.class, () -> null, () -> null);
        var config = new ConfigBuilder()
                .assignment("runtime.backend=cpu")
                .assignment("runtime.stage2_kernel_backend=vector")
                .assignment("runtime.kernel_backend_overrides.stage7_scla=vector")
                .assignment("runtime.stage2_patch_backend_overrides.PATCH_2=python")
                .build();

        assertThat(config.registry(List.of(two, seven), availability, 2, "PATCH_1")
                        .choose(two))
                .isEqualTo(Backend.VECTOR);
        assertThat(config.registry(List.of(two, seven), availability, 2, "PATCH_2")
                        .choose(two))
                .isEqualTo(Backend.REFERENCE);
        assertThat(config.registry(List.of(two, seven), availability, 4, "PATCH_1")
                        .choose(two))
                .isEqualTo(Backend.REFERENCE);
        assertThat(config.registry(List.of(two, seven), availability, 7, "root").choose(seven))
                .isEqualTo(Backend.VECTOR);
    }

    @Test
    void aNamedBackendThatCannotRunIsRefused() {
        var family = KernelFamily.of("stage7_scla", Kernel.class, () -> null, () -> null);
        var config = RunConfig.defaults()
                .with("runtime.vector", "off")
                .with("runtime.kernel_backend_overrides.stage7_scla", "vector");

        assertThatThrownBy(() -> config.registry(List.of(family), Map.of(Backend.VECTOR, Availability.YES), 7, "root"))
                .isInstanceOf(KernelUnavailableException.class)
                .hasMessageContaining("runtime.vector");
    }

    @Test
    void theDeviceOfTheConfigurationDecidesWhetherCudaCanRun() {
        var family = KernelFamily.of("stage7_scla", Kernel.class, () -> null, () -> null);
        var config = RunConfig.defaults().with("runtime.gpu.device", 1000);
        try {
            var registry = config.registry(List.of(family), Map.of(Backend.CUDA, Availability.YES), 7, "root");

            assertThat(registry.availability(Backend.CUDA).available()).isFalse();
        } finally {
            RunConfig.defaults().registry(List.of(family), Map.of(), 7, "root");
        }
    }

    @Test
    void kernelNamesOfOldConfigurationsAreAccepted() {
        var filter = KernelFamily.of("stage2_clap_filter_kernel", Kernel.class, () -> null, () -> null);
        var config = RunConfig.defaults()
                .with("runtime.kernel_backend_overrides.stage2_clap_filter", "python")
                .with("runtime.kernel_backend_overrides.stage2_grid_indices", "native");
        var availability = Map.of(Backend.REFERENCE, Availability.YES, Backend.VECTOR, Availability.YES);

        var registry = config.registry(List.of(filter), availability, 2, "PATCH_1");

        assertThat(registry.choose(filter)).isEqualTo(Backend.REFERENCE);
    }

    @Test
    void anUnknownKernelIsRefusedWithTheNearestName() {
        var topofit = KernelFamily.of("stage2_topofit", Kernel.class, () -> null, () -> null);
        var config = RunConfig.defaults().with("runtime.kernel_backend_overrides.stage2_topfit", "vector");

        assertThatThrownBy(() -> config.registry(List.of(topofit), Map.of(), 2, ""))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("did you mean stage2_topofit?");
    }
}
