package dev.stampede.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.golden.Golden;
import dev.stampede.runtime.Cancellation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every mistake a user can make ends with exit code 2, one understandable line, no stack trace and nothing
/// written.
class UsageTest {
    @TempDir
    Path folder;

    private Path dataset;

    @BeforeEach
    void prepareDataset() throws IOException {
        dataset = Files.createDirectories(folder.resolve("data"));
        Files.copy(Golden.psSmall().resolve("expected/parms/parms.mat"), dataset.resolve("parms.mat"));
        Files.createDirectories(dataset.resolve("PATCH_1"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | a command is missing | --help",
                "runn --dataset D | Unmatched argument | Did you mean",
                "prep | a command is missing after prep | --help",
                "prep roipac --dataset D | Unmatched argument | ''",
                "export --dataset D --out x.shp | must end in | .geojson",
                "export --dataset D --out no/such/x.csv | there is no folder | no/such",
                "export --dataset D --out / | a folder | --out",
                "plot --dataset D --out no/such/x.png | there is no folder | no/such",
                "plot --dataset D --out D | a folder | --out",
                "export-text --dataset D --out no/such/x | there is no folder | no/such",
                "export-text --dataset D --out NOTES | a file | --out",
                "export-text --dataset D --out NEW --draws 1 | --draws is 1 | at least 2",
                "velocity --dataset D --draws 1 | --draws is 1 | at least 2",
                "run --dataset D --report no/such/x.json | there is no folder | no/such",
                "verify --run D --golden D --report no/such/x.md | there is no folder | no/such",
                "gate run --dataset D --run NEW --golden NONE | NONE is not a folder | ''",
                "gate run --dataset D --run NEW --golden D --tolerance-manifest NONE.json | NONE.json does not exist | ''",
                "audit --golden D --output no/such/x.json | there is no folder | no/such",
                "merge-ps-sb --ps D --sb D | Missing required option | --out",
                "run | Missing required option: '--dataset=DIR' | --help",
                "run --dataset D --start-step x | Invalid value for option '--start-step' | x",
                "run --dataset D --start-step 9 | stages 9 to 8 | 1 to 8",
                "run --dataset D --end-step 0 | stages 1 to 0 | 1 to 8",
                "run --dataset D --start-step 5 --end-step 3 | stages 5 to 3 | 1 to 8",
                "run --dataset D --existing maybe | runtime.existing_policy is maybe | skip, rerun, fail",
                "run --dataset D --backend abacus | runtime.backend is abacus | reference",
                "run --dataset D --cpu-workers -3 | runtime.cpu_workers is -3 | at least 0",
                "run --dataset D --max-memory lots | runtime.max_memory_bytes is lots | 4GiB",
                "run --dataset D --patches PATCH_7 --end-step 1 | PATCH_7 | PATCH_1",
                "run --dataset NONE | NONE does not exist | ''",
                "run --dataset D --set runtime.cpu_worker=1 | unknown configuration key runtime.cpu_worker | runtime.cpu_workers",
                "run --dataset D --set noequals | noequals | key=value",
                "run --dataset D --backend cuda --start-step 7 --set runtime.kernel_backend_overrides.stage7_scla=cuda | stage7_scla | cuda",
                "run --dataset D --set runtime.kernel_backend_overrides.stage7_scl=vector --start-step 7 | unknown kernel stage7_scl | stage7_scla",
                "run --dataset D --profile-stage6 wild | --profile-stage6 | strict",
                "run --dataset D --config NONE.yaml | NONE.yaml does not exist | ''",
                "run --dataset D --config D/parms.mat | a configuration file ends in .yaml | ''",
                "run --dataset D --format xml | --format | json",
                "run --dataset D --log-level loud | --log-level | warning",
                "stage 9 --dataset D | stages 9 to 9 | 1 to 8",
                "stage x --dataset D | x | ''",
                "status --dataset NONE | NONE does not exist | ''",
                "params get nothing --dataset D | unknown parameter nothing | ''",
                "params get lamda --dataset D | unknown parameter lamda | did you mean lambda?",
                "params get weed --dataset D | weed may mean weed_max_noise | weed_zero_elevation",
                "params set weed 3 --dataset D | weed may mean | weed_time_win",
                "params set density_rand many --dataset D | density_rand takes a number | many",
                "params set small_baseline_flag y --dataset D | small_baseline_flag is fixed | ''",
                "params set density_rand --dataset D | Missing required parameter: 'VALUE' | ''",
                "params list --dataset NONE | parms.mat | NONE",
                "prep snap --dataset NEW --export NONE | NONE | ''",
                "prep snap --dataset NEW --export D --amp-dispersion NaN | --amp-dispersion is NaN | finite",
                "prep snap --dataset NEW --export D --range-patches 0 | --range-patches is 0 | at least 1",
                "prep snap --dataset NEW --export D --master-date 2017 | --master-date is 2017 | YYYYMMDD",
                "verify --run D | nothing to compare with | --golden",
                "verify --run D --golden NONE | NONE is not a folder | ''",
                "verify --run NONE --golden D | NONE is not a folder | ''",
                "verify --run D --golden D --through-stage 12 | stage is 12 | 1 to 8",
                "verify --run D --golden D --profile lenient | tolerance.profile is lenient | strict, scientific",
                "verify --run D --truth NONE | truth.mat | NONE",
                "verify --run D --golden D --manifest NONE.json | NONE.json does not exist | ''",
                "compare D NONE | NONE is not a folder | ''",
                "compare NOTES NOTES | not a MAT | ''",
                "describe-inputs --stage 12 | unknown stage 12 | 1 to 8",
                "describe-inputs --stage 2 --dataset D --patch PATCH_9 | no patch PATCH_9 | PATCH_1",
                "list-legacy | STAMPS_ROOT | --stamps-root",
                "list-legacy --stamps-root NONE | NONE is not a folder | ''",
                "audit --golden D | no golden case | manifest.json",
            })
    void isRefusedWithOneLine(String line, String first, String second) throws IOException {
        Files.writeString(
                folder.resolve("notes.mat"), "this is text, not a matrix file, and long enough to be looked at");
        var before = tree();

        var run = CommandLineRun.of(arguments(line));

        assertThat(run.err()).as(line).contains(first.strip()).contains(second);
        assertThat(run.code()).as(run.err()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.stackTraceLines()).isZero();
        assertThat(run.err()
                        .lines()
                        .filter(l -> !l.startsWith("Usage:") && !l.startsWith("Did you mean"))
                        .count())
                .as(run.err())
                .isLessThanOrEqualTo(1);
        assertThat(tree()).isEqualTo(before);
    }

    @Test
    void aStageBeforeItsTimeNamesTheFirstStageThatHasNotRun() {
        var run = CommandLineRun.of("run", "--dataset", dataset.toString(), "--start-step", "6");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).containsOnlyOnce("--start-step").contains("stage 1 (load candidates)", "--start-step 1");
        assertThat(run.err()).doesNotContain("ps2.mat");
    }

