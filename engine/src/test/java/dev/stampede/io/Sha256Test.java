package dev.stampede.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Sha256Test {
    @TempDir
    Path folder;

    /// The one-block example of FIPS 180-2, and the digest of nothing.
    @Test
    void textsHaveTheDigestsOfTheStandard() {
        assertThat(Sha256.ofText("abc")).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(Sha256.ofText("")).isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    @Test
    void filesHaveThatOfTheirContentWhateverTheirSize() throws Exception {
        var file = folder.resolve("content");
        for (int size : new int[] {0, 1, 511, 512, 1 << 16, (1 << 16) + 1, 200_000}) {
            var content = new byte[size];
            new Random(size).nextBytes(content);
            Files.write(file, content);

            assertThat(Sha256.ofFile(file))
                    .isEqualTo(HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(content)));
        }
    }

    @Test
    void aFolderIsRefused() throws IOException {
        assertThatThrownBy(() -> Sha256.ofFile(folder))
                .isInstanceOf(FileSystemException.class)
                .hasMessageContaining("is a folder, expected a file");
    }
}
