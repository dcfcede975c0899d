package dev.stampede.insar.unwrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stampede.bindings.snaphu.SnaphuLibrary;
import dev.stampede.bindings.snaphu.SnaphuSession;
import dev.stampede.runtime.Cancellation;
import dev.stampede.runtime.ProcessUse;
import dev.stampede.runtime.Progress;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// The user's snaphu inside this process: the program's output bit for bit, and nothing that ends the
/// process. Skipped where the library is not there and cannot be built, with the reason.
class SnaphuInProcessTest {
    private final Arena arena = Arena.ofShared();

    @AfterEach
    void release() {
        arena.close();
    }

    static List<Path> fixtures() throws IOException {
        return GoldenFixtureTest.fixtures();
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void repeatsTheOutputOfTheProgramOnRealInputBitForBit(Path fixture) throws IOException {
        var backend = SnaphuBuild.require();
        var problem = GoldenFixtureTest.read(arena, fixture);

        var phase = solve(backend, problem);

        var expected = MemorySegment.ofArray(Files.readAllBytes(fixture.resolve("snaphu.out")));
        assertThat(phase.mismatch(expected)).isEqualTo(-1);
    }

    @ParameterizedTest
    @CsvSource({
        "3, 3, 2.0, 0, 0",
        "3, 90, 1.5, 0.1, 0.05",
        "90, 3, 1.5, 0.1, 0.05",
        "60, 80, 0.6, 0, 0",
        "60, 80, 1.6, 0.2, 0",
        "61, 79, 1.0, 0.05, 0.3",
        "120, 90, 2.5, 0.6, 0.02",
        "250, 200, 1.1, 0, 0.001"
    })
    void repeatsTheProgramOnSyntheticGrids(int rows, int cols, double noise, double free, double masked)
            throws IOException {
        var backend = SnaphuBuild.require();
        var program = program(backend);
        for (long seed = 0; seed < (rows > 100 ? 1 : 4); seed++) {
            var problem = RecordScene.of(arena, rows, cols, new RecordScene.Mix(noise, free, masked), seed);

            assertThat(solve(backend, problem).mismatch(solve(program, problem)))
                    .as("seed " + seed)
                    .isEqualTo(-1);
        }
    }

    @Test
    void repeatsTheProgramOnALargeGrid() throws IOException {
        var backend = SnaphuBuild.require();
        var program = program(backend);
        var problem = RecordScene.of(arena, 700, 900, new RecordScene.Mix(0.7, 0.01, 0.0005), 1);

        assertThat(solve(backend, problem).mismatch(solve(program, problem))).isEqualTo(-1);
    }

    @Test
    void runsOfInterferogramsAgreeWithTheProgramToo() {
        var backend = SnaphuBuild.require();
        var program = program(backend);
        var scene =
                GridScene.of(arena, GridScene.voronoi(40, 45, 0.3, 3), new GridScene.Mix(0.9, 0.03, 0.02, false), 3);

        var inside = Solved.of(arena, scene, new SnaphuUnwrapper(backend));
        var outside = Solved.of(arena, scene, new SnaphuUnwrapper(program));

        assertThat(inside.phase().mismatch(outside.phase())).isEqualTo(-1);
        assertThat(inside.report()).isEqualTo(outside.report());
        assertThat(inside.report().conserved()).isTrue();
    }

    @Test
    void itsOwnFigureOfTheCostIsOurs() throws IOException {
        var backend = SnaphuBuild.require();
        var problem = RecordScene.of(arena, 60, 80, new RecordScene.Mix(1, 0.05, 0.01), 7);
        try (var session = new SnaphuSession(backend.library())) {
            var phase = arena.allocate(4L * 60 * 80, 64);

            var outcome = session.unwrap(60, 80, problem.image(), problem.records(), phase, () -> false);

            assertThat(outcome.status()).isEqualTo(SnaphuSession.Status.DONE);
            assertThat(outcome.totalCost()).isCloseTo(Evaluation.cost(arena, problem, phase), within(0.0));
        }
    }

    @ParameterizedTest
    @CsvSource({"NaN, 0", "0, NaN", "Infinity, 1", "1, -Infinity", "3e38, 3e38"})
    void samplesThatAreNoNumbersAreAnError(float re, float im) {
        var backend = SnaphuBuild.require();
        var problem = RecordScene.of(arena, 20, 30, new RecordScene.Mix(0.3, 0, 0), 1);
        problem.image().set(GridProblem.FLOAT, 8 * 77, re);
        problem.image().set(GridProblem.FLOAT, 8 * 77 + 4, im);

        assertThatThrownBy(() -> solve(backend, problem))
                .isInstanceOf(UnwrapException.class)
                .hasMessageContaining("20 x 30")
                .hasMessageContaining("NaN or infinity");
    }

    @ParameterizedTest
    @CsvSource({"0", "-1", "-32768"})
    void variancesThatAreNotPositiveAreAnError(short sigsq) {
        var backend = SnaphuBuild.require();
        var problem = RecordScene.of(arena, 20, 30, new RecordScene.Mix(0.3, 0, 0), 1);
        problem.records().set(GridProblem.INT16, 8 * 500 + 2, sigsq);

        assertThatThrownBy(() -> solve(backend, problem))
                .isInstanceOf(UnwrapException.class)
                .hasMessageContaining("variance");
    }

    /// The program itself crashes or never ends on most images of two rows or two columns.
    @ParameterizedTest
    @CsvSource({"2, 30", "30, 2", "2, 2"})
    void imagesOfTwoRowsOrColumnsAreAnError(int rows, int cols) {
        var backend = SnaphuBuild.require();
        var problem = RecordScene.of(arena, rows, cols, new RecordScene.Mix(1, 0, 0), 1);

        assertThatThrownBy(() -> solve(backend, problem))
                .isInstanceOf(UnwrapException.class)
                .hasMessageContaining("3 and 32000");
    }

    @Test
    void tooLargeAFlowIsAnErrorInTheSolversWordsAndTheNextCallWorks() throws IOException {
        var backend = SnaphuBuild.require();
        var good = RecordScene.of(arena, 20, 30, new RecordScene.Mix(1, 0, 0), 1);
        var before = solve(backend, good);

        assertThatThrownBy(() -> solve(backend, RecordScene.withTooMuchFlow(arena)))
                .isInstanceOf(UnwrapException.class)
                .hasMessageContaining("3 x 800")
                .hasMessageNotContaining("(no message)");

        assertThat(solve(backend, good).mismatch(before)).isEqualTo(-1);
    }

    @Test
    void maskedEverywhereGivesWhatTheProgramGives() throws IOException {
        var backend = SnaphuBuild.require();
        var program = program(backend);
        var problem = RecordScene.of(arena, 20, 30, new RecordScene.Mix(1, 0, 1), 1);

        assertThat(solve(backend, problem).mismatch(solve(program, problem))).isEqualTo(-1);
    }

    @Test
    void extremeRecordsDoNotEndTheProcess() {
        var backend = SnaphuBuild.require();
        var random = new SplittableRandom(9);
        for (int round = 0; round < 40; round++) {
            var problem = RecordScene.of(arena, 24, 17, new RecordScene.Mix(2, 0.1, 0.1), round);
            for (long at = 0; at < problem.records().byteSize(); at += 2) {
                boolean variance = at % CostRecord.BYTES == 2;
                short any = (short) random.nextInt(Short.MIN_VALUE, Short.MAX_VALUE + 1);
                problem.records().set(GridProblem.INT16, at, variance ? (short) Math.max(1, any & 0x7fff) : any);
            }
            var cancellation = new Cancellation();
            var stop = Thread.ofVirtual().start(() -> cancelAfter(cancellation, 2000));
            try {
                solve(backend, problem, cancellation);
            } catch (UnwrapException | CancellationException | IOException e) {
                assertThat(e).hasMessageNotContaining("(no message)");
            } finally {
                stop.interrupt();
            }
        }
    }

    @Test
    void arraysOfTheWrongSizeNeverReachTheLibrary() {
        var backend = SnaphuBuild.require();
        try (var session = new SnaphuSession(backend.library())) {
            var image = arena.allocate(8 * 20, 8);
            var costs = arena.allocate(8 * GridProblem.pairCount(4, 5), 8);
            var phase = arena.allocate(4 * 20, 8);

            assertThat(session.unwrap(4, 5, image, costs, phase, () -> false).status())
                    .isEqualTo(SnaphuSession.Status.REFUSED);
            assertThatThrownBy(() -> session.unwrap(4, 6, image, costs, phase, () -> false))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("image has 160 bytes");
            assertThatThrownBy(() -> session.unwrap(4, 5, image, costs.asSlice(8), phase, () -> false))
                    .hasMessageContaining("costs has 240 bytes");
            assertThatThrownBy(() -> session.unwrap(4, 5, image, costs, phase.asSlice(4), () -> false))
                    .hasMessageContaining("phase has 76 bytes");
            assertThatThrownBy(() -> session.unwrap(-4, -5, image, costs, phase, () -> false))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(
                            () -> session.unwrap(4, 5, MemorySegment.ofArray(new byte[160]), costs, phase, () -> false))
                    .hasMessageContaining("Java heap");
            assertThat(session.unwrap(
                                    1,
                                    5,
                                    arena.allocate(40, 8),
                                    arena.allocate(8 * 4, 8),
                                    arena.allocate(20, 8),
                                    () -> false)
                            .message())
                    .contains("3 and 32000");
        }
    }

    @Test
    void nothingIsWrittenOutsideTheOutput() {
        var backend = SnaphuBuild.require();
        var problem = RecordScene.of(arena, 33, 21, new RecordScene.Mix(1, 0, 0.1), 4);
        var room = arena.allocate(4L * 33 * 21 + 128, 64).fill((byte) 0x5a);
        try (var session = new SnaphuSession(backend.library())) {
            session.unwrap(33, 21, problem.image(), problem.records(), room.asSlice(64, 4L * 33 * 21), () -> false);
        }

        var canary = arena.allocate(64).fill((byte) 0x5a);
        assertThat(room.asSlice(0, 64).mismatch(canary)).isEqualTo(-1);
        assertThat(room.asSlice(64 + 4L * 33 * 21).mismatch(canary)).isEqualTo(-1);
    }

    @Test
    void aThousandCallsOneInFourRefusedLeaveNothingBehind() throws Exception {
        var backend = SnaphuBuild.require();
        var good = RecordScene.of(arena, 60, 50, new RecordScene.Mix(0.9, 0.02, 0.02), 2);
        var bad = RecordScene.withTooMuchFlow(arena);
        var out = arena.allocate(4L * 60 * 50, 64);
        var badOut = arena.allocate(4L * 3 * 800, 64);
        try (var session = backend.openSession()) {
            // a solve of this size takes about 0.5 MB: a thousand leaks of a tenth of it would show
            ProcessUse.assertNothingIsLeft(40 * 1024, call -> {
                if (call % 4 == 3) {
                    assertThatThrownBy(() -> session.run(bad, badOut, new Cancellation()))
                            .isInstanceOf(UnwrapException.class);
                } else {
                    session.run(good, out, new Cancellation());
                }
            });
        }
    }

    @Test
    void twoThreadsAtOnceGiveTheSerialResult() throws Exception {
        var backend = SnaphuBuild.require();
        var problems = IntStream.range(0, 8)
                .mapToObj(i -> RecordScene.of(arena, 70 + i, 60, new RecordScene.Mix(1.3, 0.05, 0.01), i))
                .toList();
        List<MemorySegment> serial =
                problems.stream().map(p -> unchecked(backend, p)).toList();

        try (var pool = Executors.newFixedThreadPool(2)) {
            List<Callable<MemorySegment>> calls = problems.stream()
                    .map(p -> (Callable<MemorySegment>) () -> solve(backend, p))
                    .toList();
            var parallel = pool.invokeAll(calls);

            for (int i = 0; i < problems.size(); i++) {
                assertThat(parallel.get(i).get().mismatch(serial.get(i))).isEqualTo(-1);
            }
        }
    }

    @Test
    void aCancelledCallEndsSoonAndTheNextOneWorks() throws IOException {
        var backend = SnaphuBuild.require();
        var endless = RecordScene.of(arena, 700, 900, new RecordScene.Mix(2.5, 0.3, 0), 5); // minutes
        var good = RecordScene.of(arena, 20, 30, new RecordScene.Mix(1, 0, 0), 1);
        var before = solve(backend, good);
        var cancellation = new Cancellation();
        long start = System.nanoTime();
        Thread.ofVirtual().start(() -> cancelAfter(cancellation, 700));

        assertThatThrownBy(() -> solve(backend, endless, cancellation)).isInstanceOf(CancellationException.class);

        assertThat((System.nanoTime() - start) / 1e9).isLessThan(20); // generous: other work shares the machine
        assertThat(solve(backend, good).mismatch(before)).isEqualTo(-1);
    }

    @Test
    void aCancelledRunDoesNotStart() {
        var backend = SnaphuBuild.require();
        var cancellation = new Cancellation();
        cancellation.cancel();
        var problem = RecordScene.of(arena, 20, 30, new RecordScene.Mix(1, 0, 0), 1);

        assertThatThrownBy(() -> solve(backend, problem, cancellation)).isInstanceOf(CancellationException.class);
    }

    @Test
    void aSharedLibraryIsUsedInThisProcessAndNeverReplacedByTheProgram() {
        assertThatThrownBy(() -> Unwrappers.named("snaphu", "/no/such/libstampede_snaphu.so"))
                .isInstanceOf(UnwrapException.class)
                .hasMessageContaining("/no/such/libstampede_snaphu.so")
                .hasMessageContaining("make snaphu")
                .hasMessageContaining("native unwrapper");

        var library = SnaphuBuild.require().library().file().toString();
        assertThat(Unwrappers.named("snaphu", library))
                .isInstanceOfSatisfying(
                        SnaphuUnwrapper.class,
                        unwrapper -> assertThat(unwrapper.backend()).isInstanceOf(SnaphuInProcess.class));
    }

    @Test
    void heapArraysAreAcceptedByTheInterfaceForFiles() throws IOException {
        var backend = SnaphuBuild.require();
        var problem = RecordScene.of(arena, 20, 30, new RecordScene.Mix(1, 0, 0), 1);
        var onHeap = new GridProblem(
                20,
                30,
                MemorySegment.ofArray(problem.image().toArray(ValueLayout.JAVA_BYTE)),
                MemorySegment.ofArray(problem.records().toArray(ValueLayout.JAVA_BYTE)));

        var result = new SnaphuUnwrapper(backend).unwrap(arena, onHeap, new Cancellation(), Progress.NONE);

        assertThat(Solved.copy(arena, result).phase().mismatch(solve(backend, problem)))
                .isEqualTo(-1);
    }

    /// The program, when it is there and of the version the library was made from.
    private static SnaphuProgram program(SnaphuInProcess backend) {
        var program = SnaphuProgram.find("snaphu");
        assumeTrue(program.isPresent(), "the snaphu program is not installed");
        var version = "v" + SnaphuLibrary.version(backend.library());
        assumeTrue(
                greeting(program.get().executable()).contains(version),
                "the snaphu program is not " + version + ", which the library was made from");
        return program.get();
    }

    /// What the program prints about itself when it is started without arguments.
    private static String greeting(Path executable) {
        try {
            var process = new ProcessBuilder(executable.toString())
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private MemorySegment unchecked(SnaphuBackend backend, GridProblem problem) {
        try {
            return solve(backend, problem);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private MemorySegment solve(SnaphuBackend backend, GridProblem problem) throws IOException {
        return solve(backend, problem, new Cancellation());
    }

    private MemorySegment solve(SnaphuBackend backend, GridProblem problem, Cancellation cancellation)
            throws IOException {
        var phase = arena.allocate(4L * problem.rows() * problem.cols(), 64);
        try (var session = backend.openSession()) {
            session.run(problem, phase, cancellation);
        }
        return phase;
    }

    private static void cancelAfter(Cancellation cancellation, long millis) {
        try {
            Thread.sleep(millis);
            cancellation.cancel();
        } catch (InterruptedException e) {
            // no longer needed
        }
    }
}
