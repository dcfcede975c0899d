package dev.stampede.insar.artifacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.stampede.io.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A bundle is old or new, whatever step of its publication fails or is the last one of a killed process.
class PublicationTest {
    /// Stands for the end of the process: nothing after it runs.
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    private static final Map<String, String> OLD = new TreeMap<>(Map.of(
            "PATCH_1/pm1.mat", "old pm",
            "PATCH_1/psver.mat", "old version",
            "PATCH_1/select1.mat", "old selection",
            "PATCH_1/mine.txt", "mine",
            "scn2.mat", "old noise",
            "ps2.mat", "old merge"));

    private static final Map<String, String> NEW = new TreeMap<>(Map.of(
            "PATCH_1/pm1.mat", "new pm",
            "PATCH_1/psver.mat", "new version",
            "PATCH_1/extra.mat", "new extra",
            "PATCH_1/mine.txt", "mine"));

    private static final List<String> RETIRED = List.of("scn2.mat", "ps2.mat", "PATCH_1/select1.mat");

    @TempDir
    Path temp;

    private Path root;

    @BeforeEach
    void oldBundle() throws IOException {
        reset();
    }

    private void reset() throws IOException {
        root = temp.resolve("scene");
        Folders.deleteTree(root);
        Files.createDirectories(root.resolve("PATCH_1"));
        for (var file : OLD.entrySet()) {
            Files.writeString(root.resolve(file.getKey()), file.getValue());
        }
    }

    private void publish(CommitSteps steps) throws IOException {
        var folder = root.resolve("PATCH_1");
        try (var bundle = StagedBundle.open(root, folder, 2, steps)) {
            for (var file : NEW.entrySet()) {
                if (!file.getKey().endsWith("mine.txt")) {
                    bundle.text(Path.of(file.getKey()).getFileName().toString(), file.getValue());
                }
            }
            var record = JsonNodeFactory.instance.objectNode().put("key", "PATCH_1/stage2");
            bundle.commit("pm1", RETIRED, record, new ProvenanceStore(root));
        }
    }