    @Test
    void theStatusOfAnyOtherFolderIsRefused() throws IOException {
        var other = Files.createDirectories(folder.resolve("photos"));

        var run = CommandLineRun.of("status", "--dataset", other.toString());

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains(other + " is not a dataset", "parms.mat", "stampede prep");
        assertThat(run.out()).isEmpty();
        assertThat(CommandLineRun.of("status", "--dataset", dataset.toString()).code())
                .isZero();
    }

    private String[] arguments(String line) {
        return line.isBlank()
                ? new String[0]
                : List.of(line.strip().split("\\s+")).stream()
                        .map(word -> word.equals("D") ? dataset.toString() : word)
                        .map(word -> word.equals("D/parms.mat")
                                ? dataset.resolve("parms.mat").toString()
                                : word)
                        .map(word -> word.equals("NOTES")
                                ? folder.resolve("notes.mat").toString()
                                : word)
                        .map(word -> word.startsWith("NONE") || word.equals("NEW")
                                ? folder.resolve(word).toString()
                                : word)
                        .toArray(String[]::new);
    }

    private List<String> tree() throws IOException {
        try (var walk = Files.walk(folder)) {
            List<String> entries = new ArrayList<>();
            for (Path path : walk.sorted().toList()) {
                entries.add(folder.relativize(path) + (Files.isRegularFile(path) ? " " + Files.size(path) : ""));
            }
            return entries;
        }
    }

