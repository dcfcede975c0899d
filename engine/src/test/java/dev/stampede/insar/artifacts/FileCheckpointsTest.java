package dev.stampede.insar.artifacts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.io.mat.Mat;
import dev.stampede.io.mat.MatArray;
import dev.stampede.io.mat.MatValue;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileCheckpointsTest {
    @TempDir
    Path root;

    private final List<String> notes = new ArrayList<>();
    private FileCheckpoints checkpoints;

    @BeforeEach
    void open() {
        checkpoints = new FileCheckpoints(root, "stage2", "PATCH_1", notes::add);
    }

    private static SequencedMap<String, MatValue> state(double value) {
        var variables = new LinkedHashMap<String, MatValue>();
        variables.put("K", Mat.column(value, value + 1));
        variables.put("i_loop", Mat.scalar(value));
        return variables;
    }

    private Path folder() {
        return root.resolve(".stampede/checkpoints/stage2/PATCH_1");
    }

    private Path data() throws IOException {
        try (var files = Files.list(folder())) {
            return files.filter(f -> f.toString().endsWith(".mat")).findFirst().orElseThrow();
        }
    }

    private List<Double> loaded(String fingerprint) {
        try (var arena = Arena.ofConfined()) {
            return checkpoints
                    .load(arena, "iteration", fingerprint)
                    .map(v -> List.of(
                            ((MatArray) v.get("K")).get(0),
                            ((MatArray) v.get("K")).get(1),
                            ((MatArray) v.get("i_loop")).scalar()))
                    .orElse(List.of());
        }
    }

    @Test
    void returnsTheLastStateSaved() throws IOException {
        assertThat(loaded("f")).isEmpty();

        checkpoints.save("iteration", "f", state(1));
        checkpoints.save("iteration", "f", state(2));

        assertThat(loaded("f")).containsExactly(2.0, 3.0, 2.0);
        assertThat(folder().toFile().list()).as("one state and its index").hasSize(2);
        assertThat(notes).isEmpty();
    }

    @Test
    void otherInputsAreIgnoredWithANote() throws IOException {
        checkpoints.save("iteration", "f", state(1));

        assertThat(loaded("g")).isEmpty();
        assertThat(notes).singleElement().asString().contains("other inputs");
    }

    @Test
    void truncatedFlippedAndMissingDataAreIgnoredWithANote() throws IOException {
        checkpoints.save("iteration", "f", state(1));
        var whole = Files.readAllBytes(data());

        Files.write(data(), java.util.Arrays.copyOf(whole, whole.length / 2));
        assertThat(loaded("f")).isEmpty();

        var flipped = whole.clone();
        flipped[whole.length - 20] ^= 4;
        Files.write(data(), flipped);
        assertThat(loaded("f")).isEmpty();

        Files.delete(data());
        assertThat(loaded("f")).isEmpty();

        assertThat(notes).hasSize(3).allMatch(note -> note.contains("not used"));
        checkpoints.save("iteration", "f", state(5));
        assertThat(loaded("f")).containsExactly(5.0, 6.0, 5.0);
    }

    @Test
    void aDamagedIndexIsIgnoredAndReplaced() throws IOException {
        checkpoints.save("iteration", "f", state(1));
        for (var damage : List.of("", "{", "{\"fingerprint\":\"f\",\"file\":\"../../x\",\"sha256\":\"\"}", "[]")) {
            Files.writeString(folder().resolve("iteration.json"), damage);
            assertThat(loaded("f")).as(damage).isEmpty();
        }

        checkpoints.save("iteration", "f", state(3));

        assertThat(loaded("f")).containsExactly(3.0, 4.0, 3.0);
    }

    @Test
    void severalThreadsMaySave() {
        try (var workers = new dev.stampede.runtime.Workers(4)) {
            workers.forEach(40, (from, to) -> checkpoints.save("ifg" + from, "f", state(from)));
        }
        try (var arena = Arena.ofConfined()) {
            for (int i = 0; i < 40; i++) {
                var value =
                        checkpoints.load(arena, "ifg" + i, "f").orElseThrow().get("i_loop");
                assertThat(((MatArray) value).scalar()).isEqualTo(i);
            }
        }
    }

    @Test
    void clearingRemovesEverythingAndEmptyParents() throws IOException {
        var other = new FileCheckpoints(root, "stage2", "PATCH_2", notes::add);
        checkpoints.save("iteration", "f", state(1));
        other.save("iteration", "f", state(1));

        checkpoints.clear();
        assertThat(folder()).doesNotExist();
        assertThat(folder().getParent()).exists();
        other.clear();
        checkpoints.clear();

        assertThat(root.resolve(".stampede/checkpoints")).doesNotExist();
    }
}
