package dev.stampede.insar.artifacts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.io.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileHashesTest {
    @TempDir
    Path root;

    private static byte[] content(int seed) {
        var bytes = new byte[(1 << 20) + 100];
        new java.util.Random(seed).nextBytes(bytes);
        return bytes;
    }

    private Path old(String name, byte[] content) throws IOException {
        var file = Files.write(root.resolve(name), content);
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2024-05-06T07:08:09.123456Z")));
        return file;
    }

    @Test
    void isTheHashOfTheContent() throws IOException {
        var file = Files.writeString(root.resolve("a"), "abc");
        assertThat(new FileHashes(root).of(file))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void remembersLargeFilesThatDoNotChange() throws IOException {
        var file = old("ph1.mat", content(1));
        var first = new FileHashes(root);
        var hash = first.of(file);
        first.save();
        // The same size, time and identity: a change nobody could see. It shows that the memory is used.
        Files.write(file, content(2));
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2024-05-06T07:08:09.123456Z")));

        assertThat(new FileHashes(root).of(file)).isEqualTo(hash);
    }

    @Test
    void seesEveryOtherChange() throws IOException {
        var file = old("ph1.mat", content(1));
        var hashes = new FileHashes(root);
        var hash = hashes.of(file);

        Files.write(file, content(2));
        assertThat(hashes.of(file)).isNotEqualTo(hash);

        var replaced = old("new", content(3));
        Files.move(replaced, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertThat(hashes.of(file)).isEqualTo(Sha256.ofFile(file));
    }

    @Test
    void smallAndJustWrittenFilesAreAlwaysRead() throws IOException {
        var hashes = new FileHashes(root);
        hashes.of(old("small", new byte[100]));
        var fresh = Files.write(root.resolve("fresh"), content(1));
        Files.setLastModifiedTime(fresh, FileTime.from(Instant.now().plusSeconds(1)));
        hashes.of(fresh);
        hashes.save();

        assertThat(root.resolve(".stampede/hashes.json")).doesNotExist();
    }

    @Test
    void aDamagedMemoryIsEmpty() throws IOException {
        Files.createDirectories(root.resolve(".stampede"));
        Files.writeString(root.resolve(".stampede/hashes.json"), "{\"ph1.mat\": 3");
        var file = old("ph1.mat", content(1));

        assertThat(new FileHashes(root).of(file)).isEqualTo(Sha256.ofFile(file));
    }

    @Test
    void aStagedFileIsRememberedUnderItsFinalName() throws IOException {
        var staged = Files.write(root.resolve("staged"), content(1));
        var hashes = new FileHashes(root);
        var hashed = FileHashes.readStaged(staged);
        var place = root.resolve("pm1.mat");
        Files.move(staged, place);

        hashes.remember(place, hashed);
        hashes.save();

        assertThat(root.resolve(".stampede/hashes.json")).content().contains("pm1.mat", hashed.sha256());
        assertThat(new FileHashes(root).of(place)).isEqualTo(hashed.sha256());
    }
}
