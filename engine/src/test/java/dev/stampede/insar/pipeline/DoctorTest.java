package dev.stampede.insar.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.insar.pipeline.Doctor.Verdict;
import dev.stampede.insar.pipeline.config.ConfigBuilder;
import dev.stampede.insar.pipeline.config.RunConfig;
import dev.stampede.runtime.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorTest {
    @TempDir
    Path folder;

    private static Doctor.Check find(List<Doctor.Check> checks, String topic) {
        return checks.stream().filter(c -> c.topic().equals(topic)).findFirst().orElseThrow();
    }

    @Test
    void looksAtEverythingARunUses() {
        var checks = Doctor.examine(RunConfig.defaults(), Optional.of(folder.resolve("new")), Machine.current());

        assertThat(checks)
                .extracting(Doctor.Check::topic)
                .contains("java", "vector unit", "memory", "processors", "library hdf5", "library gdal", "library cuda")
                .contains("backend native", "backend cuda", "gpu", "snaphu", "temporary folder", "dataset");
        assertThat(find(checks, "java").verdict()).isEqualTo(Verdict.OK);
        assertThat(find(checks, "java").finding()).contains(Runtime.version().toString());
        assertThat(find(checks, "processors").finding())
                .startsWith(Integer.toString(Machine.current().processors()));
        assertThat(checks).allSatisfy(c -> {
            assertThat(c.finding()).isNotBlank().doesNotContain("\n");
            assertThat(c.verdict() == Verdict.PROBLEM && c.advice().isBlank()).isFalse();
        });
        assertThat(folder.resolve("new")).doesNotExist();
    }

    @Test
    void aLittleMemoryIsAProblem() throws IOException {
        Files.createDirectories(folder.resolve("self"));
        Files.writeString(folder.resolve("self/cgroup"), "0::/small\n");
        Files.createDirectories(folder.resolve("groups/small"));
        Files.writeString(folder.resolve("groups/small/memory.max"), Long.toString(512L << 20));

        var checks =
                Doctor.examine(RunConfig.defaults(), Optional.empty(), new Machine(folder, folder.resolve("groups")));

        assertThat(find(checks, "memory").verdict()).isEqualTo(Verdict.PROBLEM);
        assertThat(find(checks, "memory").finding()).contains("0.5 GiB");
        assertThat(Doctor.healthy(checks)).isFalse();
    }

    /// What a run would refuse is a problem here too, library or program.
    @Test
    void toolsAskedForAndMissingAreProblems() {
        var config = new ConfigBuilder()
                .put("runtime.stage6_solver", "snaphu", "test")
                .put("tools.snaphu", folder.resolve("libmissing.so").toString(), "test")
                .put("tools.triangle", folder.resolve("libnone.so").toString(), "test")
                .build();

        var checks = Doctor.examine(config, Optional.empty(), Machine.current());

        assertThat(find(checks, "snaphu").verdict()).isEqualTo(Verdict.PROBLEM);
        assertThat(find(checks, "snaphu").finding()).contains("libmissing.so");
        assertThat(find(checks, "triangle").verdict()).isEqualTo(Verdict.PROBLEM);
        assertThat(find(checks, "triangle").finding()).contains("libnone.so");
    }
}
