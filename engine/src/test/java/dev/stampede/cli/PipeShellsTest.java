package dev.stampede.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.runtime.Cancellation;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The shells of pipelines as commands: what they write, print and return.
class PipeShellsTest {
    @TempDir
    static Path folder;

    private static String before;
    private static String after;
    private static String ndvi;

    @BeforeAll
    static void scenes() throws Exception {
        var run = CommandLineRun.of(
                "synth", "--layout", "optical", "--size", "80", "--cube-days", "0", "--out", at("in").toString());
        assertThat(run.code()).as(run.err()).isZero();
        before = at("in/scenes/S2_20240702.tif").toString();
        after = at("in/scenes/S2_20240722.tif").toString();
        ndvi = write("ndvi.yaml", "{op: NDVI, config: {red: B04, nir: B08}}");
    }

    private static Path at(String name) {
        return folder.resolve(name);
    }

    private static String write(String name, String text) throws Exception {
        Files.createDirectories(at(name).getParent());
        Files.writeString(at(name), text);
        return at(name).toString();
    }

    @Test
    void aTaskRunsOnce() throws Exception {
        String out = at("ndvi.tif").toString();

        var first = CommandLineRun.of("pipe", "task", ndvi, "--input", before, "--output", out);
        var second = CommandLineRun.of("pipe", "task", ndvi, "--input", before, "--output", out);

        assertThat(first.code()).as(first.err()).isZero();
        assertThat(first.json().at("/status").asText()).isEqualTo("completed");
        assertThat(second.json().at("/status").asText()).isEqualTo("skipped");
        assertThat(Path.of(out)).exists();
    }

    @Test
    void aFrozenRunIsVerified() throws Exception {
        String frozen = at("frozen").toString();

        assertThat(CommandLineRun.of("pipe", "freeze", ndvi, "--input", before, "--out", frozen)
                        .code())
                .isZero();

        var holds = CommandLineRun.of("pipe", "verify", frozen);
        assertThat(holds.code()).as(holds.out()).isZero();
        var differs = CommandLineRun.of("pipe", "verify", frozen, "--input", after);
        assertThat(differs.code()).isEqualTo(ExitCode.FAILURE);
        assertThat(differs.json().at("/problems")).hasSize(2);
        var again = CommandLineRun.of("pipe", "freeze", ndvi, "--input", before, "--out", frozen);
        assertThat(again.code()).isEqualTo(ExitCode.USAGE);
        assertThat(CommandLineRun.of("pipe", "verify", folder.toString()).err()).contains("is not a frozen run");
    }

    @Test
    void twoPipelinesAreCompared() throws Exception {
        String same = write("same.yaml", "{op: NormalizedDifference, config: {a: B08, b: B04}}");
        String other = write("other.yaml", "{op: NDVI, config: {red: B03, nir: B08}}");

        var equal = CommandLineRun.of("pipe", "diff", ndvi, same, "--input", before, "--atol", "1e-9");
        var unequal = CommandLineRun.of("pipe", "diff", ndvi, other, "--input", before, "--runs", "2");

        assertThat(equal.code()).as(equal.out() + equal.err()).isZero();
        assertThat(equal.json().at("/results/result/cells").asLong()).isEqualTo(6400);
        assertThat(unequal.code()).isEqualTo(ExitCode.FAILURE);
        assertThat(unequal.json().at("/agrees").asBoolean()).isFalse();
        assertThat(unequal.json().at("/results/result/largest").asDouble()).isGreaterThan(0.05);
    }

    @Test
    void qualityIsReported() throws Exception {
        String checks = write("qc.yaml", "{op: AssertDType, config: {expected: uint16}}");
        String report = at("qc.json").toString();

        var good = CommandLineRun.of("pipe", "qc", checks, "--input", before, after, "--report", report);
        String dem = at("in/dem.tif").toString();
        var bad = CommandLineRun.of("pipe", "qc", checks, "--input", before, dem);

        assertThat(good.code()).as(good.err()).isZero();
        assertThat(Files.readString(Path.of(report))).contains("\"passed\"");
        assertThat(bad.code()).isEqualTo(ExitCode.FAILURE);
        assertThat(bad.json().at("/rules/AssertDType").asInt()).isEqualTo(1);
        assertThat(bad.json().at("/quarantined/0/file").asText()).isEqualTo(dem);
    }