    private Map<String, String> content() throws IOException {
        var content = new TreeMap<String, String>();
        try (var files = Files.walk(root)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var name = root.relativize(file).toString();
                if (!name.startsWith(".stampede/")) {
                    content.put(name, Files.readString(file));
                }
            }
        }
        return content;
    }

    private boolean recorded() {
        return new ProvenanceStore(root).find("PATCH_1/stage2").isPresent();
    }

    private List<String> steps() throws IOException {
        var steps = new ArrayList<String>();
        publish(steps::add);
        reset();
        return steps;
    }

    private static CommitSteps at(int index, RuntimeException failure, Error death) {
        var count = new int[1];
        return step -> {
            if (count[0]++ == index) {
                if (death != null) {
                    throw death;
                }
                throw failure;
            }
        };
    }

    @Test
    void publishesRetiresAndRecordsMarkerFirstOutAndLastIn() throws IOException {
        var order = new ArrayList<String>();

        publish(order::add);

        assertThat(content()).isEqualTo(NEW);
        assertThat(recorded()).isTrue();
        var moves = order.stream().filter(s -> s.startsWith("move ")).toList();
        assertThat(moves.getFirst()).startsWith("move PATCH_1/pm1.mat");
        var published = order.stream().filter(s -> s.startsWith("publish ")).toList();
        assertThat(published.getLast()).isEqualTo("publish PATCH_1/pm1.mat");
        assertThat(order.subList(order.indexOf("publish PATCH_1/pm1.mat") + 1, order.size()))
                .containsExactly("record", "clear");
    }

    @Test
    void aFailureAtAnyStepLeavesTheOldBundleAndNothingElse() throws IOException {
        var steps = steps();
        int committed = steps.indexOf("record");

        for (int i = 0; i < committed; i++) {
            int step = i;
            assertThatThrownBy(() -> publish(at(step, new IllegalStateException("disk on fire"), null)))
                    .hasMessageContaining("disk on fire");
            assertThat(content()).as("after failing at " + steps.get(i)).isEqualTo(OLD);
            assertThat(root.resolve("PATCH_1").resolve(StagedBundle.STAGING)).doesNotExist();
            reset();
        }
    }

    @Test
    void aProcessKilledAtAnyStepLeavesTheOldOrTheNewBundleAfterRecovery() throws IOException {
        var steps = steps();
        int committed = steps.indexOf("record");

        for (int i = 0; i < steps.size(); i++) {
            int step = i;
            assertThatThrownBy(() -> publish(at(step, null, new Killed()))).isInstanceOf(Killed.class);

            Recovery.run(root, new ProvenanceStore(root));

            boolean isNew = i >= committed;
            assertThat(content()).as("killed at " + steps.get(i)).isEqualTo(isNew ? NEW : OLD);
            assertThat(recorded()).as("killed at " + steps.get(i)).isEqualTo(isNew);
            assertThat(Recovery.isNeeded(root)).isFalse();
            reset();
        }
    }

    @Test
    void recoveryMayBeKilledItself() throws IOException {
        var steps = steps();
        for (int i = 0; i < steps.size(); i++) {
            for (int j = 0; ; j++) {
                int step = i;
                int inRecovery = j;
                assertThatThrownBy(() -> publish(at(step, null, new Killed()))).isInstanceOf(Killed.class);
                boolean killedAgain = false;
                try {
                    Recovery.run(root, new ProvenanceStore(root), at(inRecovery, null, new Killed()));
                } catch (Killed e) {
                    killedAgain = true;
                }

                Recovery.run(root, new ProvenanceStore(root));

                boolean isNew = i >= steps.indexOf("record");
                assertThat(content())
                        .as("killed at " + steps.get(i) + ", then in recovery at step " + j)
                        .isEqualTo(isNew ? NEW : OLD);
                reset();
                if (!killedAgain) {
                    break;
                }
            }
        }
    }

    @Test
    void whileABundleIsHalfPublishedItsMarkerIsNotThere() throws IOException {
        var steps = steps();
        int first = steps.indexOf("journal") + 2;
        int last = steps.indexOf("publish PATCH_1/pm1.mat");

        for (int i = first; i <= last; i++) {
            int step = i;
            assertThatThrownBy(() -> publish(at(step, null, new Killed()))).isInstanceOf(Killed.class);
            assertThat(root.resolve("PATCH_1/pm1.mat")).as(steps.get(i)).doesNotExist();
            reset();
        }
    }

    @Test
    void aFailedUndoKeepsTheStagingAndSaysSo() throws IOException {
        var steps = steps();
        int publishing = steps.indexOf("publish PATCH_1/psver.mat");
        var count = new int[1];

        assertThatThrownBy(() -> publish(step -> {
                    if (count[0]++ >= publishing) {
                        throw new IOException("no space");
                    }
                }))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("could not all be put back")
                .hasMessageContaining(StagedBundle.STAGING);
        Recovery.run(root, new ProvenanceStore(root));
        assertThat(content()).isEqualTo(OLD);
    }

    @Test
    void stagedFilesOfAKilledStageAreThrownAway() throws IOException {
        var bundle = StagedBundle.open(root, root.resolve("PATCH_1"), 3);
        bundle.text("select1.mat", "half");
        Files.writeString(root.resolve(".parms.mat.123-abc" + DurableFiles.TEMPORARY_SUFFIX), "half");

        assertThat(Recovery.isNeeded(root)).isTrue();
        var notes = Recovery.run(root, new ProvenanceStore(root));

        assertThat(notes).isEmpty();
        assertThat(content()).isEqualTo(OLD);
        assertThat(root.resolve("PATCH_1").resolve(StagedBundle.STAGING)).doesNotExist();
    }
}
