package dev.stampede.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stampede.golden.Golden;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What only a process of its own shows: signals and pipes.
class ProcessTest {
    @TempDir
    Path folder;

    static List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules",
                "jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.stampede.cli.Stampede"));
        command.addAll(List.of(arguments));
        return command;
    }

    @Test
    void aTerminationRequestReturns130AndTheRunContinuesAfterwards() throws Exception {
        String work = folder.resolve("work").toString();
        var prepared = CommandLineRun.of(
                "prep",
                "snap",
                "--dataset",
                work,
                "--export",
                Golden.psSmall().resolve("inputs").toString(),
                "--amp-dispersion",
                "0.37");
        assertThat(prepared.code()).as(prepared.err()).isZero();
        var process = new ProcessBuilder(command("run", "--dataset", work, "--end-step", "2", "--cpu-workers", "1"))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var err = new BufferedReader(new InputStreamReader(process.getErrorStream()))) {
            String line = err.readLine();
            while (line != null && !line.startsWith("stage 1 PATCH_1: completed")) {
                line = err.readLine();
            }

            process.destroy();

            boolean ended = process.waitFor(60, TimeUnit.SECONDS);
            assertThat(ended).isTrue();
            assertThat(process.exitValue()).isEqualTo(130);
        }
        assertThat(Files.exists(Path.of(work, "PATCH_1", "ps1.mat"))).isTrue();
        assertThat(Files.exists(Path.of(work, "PATCH_1", "pm1.mat"))).isFalse();
        var status = CommandLineRun.of("status", "--dataset", work);
        assertThat(status.json().get("patches").get(0).get("stage").asInt()).isEqualTo(1);
        var next = CommandLineRun.of("run", "--dataset", work, "--end-step", "1");
        assertThat(next.code()).as(next.err()).isZero();
        assertThat(next.json().get(0).get("status").asText()).isEqualTo("skipped_existing");
    }

    @Test
    void aReaderThatLeavesEarlyCausesNoNoise() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "no POSIX shell here");
        var errors = folder.resolve("errors.txt");
        String line = String.join(
                " ",
                command("describe-inputs", "--format", "json").stream()
                        .map(word -> "'" + word + "'")
                        .toList());

        var process = new ProcessBuilder("/bin/sh", "-c", line + " | head -1")
                .redirectError(errors.toFile())
                .start();
        String first = new String(process.getInputStream().readAllBytes());

        assertThat(process.waitFor()).isZero();
        assertThat(first.strip()).isEqualTo("{");
        assertThat(Files.readAllLines(errors)).noneMatch(l -> l.contains("xception") || l.contains("at dev."));
    }

    /// The launcher does not name the vector module at the start: whoever takes a vector kernel has to ask for it.
    @Test
    void operatorsRunWithTheOptionsOfTheLauncher() throws Exception {
        var scenes = CommandLineRun.of(
                "synth",
                "--layout",
                "optical",
                "--size",
                "64",
                "--cube-days",
                "0",
                "--out",
                folder.resolve("scenes").toString());
        assertThat(scenes.code()).as(scenes.err()).isZero();
        var pipeline = folder.resolve("ndvi.yaml");
        Files.writeString(pipeline, "{op: NDVI, config: {red: B04, nir: B08}}");
        var errors = folder.resolve("errors.txt");
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "@" + Path.of("../bin/java-options"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.stampede.cli.Stampede",
                        "pipe",
                        "task",
                        pipeline.toString(),
                        "--input",
                        folder.resolve("scenes/scenes/S2_20240702.tif").toString(),
                        "--output",
                        folder.resolve("ndvi.tif").toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(errors.toFile())
                .start();

        assertThat(process.waitFor()).as(Files.readString(errors)).isZero();
        assertThat(folder.resolve("ndvi.tif")).exists();
    }
}
