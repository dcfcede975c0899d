package dev.stampede.insar.unwrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stampede.bindings.snaphu.SnaphuLibrary;
import dev.stampede.golden.Golden;
import dev.stampede.runtime.Cancellation;
import dev.stampede.runtime.Progress;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The external program: its wrapping with stand-in scripts, and the real one where it is installed.
class SnaphuProgramTest {
    @TempDir
    private Path folder;

    private final Arena arena = Arena.ofConfined();

    @AfterEach
    void close() {
        arena.close();
    }

    @Test
    void failureNamesCommandCodeLogAndKeptFolder() throws IOException {
        var program = script("echo costs look wrong; exit 3");

        assertThatThrownBy(() -> run(program, new Cancellation()))
                .isInstanceOf(UnwrapException.class)
                .hasMessageContaining("-d -f snaphu.conf 5")
                .hasMessageContaining("exit code 3")
                .hasMessageContaining("costs look wrong")
                .hasMessageContaining(folder.toString());
        assertThat(scratchFolders()).hasSize(1);
        assertThat(scratchFolders().getFirst().resolve("snaphu.costinfile")).exists();
    }

    @Test
    void outputOfTheWrongSizeIsAFailure() throws IOException {
        var program = script("echo x > snaphu.out");

        assertThatThrownBy(() -> run(program, new Cancellation()))
                .isInstanceOf(UnwrapException.class)
                .hasMessageContaining("left 2 bytes of output, 80 expected");
    }

    @Test
    void killsTheProgramWhenTimeIsOver() throws IOException {
        var program = script("exec sleep 60");
        var impatient =
                program.with(new SnaphuProgram.Options(Duration.ofMillis(200), Optional.of(folder.resolve("s"))));

        assertThatThrownBy(() -> run(impatient, new Cancellation()))
                .isInstanceOf(UnwrapException.class)
                .hasMessageContaining("did not finish within PT0.2S");
    }

    @Test
    void killsTheProgramWhenCancelledAndLeavesNothing() throws Exception {
        var program = script("exec sleep 60");
        var cancellation = new Cancellation();
        var canceller = Thread.ofVirtual().start(() -> {
            try {
                Thread.sleep(200);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            cancellation.cancel();
        });

        assertThatThrownBy(() -> run(program, cancellation)).isInstanceOf(CancellationException.class);

        canceller.join();
        assertThat(scratchFolders()).isEmpty();
    }

    @Test
    void sayingWhichProgramIsMissingAndWhatToDo() {
        assumeFalse(SnaphuLibrary.isNamed(), "a property names the library of snaphu, which goes before the program");
        assertThatThrownBy(() -> Unwrappers.named("snaphu", "no-such-program"))
                .isInstanceOf(UnwrapException.class)
                .hasMessageContaining("no-such-program")
                .hasMessageContaining("native unwrapper");
        assertThatThrownBy(() -> Unwrappers.named("magic", "snaphu")).hasMessageContaining("magic");
        assertThat(Unwrappers.named("auto", "no-such-program").name()).isEqualTo("native");
    }

    @Test
    void theRealProgramRepeatsItsGoldenOutputBitForBit() throws IOException {
        var program = SnaphuProgram.find("snaphu");
        assumeTrue(program.isPresent(), "the snaphu program is not installed");
        Path fixture = Golden.psSmall().resolve("fixtures/snaphu/ifg01");
        var problem = GoldenFixtureTest.read(arena, fixture);

        var result = new SnaphuUnwrapper(program.get()).unwrap(arena, problem, new Cancellation(), Progress.NONE);

        var expected = MemorySegment.ofArray(Files.readAllBytes(fixture.resolve("snaphu.out")));
        assertThat(Solved.copy(arena, result).phase().mismatch(expected)).isEqualTo(-1);
        assertThat(result.report().conserved()).isTrue();
    }

    @Test
    void theRealProgramCostsWhatTheOwnSolverCosts() {
        var program = SnaphuProgram.find("snaphu");
        assumeTrue(program.isPresent(), "the snaphu program is not installed");
        for (long seed = 0; seed < 5; seed++) {
            var scene = GridScene.of(
                    arena, GridScene.voronoi(40, 45, 0.3, seed), new GridScene.Mix(0.9, 0.03, 0.02, false), seed);

            var own = Solved.of(arena, scene, Solved.CONTRACTED).check(arena, scene, "own");
            var theirs = Solved.of(arena, scene, new SnaphuUnwrapper(program.get()));

            assertThat(theirs.report().conserved()).isTrue();
            assertThat(own.report().totalCost()).isEqualTo(theirs.report().totalCost());
        }
    }

    private void run(SnaphuProgram program, Cancellation cancellation) throws IOException {
        var problem = GridScene.of(arena, GridScene.voronoi(4, 5, 1, 1), new GridScene.Mix(1, 0, 0, false), 1)
                .expand(arena);
        program.run(problem, arena.allocate(80), cancellation);
    }

    private SnaphuProgram script(String body) throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "no /bin/sh");
        Path file = Files.writeString(folder.resolve("program"), "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        return SnaphuProgram.find(file.toString())
                .orElseThrow()
                .with(new SnaphuProgram.Options(Duration.ofMinutes(1), Optional.of(folder.resolve("s"))));
    }

    private List<Path> scratchFolders() throws IOException {
        try (var children = Files.list(folder.resolve("s"))) {
            return children.toList();
        }
    }
}
