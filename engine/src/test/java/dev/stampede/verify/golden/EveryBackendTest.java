package dev.stampede.verify.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stampede.golden.Golden;
import dev.stampede.insar.pipeline.KernelCatalog;
import dev.stampede.insar.pipeline.config.Backends;
import dev.stampede.insar.pipeline.config.RunConfig;
import dev.stampede.kernels.Backend;
import dev.stampede.kernels.TestKernels;
import dev.stampede.runtime.Cancellation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The whole chain with one backend named for all kernels agrees with the golden set; CUDA over the emulation of a
/// device. Every kernel that offers the backend ran on it. Takes minutes of processor time, hence `make test-slow`.
@Tag("slow")
class EveryBackendTest {
    @TempDir
    Path scratch;

    @AfterEach
    void forget() {
        TestKernels.endEmulation();
    }

    @ParameterizedTest
    @EnumSource
    void agreesWithTheGoldenSet(Backend backend) throws IOException {
        if (backend == Backend.CUDA) {
            TestKernels.assumeEmulation();
            TestKernels.emulate("true", 0);
        }
        var state = Backends.availability().get(backend);
        assumeTrue(state.available(), state.reason());
        var golden = GoldenCase.open(Golden.psSmall());
        assumeTrue(golden.data().isPresent(), "the data of ps_small are not on this machine");
        var config = RunConfig.defaults().with("runtime.backend", backend.label());
        var run = golden.runs().stream()
                .filter(r -> r.id().equals("injected"))
                .findFirst()
                .orElseThrow();

        var result = new GoldenRunner(golden, config, new Cancellation(), _ -> {}).run(run, scratch);

        assertThat(new GoldenReport(golden, java.util.List.of(result)).problems(result))
                .isEmpty();
        assertThat(result.backends()).isNotEmpty();
        for (var family : KernelCatalog.families()) {
            if (family.variants().containsKey(backend) && result.backends().containsKey(family.id())) {
                assertThat(result.backends().get(family.id())).as(family.id()).isEqualTo(Set.of(backend.label()));
            }
        }
    }
}
