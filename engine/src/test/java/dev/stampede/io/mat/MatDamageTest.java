package dev.stampede.io.mat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Damaged files are refused with one kind of error that names the file: no other exception, no crash, no
/// memory for lengths that cannot be.
class MatDamageTest {
    private static final int TRIALS = Integer.getInteger("stampede.test.damageTrials", 300);
    private static final long SEED = Long.getLong("test.seed", 20260101L);

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("damaged.mat");
    }

    @ParameterizedTest
    @MethodSource("dev.stampede.io.mat.MatRoundTripTest#formats")
    void truncatedFilesAreRefused(MatFormat format) throws IOException {
        var whole = bytes(format);
        var random = new Random(SEED);
        for (int trial = 0; trial < TRIALS; trial++) {
            int length = trial < 200 ? trial * 7 : random.nextInt(whole.length);
            readEverything(Arrays.copyOf(whole, length), format + " cut to " + length);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.stampede.io.mat.MatRoundTripTest#formats")
    void flippedBitsAreRefusedOrHarmless(MatFormat format) throws IOException {
        var whole = bytes(format);
        var random = new Random(SEED);
        for (int trial = 0; trial < TRIALS; trial++) {
            var damaged = whole.clone();
            for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
                damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            }
            readEverything(damaged, format + " flipped, seed " + SEED + " trial " + trial);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.stampede.io.mat.MatRoundTripTest#formats")
    void overwrittenBytesAreRefusedOrHarmless(MatFormat format) throws IOException {
        var whole = bytes(format);
        var random = new Random(SEED + 1);
        for (int trial = 0; trial < TRIALS; trial++) {
            var damaged = whole.clone();
            int from = random.nextInt(damaged.length);
            int to = Math.min(damaged.length, from + 1 + random.nextInt(16));
            var fill = new byte[to - from];
            switch (trial % 3) {
                case 0 -> Arrays.fill(fill, (byte) 0);
                case 1 -> Arrays.fill(fill, (byte) 0xff);
                default -> random.nextBytes(fill);
            }
            System.arraycopy(fill, 0, damaged, from, fill.length);
            readEverything(damaged, format + " overwritten, seed " + SEED + " trial " + trial);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.stampede.io.mat.MatRoundTripTest#formats")
    void theEndOfAFileIsNeverMissedSilently(MatFormat format) throws IOException {
        var whole = bytes(format);
        for (int missing : new int[] {1, 3, 8, 100}) {
            Files.write(file, Arrays.copyOf(whole, whole.length - missing));

            assertThatThrownBy(this::readEverything)
                    .as("%s without the last %s bytes", format, missing)
                    .isInstanceOf(FormatException.class)
                    .hasMessageContaining("damaged.mat");
        }
    }

    private byte[] bytes(MatFormat format) throws IOException {
        try (var arena = Arena.ofConfined()) {
            var all = MatSamples.everything(arena);
            // Large plain data would draw most of the damage, where it is harmless.
            all.put("noise", MatSamples.noise(arena, 300, 2));
            all.put("counting", MatSamples.counting(arena, 3000, 4));
            all.remove("constant");
            MatFiles.write(file, all, format);
            return Files.readAllBytes(file);
        }
    }

    private void readEverything(byte[] bytes, String what) throws IOException {
        Files.write(file, bytes);
        try {
            readEverything();
        } catch (FormatException e) {
            assertThat(e).as(what).hasMessageContaining("damaged.mat");
        } catch (Throwable e) {
            Files.write(Path.of(System.getProperty("java.io.tmpdir"), "damaged-sample.mat"), bytes);
            fail(what, e);
        }
    }

    private void readEverything() throws IOException {
        DamageTrials.readEverything(file);
    }
}
