package dev.stampede.verify.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stampede.golden.Golden;
import dev.stampede.insar.pipeline.config.RunConfig;
import dev.stampede.runtime.Cancellation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// The runs of every golden case: each stage from golden inputs, the whole chain with the golden and with
/// an own random histogram, variants of parameters, velocities against the truth. The margins end up in
/// `target/golden-report.md`.
///
/// `-Dgolden.run=PATTERN` narrows the runs to those whose `case run` matches, such as `sb_small stages`.
class GoldenCaseTest {
    @TempDir
    static Path scratch;

    private static final List<GoldenReport> REPORTS = new ArrayList<>();

    @TestFactory
    Stream<DynamicNode> cases() throws IOException {
        List<DynamicNode> tests = new ArrayList<>();
        for (var golden : GoldenCase.all(Golden.psSmall().getParent())) {
            for (var run : golden.runs()) {
                var name = golden.name() + " " + run.id();
                if (name.matches(System.getProperty("golden.run", ".*"))) {
                    tests.add(DynamicTest.dynamicTest(name, () -> check(golden, run)));
                }
            }
        }
        return tests.stream();
    }

    private static void check(GoldenCase golden, GoldenCase.Run run) throws IOException {
        assumeTrue(
                golden.data().isPresent(),
                () -> "the data of " + golden.name() + " are not on this machine (STAMPEDE_GOLDEN names their folder)");
        var runner = new GoldenRunner(golden, RunConfig.defaults(), new Cancellation(), line -> {});

        var result = runner.run(run, scratch.resolve(golden.name()));

        var report = new GoldenReport(golden, List.of(result));
        REPORTS.add(report);
        assertThat(report.problems(result)).isEmpty();
    }

    @AfterAll
    static void writeMargins() throws IOException {
        if (REPORTS.isEmpty()) {
            return;
        }
        var whole = new GoldenReport(
                REPORTS.getFirst().golden(),
                REPORTS.stream().flatMap(r -> r.runs().stream()).toList());
        Files.createDirectories(Path.of("target"));
        Files.writeString(Path.of("target", "golden-report.md"), whole.markdown());
    }
}
