package dev.stampede.mosaic.resume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stampede.runtime.UsageException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLockTest {
    private static final String NAME = "lock";

    @TempDir
    Path folder;

    /// Takes a folder, says whether it got it, and keeps it until its input ends.
    public static final class Other {
        public static void main(String[] arguments) throws IOException {
            try (var _ = FolderLock.take(Path.of(arguments[0]), NAME, "output")) {
                System.out.println("held");
                System.in.read();
            } catch (UsageException inUse) {
                System.out.println(inUse.getMessage());
            }
        }
    }

    private Process other() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Other.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private String answerOfAnotherProcess() throws Exception {
        var other = other();
        other.outputWriter().close();
        var answer = other.inputReader().readLine();
        assertThat(other.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return answer;
    }

    /// A process loses its locks on a file when it closes any descriptor of it.
    @Test
    void anotherProcessIsRefusedAlsoAfterThisOneHasTriedAgain() throws Exception {
        try (var _ = FolderLock.take(folder, NAME, "output")) {
            assertThat(answerOfAnotherProcess()).contains("is in use by another run with the same output");

            assertThatThrownBy(() -> FolderLock.take(folder, NAME, "output"))
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining("is in use by another run with the same output");

            assertThat(answerOfAnotherProcess()).contains("is in use by another run with the same output");
        }
        assertThat(answerOfAnotherProcess()).isEqualTo("held");
    }

    @Test
    void aFolderOfAnotherProcessIsRefusedAndOfADeadOneTaken() throws Exception {
        var other = other();
        assertThat(other.inputReader().readLine()).isEqualTo("held");
        assertThatThrownBy(() -> FolderLock.take(folder, NAME, "output")).isInstanceOf(UsageException.class);

        other.destroyForcibly().waitFor();

        var lock = FolderLock.take(folder, NAME, "output");
        lock.remove();
        assertThat(folder.resolve(NAME)).doesNotExist();
    }
}
