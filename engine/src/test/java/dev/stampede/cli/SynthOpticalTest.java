package dev.stampede.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SynthOpticalTest {
    @TempDir
    Path folder;

    private CommandLineRun synth(String... options) {
        var line = new String[options.length + 3];
        line[0] = "synth";
        line[1] = "--out";
        line[2] = folder.resolve("out").toString();
        System.arraycopy(options, 0, line, 3, options.length);
        return CommandLineRun.of(line);
    }

    @Test
    void writesScenesAndReportsThem() throws Exception {
        var run = synth("--layout", "optical", "--size", "96x80", "--dates", "3", "--tiles", "2", "--cube-days", "0");

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.json().at("/scenes")).hasSize(3);
        assertThat(run.json().at("/scenes/2/date").asText()).isEqualTo("2024-08-11");
        assertThat(folder.resolve("out/archive/S2_20240722_t03.tif")).exists();
        assertThat(folder.resolve("out/cube.tif")).doesNotExist();
        try (var files = Files.walk(folder.resolve("out"))) {
            assertThat(files.filter(Files::isRegularFile).count())
                    .isEqualTo(run.json().at("/files").asLong());
        }
    }

    @Test
    void refusesOptionsOfTheOtherKindAndBadSizesBeforeAnythingIsWritten() {
        assertRefused(synth("--layout", "optical", "--bperp-std", "9"), "--bperp-std is an option of the layouts of");
        assertRefused(synth("--dates", "9"), "--dates is an option of --layout optical");
        assertRefused(
                synth("--layout", "optical", "--size", "big"), "--size is big, expected pixels as 512 or 800x600");
        assertRefused(synth("--layout", "optical", "--size", "9"), "width is 9, expected 64 to 200000 pixels");
        assertRefused(synth("--layout", "optical", "--size", "99", "--width", "80"), "not both");
        assertRefused(synth("--layout", "optical", "--clouds", "1.5"), "clouds is 1.5, expected a share of 0 to 0.9");
    }

    private void assertRefused(CommandLineRun run, String message) {
        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains(message);
        assertThat(folder.resolve("out")).doesNotExist();
    }
}
