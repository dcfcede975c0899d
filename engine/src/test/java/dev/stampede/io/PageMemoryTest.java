package dev.stampede.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PageMemoryTest {
    private static final long BYTES = (1 << 20) - 64;

    @Test
    void threadsGetMemoryOfTheirOwnAndItIsZero() {
        try (var arena = Arena.ofShared()) {
            var pages = PageMemory.in(arena);

            var parts = IntStream.range(0, 400)
                    .parallel()
                    .mapToObj(i -> pages.allocate(BYTES, 64))
                    .sorted(Comparator.comparingLong(MemorySegment::address))
                    .toList();

            for (int i = 0; i < parts.size(); i++) {
                var part = parts.get(i);
                assertThat(part.byteSize()).isEqualTo(BYTES);
                assertThat(part.address() % 64).isZero();
                assertThat(part.get(java.lang.foreign.ValueLayout.JAVA_LONG, BYTES - 8))
                        .isZero();
                if (i > 0) {
                    assertThat(part.address()).isGreaterThanOrEqualTo(parts.get(i - 1).address() + BYTES);
                }
            }
        }
    }
}
