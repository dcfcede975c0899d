package dev.stampede.io.mat;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Damaged files of level 7.3 neither end the process nor keep it busy. They are read by a process of its
/// own, which the native library could take with it.
///
/// 240 files; `-Dstampede.test.damageTrials=10000` for more.
class V73DamageTest {
    private static final int TRIALS = Integer.getInteger("stampede.test.damageTrials", 240);
    private static final long SEED = Long.getLong("test.seed", 20261126L);
    private static final int LONGEST_MILLIS = 20_000;

    @TempDir
    Path folder;

    @Test
    void areRefusedOrHarmless() throws Exception {
        var child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-Xmx256m",
                        "-XX:-CreateCoredumpOnCrash",
                        "-XX:ErrorFile=" + folder.resolve("crash.log"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        DamageTrials.class.getName(),
                        folder.toString(),
                        "0",
                        Integer.toString(TRIALS),
                        Long.toString(SEED))
                .redirectErrorStream(true)
                .start();
        var lines = new ArrayList<String>();
        child.inputReader().lines().forEach(lines::add);
        assertThat(child.waitFor(1, TimeUnit.MINUTES)).isTrue();

        assertThat(lines.getLast()).as("seed %s", SEED).isEqualTo("end");
        var results = lines.stream().filter(line -> line.startsWith("= ")).toList();
        assertThat(results)
                .hasSize(TRIALS)
                .allMatch(line -> line.startsWith("= refused") || line.startsWith("= harmless"))
                .allMatch(line -> Long.parseLong(line.substring(line.lastIndexOf('|') + 2)) < LONGEST_MILLIS)
                .anyMatch(line -> line.startsWith("= refused"));
    }
}