    @Test
    void aCatalogIsProcessed() throws Exception {
        String catalog = at("catalog.parquet").toString();
        assertThat(CommandLineRun.of("catalog", "build", before, after, "--out", catalog)
                        .code())
                .isZero();

        String[] command = {
            "catalog",
            "process",
            catalog,
            "--pipeline",
            ndvi,
            "--out",
            at("etl").toString(),
            "--journal",
            at("etl.journal").toString()
        };
        var run = CommandLineRun.of(command);
        var again = CommandLineRun.of(command);

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.json().at("/completed").asInt()).isEqualTo(2);
        assertThat(again.json().at("/skipped").asInt()).isEqualTo(2);
        assertThat(at("etl/S2_20240722.tif")).exists();
    }

    @Test
    void mistakesAreRefused() throws Exception {
        var missing = CommandLineRun.of(
                "pipe",
                "task",
                ndvi,
                "--input",
                "none.tif",
                "--output",
                at("x.tif").toString());
        assertThat(missing.code()).isEqualTo(ExitCode.USAGE);
        assertThat(missing.err()).contains("none.tif does not exist");
        var two = CommandLineRun.of(
                "pipe",
                "task",
                ndvi,
                "--input",
                before,
                after,
                "--output",
                at("x.tif").toString());
        assertThat(two.code()).isEqualTo(ExitCode.USAGE);
        assertThat(two.err()).contains("takes 1 inputs, given are 2");
        String strict = write("strict.yaml", "{op: AssertDType, config: {expected: int8}}");
        var failed = CommandLineRun.of(
                "pipe",
                "task",
                strict,
                "--input",
                before,
                "--output",
                at("x.tif").toString());
        assertThat(failed.code()).isEqualTo(ExitCode.FAILURE);
        assertThat(failed.err()).contains("expected int8, found uint16");
        assertThat(failed.stackTraceLines()).isZero();
        assertThat(at("x.tif")).doesNotExist();
    }

    @Test
    void creationOptionsThatGdalWouldPassOverAreRefused() throws Exception {
        String catalog = at("options.parquet").toString();
        assertThat(CommandLineRun.of("catalog", "build", before, "--out", catalog)
                        .code())
                .isZero();
        String out = at("options").toString();
        String file = at("options/a.tif").toString();
        String written = write(
                "write.yaml",
                "{op: Sequential, config: {operators: [{op: ReadGeoTIFF, config: {src: '" + before
                        + "'}}, {op: WriteGeoTIFF, config: {path: '" + file + "', profile: {compress: FOO}}}]}}");

        var task = CommandLineRun.of(
                "pipe", "task", ndvi, "--input", before, "--output", at("a.tif").toString(), "--co", "COMPRESS=FOO");
        var process = CommandLineRun.of(
                "catalog", "process", catalog, "--pipeline", ndvi, "--out", out, "--co", "COMPRESS=FOO");
        var run = CommandLineRun.of("pipe", "run", written);
        var patch =
                CommandLineRun.of("patch", before, file, "--pipeline", ndvi, "--size", "48", "--co", "COMPRESS=FOO");

        for (var refused : new CommandLineRun[] {task, process, patch}) {
            assertThat(refused.code()).as(refused.err()).isEqualTo(ExitCode.USAGE);
            assertThat(refused.err()).contains("creation option COMPRESS=FOO: GTiff wants one of NONE, LZW, ");
            assertThat(refused.stackTraceLines()).isZero();
        }
        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.FAILURE);
        assertThat(run.err()).contains("creation option COMPRESS=FOO: GTiff wants one of");
        assertThat(run.stackTraceLines()).isZero();
        assertThat(at("options")).doesNotExist();
        assertThat(at("a.tif")).doesNotExist();
    }

    @Test
    void serverRunsUntilItIsStopped() throws Exception {
        write("served/ndvi.yaml", "{op: NDVI, config: {red: B04, nir: B08}}");
        var err = new ByteArrayOutputStream();
        var cancellation = new Cancellation();
        var streams = new Streams(
                new ByteArrayOutputStream(),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false,
                false,
                Map.of());
        String[] line = {"pipe", "serve", "--pipelines", at("served").toString(), "--port", "0"};
        var code = CompletableFuture.supplyAsync(() -> Stampede.run(line, streams, cancellation));
        String said = "";
        for (int i = 0; i < 300 && !said.contains("until it is stopped"); i++) {
            Thread.sleep(100);
            said = err.toString(StandardCharsets.UTF_8);
        }
        String address = said.substring(said.indexOf("http://")).split("/ ")[0];

        var response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(address + "/pipelines/ndvi"))
                                .POST(HttpRequest.BodyPublishers.ofFile(Path.of(before)))
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray());
        cancellation.cancel();

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("X-Config-Hash").orElseThrow()).hasSize(16);
        assertThat(code.get(30, TimeUnit.SECONDS)).isEqualTo(ExitCode.INTERRUPTED);
    }
}