    @Test
    void helpAndVersionSucceedEverywhere() {
        for (String line : List.of("--help", "run --help", "prep snap --help", "params set --help", "verify -h")) {
            var run = CommandLineRun.of(line.split(" "));

            assertThat(run.code()).as(line).isZero();
            assertThat(run.out()).as(line).contains("Usage: stampede");
        }
        assertThat(CommandLineRun.of("--version").out()).startsWith("stampede ");
    }

    @Test
    void globalOptionsAreAcceptedBeforeAndAfterTheCommand() {
        var before = CommandLineRun.of("--format", "human", "describe-inputs", "--stage", "2");
        var after = CommandLineRun.of("describe-inputs", "--stage", "2", "--format", "human");

        assertThat(before.out()).isEqualTo(after.out()).contains("Stage 2 (per patch)");
    }

    @Test
    void aBadEnvironmentVariableIsNamed() {
        var run = CommandLineRun.with(
                Map.of("STAMPEDE_RUNTIME_CPU_WORKERS", "several"), "status", "--dataset", dataset.toString());

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("runtime.cpu_workers is several (environment STAMPEDE_RUNTIME_CPU_WORKERS)");
    }

    @Test
    void aClosedPipeEndsQuietly() {
        var err = new ByteArrayOutputStream();
        var closed = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
            }
        };

        int code = Stampede.run(
                new String[] {"describe-inputs"},
                new Streams(closed, new PrintStream(err), false, false, Map.of()),
                new Cancellation());

        assertThat(code).isZero();
        assertThat(err.size()).isZero();
    }

    @Test
    void aCancelledCommandReturns130() {
        var cancellation = new Cancellation();
        cancellation.cancel();
        var err = new ByteArrayOutputStream();

        int code = Stampede.run(
                new String[] {"run", "--dataset", folder.resolve("none").toString()},
                new Streams(new ByteArrayOutputStream(), new PrintStream(err), false, false, Map.of()),
                cancellation);

        assertThat(code).isEqualTo(130);
        assertThat(err.toString()).contains("interrupted; checkpoints are kept");
    }

    @Test
    void onlyCommandsThatKeepCheckpointsSaySo() {
        var cancellation = new Cancellation();
        cancellation.cancel();
        var err = new ByteArrayOutputStream();

        int code = Stampede.run(
                new String[] {"catalog", "stats", folder.resolve("none.parquet").toString()},
                new Streams(new ByteArrayOutputStream(), new PrintStream(err), false, false, Map.of()),
                cancellation);

        assertThat(code).isEqualTo(130);
        assertThat(err.toString()).contains("interrupted; no half-written file was left");
    }

    @Test
    void anUnexpectedFailureIsOneLineAndALog() throws IOException {
        var err = new ByteArrayOutputStream();
        var streams = new Streams(
                new ByteArrayOutputStream(),
                new PrintStream(err),
                false,
                false,
                Map.of("XDG_STATE_HOME", folder.toString()));

        int code = Failures.report(
                new IllegalStateException("the sky fell"),
                streams,
                new Cancellation(),
                Command.CHECKPOINTS,
                "run",
                "x");

        assertThat(code).isEqualTo(1);
        assertThat(err.toString().lines()).hasSize(1);
        assertThat(err.toString()).contains("unexpected failure", "the sky fell", "details in ");
        Path log = Path.of(err.toString().strip().replaceAll(".*details in ", ""));
        assertThat(Files.readString(log)).contains("arguments: run x", "at dev.stampede.cli.UsageTest");
    }
}
