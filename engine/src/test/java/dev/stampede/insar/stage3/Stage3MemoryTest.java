package dev.stampede.insar.stage3;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// A patch of five million candidates and 100 interferograms fits a machine of 24 GiB with the default
/// share of its memory, the Java machine set aside.
class Stage3MemoryTest {
    private static final long CANDIDATES = 5_000_000;
    private static final long BUDGET = (long) (0.7 * (24L << 30)) - (260L << 20);

    @Test
    void fiveMillionCandidatesFit() {
        assertThat(Stage3.bytes(CANDIDATES, 100, CANDIDATES * 6 / 10, CANDIDATES / 2))
                .isLessThan(BUDGET);
    }
}
