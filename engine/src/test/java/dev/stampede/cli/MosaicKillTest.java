package dev.stampede.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stampede.mosaic.MosaicSets;
import dev.stampede.mosaic.SameMosaic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `mosaic run` as a process of its own that the system kills, that a user interrupts, and that has no room left
/// to write. The next run goes on, and the mosaic has the pixels of an undisturbed one.
class MosaicKillTest {
    private static final int KILLS = Integer.getInteger("stampede.kills", 5);
    private static final long SEED = Long.getLong("test.seed", 20261126L);

    /// Small tiles that are brought to the disk all the time, so that there is something to lose.
    private static final String OFTEN = "-Dstampede.mosaic.keepTilesEveryMillis=20";

    /// Tiles each kill in the middle of bringing the file to the disk may damage; they are computed again.
    private static final int LOST = 10;

    @TempDir
    Path folder;

    private Path mosaic;
    private Path kept;
    private Path expected;

    @BeforeEach
    void undisturbed() throws IOException {
        mosaic = folder.resolve("mosaic.tif");
        kept = folder.resolve(".mosaic.tif.resume");
        expected = folder.resolve("expected.tif");
        var run = CommandLineRun.of(arguments(expected).toArray(String[]::new));
        assertThat(run.code()).as(run.err()).isZero();
    }

    private static List<String> arguments(Path output) {
        return List.of(
                "mosaic",
                "run",
                "--shared-input-images",
                MosaicSets.open("mosaic_synth").resolve("input").toString(),
                "--shared-output-image-path",
                output.toString(),
                "--shared-window-size",
                "16");
    }

    private List<String> command() {
        var command = new ArrayList<>(ProcessTest.command(arguments(mosaic).toArray(String[]::new)));
        command.add(1, OFTEN);
        return command;
    }

    private Process start() throws IOException {
        return new ProcessBuilder(command())
                .redirectOutput(folder.resolve("out.txt").toFile())
                .redirectError(folder.resolve("err.txt").toFile())
                .start();
    }

    private JsonNode finish(Process process) throws Exception {
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue())
                .as(Files.readString(folder.resolve("err.txt")))
                .isZero();
        SameMosaic.require(mosaic, expected);
        assertThat(kept).doesNotExist();
        return new ObjectMapper().readTree(Files.readString(folder.resolve("out.txt")));
    }

    private void kill(String file, int records, long millis) throws Exception {
        var process = start();
        await(process, file, records);
        Thread.sleep(millis);
        process.destroyForcibly().waitFor();
    }

    /// Waits until a file of the run has so many records.
    private void await(Process process, String file, int records) throws Exception {
        while (records(kept.resolve(file)) < records) {
            assertThat(process.isAlive())
                    .as(
                            "it ended before %s had %s records: %s",
                            file, records, Files.readString(folder.resolve("err.txt")))
                    .isTrue();
            Thread.sleep(1);
        }
    }

    private static long records(Path file) throws IOException {
        return Files.exists(file)
                ? new String(Files.readAllBytes(file))
                        .chars()
                        .filter(c -> c == '{')
                        .count()
                : 0;
    }

    @Test
    void everyKillIsFollowedByARunThatGoesOn() throws Exception {
        var random = new Random(SEED);
        var tiles = new TreeSet<>(List.of(20, 150));
        while (tiles.size() < KILLS - 2) {
            tiles.add(1 + random.nextInt(250)); // of 361
        }
        kill("statistics.jsonl", 1, 0);
        kill("block-means.jsonl", 2, 0);
        for (int count : tiles) {
            kill("tiles.jsonl", count, random.nextInt(15));
            assertThat(mosaic).doesNotExist();
        }

        var last = finish(start());

        assertThat(last.path("resumed").path("tiles").asInt())
                .isGreaterThanOrEqualTo(tiles.last() - LOST * tiles.size());
        assertThat(last.path("resumed").path("block_means").asInt()).isEqualTo(4);
        assertThat(Files.readString(folder.resolve("err.txt"))).contains("continuing the interrupted run in " + kept);
    }

    @Test
    void anInterruptedRunSaysSoAndGoesOn() throws Exception {
        var process = start();
        await(process, "tiles.jsonl", 20);

        process.destroy(); // as Ctrl-C

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(130);
        assertThat(Files.readString(folder.resolve("err.txt")))
                .contains("interrupted; what was finished is kept, run the same command again to continue");
        assertThat(mosaic).doesNotExist();
        assertThat(finish(start()).path("resumed").path("tiles").asInt()).isGreaterThanOrEqualTo(20);
    }

    @Test
    void aRunWithoutRoomForTheMosaicFailsAndGoesOn() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "no POSIX shell here");
        var words = command().stream().map(word -> "'" + word + "'").toList();
        // Files end at 256 KiB (in blocks of 512 bytes), which the mosaic reaches in the middle.
        var process = new ProcessBuilder("/bin/sh", "-c", "ulimit -f 512; exec " + String.join(" ", words))
                .redirectOutput(folder.resolve("out.txt").toFile())
                .redirectError(folder.resolve("err.txt").toFile())
                .start();

        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue())
                .as(Files.readString(folder.resolve("err.txt")))
                .isEqualTo(1);
        assertThat(mosaic).doesNotExist();
        assertThat(Files.readString(folder.resolve("err.txt"))).contains("mosaic.tif");
        var resumed = finish(start()).path("resumed");
        assertThat(resumed.path("block_means").asInt()).isEqualTo(4);
    }
}
