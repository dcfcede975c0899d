package dev.stampede.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoldersTest {
    @TempDir
    Path folder;

    @Test
    void everythingInAFolderGoesButNotWhatLinksPointTo() throws IOException {
        var kept = Files.createDirectories(folder.resolve("kept"));
        Files.writeString(kept.resolve("own.txt"), "stays");
        var tree = Files.createDirectories(folder.resolve("tree/a/b"));
        Files.writeString(tree.resolve("file"), "goes");
        Files.createSymbolicLink(tree.resolve("link"), kept);
        Files.createSymbolicLink(tree.resolve("dangling"), folder.resolve("nothing"));

        Folders.deleteTree(folder.resolve("tree"));
        Folders.deleteTree(folder.resolve("never there"));

        assertThat(folder.resolve("tree")).doesNotExist();
        assertThat(kept.resolve("own.txt")).hasContent("stays");
    }

    @Test
    void twoMayDeleteOneFolderAtOnce() throws Exception {
        for (int round = 0; round < 20; round++) {
            for (int i = 0; i < 40; i++) {
                Files.writeString(
                        Files.createDirectories(folder.resolve("tree/" + i % 8 + "/" + i))
                                .resolve("f"),
                        "");
            }
            var failures = new CopyOnWriteArrayList<IOException>();
            Runnable deletes = () -> {
                try {
                    Folders.deleteTree(folder.resolve("tree"));
                } catch (IOException e) {
                    failures.add(e);
                }
            };
            var other = Thread.ofPlatform().start(deletes);
            deletes.run();
            other.join();

            assertThat(failures).isEmpty();
            assertThat(folder.resolve("tree")).doesNotExist();
        }
    }
}
