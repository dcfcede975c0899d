package dev.stampede.bindings.hdf5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stampede.bindings.NativeLibrary;
import dev.stampede.bindings.hdf5.generated.Hdf5;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The HDF5 library: its symbols, its lock, its errors.
class Hdf5LibraryTest {
    @TempDir
    Path folder;

    @BeforeEach
    void library() {
        var status = Hdf5Library.status();
        assumeTrue(status instanceof NativeLibrary.Loaded, () -> "no HDF5 library: " + status);
    }

    @Test
    void everyBoundFunctionExistsInTheLibrary() {
        var symbols = ((NativeLibrary.Loaded) Hdf5Library.status()).symbols();
        var bound = Arrays.stream(Hdf5.class.getMethods())
                .map(java.lang.reflect.Method::getName)
                .filter(name -> name.endsWith("$descriptor"))
                .map(name -> name.substring(0, name.indexOf('$')))
                .toList();

        assertThat(bound)
                .hasSizeGreaterThan(50)
                .allMatch(name -> symbols.find(name).isPresent());
    }

    @Test
    void errorsSayWhatTheLibrarySaid() throws Exception {
        var file = Files.writeString(folder.resolve("text.h5"), "not HDF5");

        try (var session = Hdf5Session.begin()) {
            assertThatThrownBy(() -> session.openFile(file))
                    .isInstanceOf(Hdf5Exception.class)
                    .hasMessageContainingAll("cannot open the file", "file signature not found");
        }
    }

    @Test
    void onlyOneSessionRunsAtATime() throws Exception {
        var entered = new CountDownLatch(1);
        Thread other;
        try (var _ = Hdf5Session.begin()) {
            other = Thread.ofPlatform().start(() -> {
                try (var _ = Hdf5Session.begin()) {
                    entered.countDown();
                } catch (Hdf5Exception e) {
                    throw new AssertionError(e);
                }
            });
            assertThat(entered.await(50, TimeUnit.MILLISECONDS)).isFalse();
        }
        assertThat(entered.await(10, TimeUnit.SECONDS)).isTrue();
        other.join();
    }

    @Test
    void releasingClosesWhatWasOpenedSinceTheMark() throws Exception {
        try (var session = Hdf5Session.begin()) {
            session.createFile(folder.resolve("a.h5"), 0);
            int mark = session.mark();
            session.createGroup(session.createFile(folder.resolve("b.h5"), 512), "g");

            session.release(mark);

            assertThat(session.mark()).isEqualTo(mark);
        }
        assertThat(Files.size(folder.resolve("b.h5"))).isGreaterThan(512);
    }
}
