package dev.stampede.insar.artifacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stampede.runtime.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetLockTest {
    @TempDir
    Path root;

    /// Takes the lock of the dataset given, says so, and holds it until it is killed or its input ends.
    public static final class Holder {
        public static void main(String[] arguments) throws IOException {
            try (var lock = DatasetLock.acquire(Path.of(arguments[0]), "test")) {
                System.out.println(lock.note().orElse("held"));
                System.in.read();
            }
        }
    }

    private Process hold() throws IOException {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        root.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(process.inputReader().readLine()).isEqualTo("held");
        return process;
    }

    @Test
    void aSecondCommandIsRefusedWithProcessAndHost() throws Exception {
        var holder = hold();
        try {
            assertThatThrownBy(() -> DatasetLock.acquire(root, "run"))
                    .isInstanceOf(DatasetLockedException.class)
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining("process " + holder.pid() + " on ")
                    .hasMessageContaining("(test, since");
        } finally {
            holder.outputWriter().close();
            holder.waitFor();
        }
        try (var lock = DatasetLock.acquire(root, "run")) {
            assertThat(lock.note()).isEmpty();
        }
    }

    @Test
    void theLockOfADeadOwnerIsTakenOver() throws Exception {
        var holder = hold();
        holder.destroyForcibly().waitFor();

        try (var lock = DatasetLock.acquire(root, "run")) {
            assertThat(lock.note())
                    .hasValueSatisfying(note ->
                            assertThat(note).contains("process " + holder.pid()).contains("is gone"));
        }
    }

    @Test
    void oneProcessCannotTakeItTwiceAndKeepsItAfterTrying() throws Exception {
        try (var lock = DatasetLock.acquire(root, "run")) {
            assertThat(lock.note()).isEmpty();
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> DatasetLock.acquire(root, "run")).isInstanceOf(DatasetLockedException.class);
            }
            var other = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            Holder.class.getName(),
                            root.toString())
                    .start();
            assertThat(other.waitFor()).as("another process is refused still").isNotZero();
        }
        DatasetLock.acquire(root, "run").close();
    }

    @Test
    void refusesWhatIsNotThereOrCannotBeWritten() throws IOException {
        assertThatThrownBy(() -> DatasetLock.acquire(root.resolve("absent"), "run"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("does not exist");

        Files.writeString(root.resolve(".stampede"), "a file where a folder should be");
        for (var attempt : List.of(1, 2)) {
            assertThatThrownBy(() -> DatasetLock.acquire(root, "run"))
                    .as("attempt " + attempt)
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining("cannot be written");
        }
    }
}
