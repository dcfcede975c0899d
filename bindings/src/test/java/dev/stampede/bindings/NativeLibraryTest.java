package dev.stampede.bindings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every outcome of looking for a library is a value with a reason.
class NativeLibraryTest {
    /// A library of the Java runtime that nothing here uses otherwise.
    private static final Path PREFS = Path.of(System.getProperty("java.home"), "lib", System.mapLibraryName("prefs"));

    private static final String SYMBOL = "Java_java_util_prefs_FileSystemPreferences_chmod";

    @TempDir
    Path folder;

    @AfterEach
    void forget() {
        System.clearProperty("stampede.native.sample.path");
        System.clearProperty("stampede.native.disable");
        System.clearProperty("stampede.native.cache");
    }

    private static NativeSource source(List<String> resources, List<String> system, String... symbols) {
        return new NativeSource("sample", resources, system, List.of(symbols), _ -> 7);
    }

    private static String reason(NativeLibrary library) {
        assertThat(library).isInstanceOf(NativeLibrary.Missing.class);
        return ((NativeLibrary.Missing) library).reason();
    }

    @Test
    void theFileNamedByThePropertyIsLoaded() {
        assumeTrue(Files.isRegularFile(PREFS), "no " + PREFS);
        System.setProperty("stampede.native.sample.path", PREFS.toString());

        var library = NativeLibrary.load(source(List.of(), List.of(), SYMBOL));

        assertThat(library).isInstanceOf(NativeLibrary.Loaded.class);
        var loaded = (NativeLibrary.Loaded) library;
        assertThat(loaded.file()).isEqualTo(PREFS);
        assertThat(loaded.abi()).isEqualTo(7);
        assertThat(loaded.symbols().find(SYMBOL)).isPresent();
    }

    @Test
    void aNamedFileThatDoesNotExistIsNotReplacedByAnother() {
        System.setProperty("stampede.native.sample.path", "/no/such/libsample.so");

        var reason = reason(NativeLibrary.load(source(List.of("x"), List.of(PREFS.toString()), SYMBOL)));

        assertThat(reason).contains("-Dstampede.native.sample.path", "/no/such/libsample.so", "no such file");
    }

    @Test
    void aFileThatIsNoLibraryIsRefused() throws IOException {
        var file = Files.writeString(folder.resolve("libsample.so"), "this is text");
        System.setProperty("stampede.native.sample.path", file.toString());

        assertThat(reason(NativeLibrary.load(source(List.of(), List.of()))))
                .contains(file.toString(), "is no shared library");
    }

    @Test
    void aMissingSymbolIsNamed() {
        assumeTrue(Files.isRegularFile(PREFS), "no " + PREFS);
        System.setProperty("stampede.native.sample.path", PREFS.toString());

        assertThat(reason(NativeLibrary.load(source(List.of(), List.of(), "stampede_abi_version"))))
                .contains(PREFS.toString(), "stampede_abi_version");
    }

    @Test
    void anotherVersionIsRefusedWithBothNumbers() {
        assumeTrue(Files.isRegularFile(PREFS), "no " + PREFS);
        System.setProperty("stampede.native.sample.path", PREFS.toString());
        var source = new NativeSource("sample", List.of(), List.of(), List.of(), _ -> {
            throw new NativeSource.UnsuitableException("speaks ABI 3, needs 4");
        });

        assertThat(reason(NativeLibrary.load(source))).contains("speaks ABI 3, needs 4");
    }

    @Test
    void aDisabledLibraryIsMissing() {
        System.setProperty("stampede.native.disable", "cuda, sample");

        assertThat(reason(NativeLibrary.load(source(List.of(), List.of()))))
                .contains("-Dstampede.native.disable=cuda, sample");
    }

    @Test
    void allPlacesThatWereTriedAreListed() {
        assertThat(reason(NativeLibrary.load(source(List.of("native/none.so"), List.of("libnone.so.1")))))
                .contains("native/none.so", "libnone.so.1");
    }

    @Test
    void unpackedFilesAreNamedByTheirContentAndWrittenOnce() throws IOException {
        System.setProperty("stampede.native.cache", folder.toString());

        var first = NativeCache.file(new byte[] {1, 2, 3}, "libx.so");
        var modified = Files.getLastModifiedTime(first);
        var again = NativeCache.file(new byte[] {1, 2, 3}, "libx.so");
        var other = NativeCache.file(new byte[] {1, 2, 4}, "libx.so");

        assertThat(first).startsWith(folder).hasFileName("libx.so").hasBinaryContent(new byte[] {1, 2, 3});
        assertThat(again).isEqualTo(first);
        assertThat(Files.getLastModifiedTime(again)).isEqualTo(modified);
        assertThat(other).isNotEqualTo(first).hasBinaryContent(new byte[] {1, 2, 4});
        try (var files = Files.list(first.getParent())) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void aDamagedUnpackedFileIsReplaced() throws IOException {
        System.setProperty("stampede.native.cache", folder.toString());
        var file = NativeCache.file(new byte[] {1, 2, 3}, "libx.so");
        Files.write(file, new byte[] {9, 9, 9});

        assertThat(NativeCache.file(new byte[] {1, 2, 3}, "libx.so")).hasBinaryContent(new byte[] {1, 2, 3});
    }

    @Test
    void platformsHaveOneName() {
        assertThat(NativePlatform.of("Linux", "amd64").label()).isEqualTo("linux-x86_64");
        assertThat(NativePlatform.of("Mac OS X", "aarch64").label()).isEqualTo("macosx-arm64");
        assertThat(NativePlatform.of("Windows 11", "amd64").label()).isEqualTo("windows-x86_64");
    }
}
