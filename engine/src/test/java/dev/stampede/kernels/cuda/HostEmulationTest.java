package dev.stampede.kernels.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stampede.bindings.cuda.CudaException;
import dev.stampede.bindings.cuda.HostEmulation;
import dev.stampede.insar.pipeline.config.Backends;
import dev.stampede.kernels.Backend;
import dev.stampede.kernels.CudaKernels;
import dev.stampede.kernels.KernelUnavailableException;
import dev.stampede.kernels.TestKernels;
import dev.stampede.memory.FloatMatrix;
import java.lang.foreign.Arena;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The same bits whatever the order of threads and however ranges are cut, and mistakes that are told.
class HostEmulationTest {
    @BeforeEach
    void needsTheLibrary() {
        TestKernels.assumeEmulation();
    }

    @AfterEach
    void forget() {
        TestKernels.endEmulation();
    }

    private static Map<String, String> checksums(String order, long maxBytes) {
        CudaKernels.configure(new CudaKernels.Settings(1, 0));
        TestKernels.emulate(order, maxBytes);
        return CudaWorkload.checksums(Backend.CUDA);
    }

    /// The smallest budget lets hardly more through than the largest single piece of the work.
    @ParameterizedTest
    @CsvSource({"backwards, 0", "shuffled, 0", "true, 12000000", "backwards, 5900000"})
    void resultsDependNeitherOnTheOrderOfThreadsNorOnTheBudget(String order, long maxBytes) {
        var expected = checksums("true", 0);

        assertThat(checksums(order, maxBytes)).isEqualTo(expected);
    }

    @Test
    void anEmulatedDeviceIsAvailableButNoDeviceAndNeverTakenByItself() {
        TestKernels.emulate("true", 0);

        assertThat(Backends.availability().get(Backend.CUDA).available()).isTrue();
        assertThat(Backends.device()).isEmpty();
    }

    @Test
    void aBudgetTooSmallForOnePieceIsRefusedWithBothNumbers() {
        TestKernels.emulate("true", 140_000);

        assertThatThrownBy(() -> CudaWorkload.checksums(Backend.CUDA))
                .isInstanceOf(KernelUnavailableException.class)
                .hasMessageContaining("backend cuda")
                .hasMessageContaining("runtime.gpu.max_memory_bytes leaves 1116 for each of 8");
    }

    @Test
    void aThousandCallsTakeNoMoreMemoryThanTheFirst() {
        try (var launcher = HostEmulation.open(HostEmulation.Order.FORWARDS);
                var pool = new CudaPool(launcher, 1 << 20, 1);
                var arena = Arena.ofConfined()) {
            var in = FloatMatrix.allocate(arena, 1000, 3);
            var out = FloatMatrix.allocate(arena, 1000, 3);
            for (long i = 0; i < in.size(); i++) {
                in.set(i, i);
            }
            copy(pool, in, out);
            long free = launcher.freeBytes();

            for (int i = 0; i < 1000; i++) {
                copy(pool, in, out);
            }

            assertThat(launcher.freeBytes()).isEqualTo(free);
            assertThat(out.toArray()).isEqualTo(in.toArray());
        }
    }

    /// Takes rows to the device and back: `K b` with K = 1.
    private static void copy(CudaPool pool, FloatMatrix in, FloatMatrix out) {
        pool.forChunks("copy", 0, in.rows(), ChunkSize.of(12, 32), (chunk, from, to) -> {
            var ones = new double[to - from];
            java.util.Arrays.fill(ones, 1);
            chunk.launchThreads(
                    "scla_phase",
                    to - from,
                    chunk.arguments()
                            .at(chunk.in(ones))
                            .at(chunk.in(in, from, to))
                            .at(chunk.in(new int[] {0, 1, 2}))
                            .at(chunk.out(out, from, to))
                            .whole(to - from)
                            .whole(3));
        });
    }

    @Test
    void closingGivesAllMemoryBack() {
        try (var launcher = HostEmulation.open(HostEmulation.Order.FORWARDS);
                var arena = Arena.ofConfined()) {
            long free = launcher.freeBytes();
            var matrix = FloatMatrix.allocate(arena, 10, 3);
            var pool = new CudaPool(launcher, 1 << 20, 1);
            copy(pool, matrix, matrix);
            assertThat(launcher.freeBytes()).isLessThan(free);

            pool.close();

            assertThat(launcher.freeBytes()).isEqualTo(free);
            assertThatThrownBy(() -> copy(pool, matrix, matrix)).hasMessageContaining("is closed");
        }
    }

    @Test
    void mistakesOfAnAdaptorAreTold() {
        var pool = TestKernels.pool(HostEmulation.Order.FORWARDS, 1 << 20);

        assertThatThrownBy(() -> pool.forChunks(
                        "x",
                        0,
                        1,
                        ChunkSize.of(0, 8),
                        (chunk, _, _) -> chunk.launchThreads(
                                "no_such_kernel", 1, chunk.arguments().whole(1))))
                .isInstanceOf(CudaException.class)
                .hasMessageContaining("there is no kernel no_such_kernel");
        assertThatThrownBy(() -> pool.forChunks(
                        "x",
                        0,
                        1,
                        ChunkSize.of(0, 8),
                        (chunk, _, _) -> chunk.launchThreads(
                                "scla_phase", 1, chunk.arguments().whole(1))))
                .isInstanceOf(CudaException.class)
                .hasMessageContaining("8 bytes of arguments, needs 48");
        assertThatThrownBy(() -> pool.forChunks("x", 0, 1, ChunkSize.of(0, 8), (chunk, _, _) -> chunk.scratch(1 << 20)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("asks for more device memory");
    }

    @Test
    void aKernelThatWritesBeyondItsResultIsCaught() {
        var pool = TestKernels.pool(HostEmulation.Order.FORWARDS, 1 << 20);

        assertThatThrownBy(() -> pool.forChunks("x", 0, 4, ChunkSize.of(16, 64), (chunk, _, _) -> {
                    long k = chunk.in(new double[4]);
                    long baseline = chunk.in(new float[4]);
                    long column = chunk.in(new int[] {0});
                    long tooShort = chunk.out(4 * 3, _ -> {});
                    chunk.launchThreads(
                            "scla_phase",
                            4,
                            chunk.arguments()
                                    .at(k)
                                    .at(baseline)
                                    .at(column)
                                    .at(tooShort)
                                    .whole(4)
                                    .whole(1));
                }))
                .isInstanceOf(CudaException.class)
                .hasMessageContaining("wrote beyond its results");
    }
}
