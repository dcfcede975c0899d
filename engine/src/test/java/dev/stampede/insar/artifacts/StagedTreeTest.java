package dev.stampede.insar.artifacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stampede.io.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A whole dataset replaced in one step: two old patches and a result give way to one new patch.
class StagedTreeTest {
    @TempDir
    Path root;

    @BeforeEach
    void writeOldDataset() throws IOException {
        write(root.resolve("PATCH_1/ij"), "old 1");
        write(root.resolve("PATCH_2/ij"), "old 2");
        write(root.resolve("patch.list"), "old");
        write(root.resolve("ps2.mat"), "old result");
        write(root.resolve("mine.txt"), "kept");
    }

    private static void write(Path file, String content) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private StagedTree stage(CommitSteps steps) throws IOException {
        var tree = StagedTree.open(root, "prep", steps);
        write(tree.folder().resolve("PATCH_1/ij"), "new 1");
        write(tree.folder().resolve("width.txt"), "new");
        write(tree.folder().resolve("patch.list"), "new");
        return tree;
    }

    private static void commit(StagedTree tree) throws IOException {
        tree.commit("patch.list", List.of("PATCH_1", "PATCH_2", "ps2.mat", "scla2.mat"));
    }

    private TreeMap<String, String> content() throws IOException {
        var content = new TreeMap<String, String>();
        try (var files = Files.walk(root)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                content.put(root.relativize(file).toString(), Files.readString(file));
            }
        }
        return content;
    }

    @Test
    void replacesWholeFoldersAndTakesAwayWhatIsObsolete() throws IOException {
        try (var tree = stage(CommitSteps.NONE)) {
            commit(tree);
        }

        assertThat(content())
                .containsOnlyKeys("PATCH_1/ij", "width.txt", "patch.list", "mine.txt")
                .containsEntry("PATCH_1/ij", "new 1");
        assertThat(root.resolve("PATCH_2")).doesNotExist();
    }

    @Test
    void leavesNoTraceWithoutCommit() throws IOException {
        var before = content();

        stage(CommitSteps.NONE).close();
        var absent = root.resolve("absent");
        StagedTree.open(absent, "prep").close();

        assertThat(content()).isEqualTo(before);
        assertThat(root.resolve(StagedBundle.STAGING)).doesNotExist();
        assertThat(absent).doesNotExist();
    }

    @Test
    void putsEverythingBackWhenAnyStepFails() throws IOException {
        var before = content();
        var names = new ArrayList<String>();
        try (var tree = stage(names::add)) {
            commit(tree);
        }
        int publishing = names.indexOf("publish patch.list");
        assertThat(publishing).isGreaterThan(5);
        for (int failing = 0; failing <= publishing; failing++) {
            Folders.deleteTree(root);
            writeOldDataset();
            int last = failing;
            var count = new int[1];

            assertThatThrownBy(() -> {
                        try (var tree = stage(step -> {
                            if (count[0]++ == last) {
                                throw new IOException("disk full at " + step);
                            }
                        })) {
                            commit(tree);
                        }
                    })
                    .hasMessageContaining("disk full");

            assertThat(content()).as("failure before %s", names.get(failing)).isEqualTo(before);
        }
    }

    @Test
    void refusesToPublishWithoutItsLastEntry() throws IOException {
        try (var tree = StagedTree.open(root, "prep")) {
            write(tree.folder().resolve("width.txt"), "new");

            assertThatThrownBy(() -> tree.commit("patch.list", List.of())).hasMessageContaining("no patch.list");
        }
    }
}
