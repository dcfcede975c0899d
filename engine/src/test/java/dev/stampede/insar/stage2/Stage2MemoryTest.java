package dev.stampede.insar.stage2;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// A patch of five million candidates and 100 interferograms fits a machine of 24 GiB with the default share of its
/// memory, the Java machine set aside.
class Stage2MemoryTest {
    private static final long CANDIDATES = 5_000_000;
    private static final long BUDGET = (long) (0.7 * (24L << 30)) - (260L << 20);

    @Test
    void fiveMillionCandidatesFit() {
        // One candidate in two cells of 50 m: sparser than any scene that has so many.
        assertThat(Stage2.bytes(CANDIDATES, 101, 2 * CANDIDATES, 2, false, false))
                .isLessThan(24L << 30);
        assertThat(Stage2.bytes(CANDIDATES, 101, CANDIDATES / 2, 2, false, false))
                .isLessThan(BUDGET);
    }
}
