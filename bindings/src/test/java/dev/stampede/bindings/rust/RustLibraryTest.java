package dev.stampede.bindings.rust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stampede.bindings.NativeLibrary;
import dev.stampede.bindings.rust.generated.StampedeKernels;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The header, the generated bindings and the library agree, and a library that is not the right one is
/// refused by name. Skipped where no library was built.
class RustLibraryTest {
    private static final String PATH = "stampede.native.rust.path";

    @TempDir
    Path folder;

    @AfterEach
    void forget() {
        System.clearProperty(PATH);
        System.clearProperty("stampede.native.disable");
    }

    private static NativeLibrary.Loaded library() {
        var status = RustLibrary.status();
        assumeTrue(
                status instanceof NativeLibrary.Loaded,
                () -> "no native kernels: " + ((NativeLibrary.Missing) status).reason());
        return (NativeLibrary.Loaded) status;
    }

    @Test
    void headerBindingsAndLibraryListTheSameFunctions() throws IOException {
        var header = Files.readString(header());
        var declared = Pattern.compile("\\b(stampede_\\w+)\\(")
                .matcher(header.replaceAll("(?s)/\\*.*?\\*/", ""))
                .results()
                .map(match -> match.group(1))
                .sorted()
                .toList();

        assertThat(RustLibrary.functions()).isEqualTo(declared);
        var symbols = library().symbols();
        assertThat(declared).allSatisfy(name -> assertThat(symbols.find(name)).isPresent());
    }

    @Test
    void theLibrarySpeaksTheVersionOfTheHeader() {
        assertThat(library().abi()).isEqualTo(StampedeKernels.STAMPEDE_KERNELS_ABI_VERSION());
    }

    @Test
    void theEightKernelsOfTheConfigurationFilesExist() {
        assertThat(RustLibrary.functions())
                .contains(
                        "stampede_stage2_grid_accumulate",
                        "stampede_stage2_histogram",
                        "stampede_stage2_topofit",
                        "stampede_stage2_topofit_row_invariant",
                        "stampede_stage2_topofit_coh_row_invariant",
                        "stampede_stage4_edge_stats",
                        "stampede_stage7_scla",
                        "stampede_stage8_edge_noise");
    }

    @Test
    void anInstructionSetCanBeForcedAndUnknownOnesAreRefused() {
        library();

        RustLibrary.forceIsa("baseline");
        var forced = RustLibrary.activeIsa();
        RustLibrary.forceIsa("");

        assertThat(forced).isIn("sse2", "neon", "baseline");
        assertThatThrownBy(() -> RustLibrary.forceIsa("mmx"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("mmx");
    }

    @Test
    void argumentsThatCannotBeRightAreRefusedWithTheirName() {
        library();
        var none = MemorySegment.NULL;

        int status = StampedeKernels.stampede_stage2_topofit_coh_row_invariant(none, none, none, 4, 3, 2, none, 0, 4);

        assertThat(status).isEqualTo(StampedeKernels.STAMPEDE_INVALID());
        assertThat(RustLibrary.failure("topofit", status))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("topofit: coherence is null");
    }

    @Test
    void rangesOutsideAreRefused() {
        library();
        var none = MemorySegment.NULL;

        int status = StampedeKernels.stampede_stage2_topofit_coh_row_invariant(none, none, none, 4, 3, 2, none, 2, 5);

        assertThat(RustLibrary.failure("topofit", status)).hasMessage("topofit: range [2, 5) of 4");
    }

    @Test
    void aDisabledLibraryIsMissing() {
        System.setProperty("stampede.native.disable", "rust");

        assertThat(reason(NativeLibrary.load(RustLibrary.source()))).contains("-Dstampede.native.disable=rust");
    }

    @Test
    void aNamedFileThatIsNotThereIsNotReplacedByThePackedOne() {
        assertThat(refusal(folder.resolve("libnone.so"))).contains("-D" + PATH, "libnone.so", "no such file");
    }

    @Test
    void aFileOfTextIsRefused() throws IOException {
        assertThat(refusal(Files.writeString(folder.resolve("libtext.so"), "not a library")))
                .contains("libtext.so", "is no shared library");
    }

    @Test
    void aTruncatedLibraryIsRefused() throws IOException {
        assumeTrue(System.getProperty("os.name").equals("Linux"), "the format of Linux");
        byte[] whole = Files.readAllBytes(library().file());

        for (int length : new int[] {20, 63, 1000, whole.length / 2}) {
            var file = Files.write(folder.resolve("libcut" + length + ".so"), Arrays.copyOf(whole, length));

            assertThat(refusal(file)).contains(file.toString(), "is cut off");
        }
    }

    @Test
    void aLibraryWithoutVersionIsRefused() throws IOException {
        var file = patched("libunversioned.so", "stampede_kernels_abi_version");

        assertThat(refusal(file)).contains("has no function stampede_kernels_abi_version");
    }

    @Test
    void aLibraryThatLacksAKernelIsRefused() throws IOException {
        var file = patched("libpartial.so", "stampede_stage7_scla_phase");

        assertThat(refusal(file)).contains("has no function stampede_stage7_scla_phase");
    }

    @Test
    void aLibraryOfAnotherVersionIsRefusedWithBothNumbersBeforeAnythingElseIsLookedFor() throws IOException {
        assumeTrue(System.getProperty("os.arch").equals("amd64"), "the instruction that is changed is of x86-64");
        byte[] content = Files.readAllBytes(patched("libolder.so", "stampede_stage7_scla_phase"));
        // mov eax, 1; ret
        byte[] version = {(byte) 0xb8, 1, 0, 0, 0, (byte) 0xc3};
        for (int at = indexOf(content, version, 0); at >= 0; at = indexOf(content, version, at + 1)) {
            content[at + 1] = 77;
        }
        var file = Files.write(folder.resolve("libother.so"), content);

        assertThat(refusal(file))
                .contains("speaks ABI 77, this program needs 1")
                .doesNotContain("scla_phase");
    }

    /// The library with the name of one function changed.
    private Path patched(String name, String function) throws IOException {
        byte[] content = Files.readAllBytes(library().file());
        byte[] needle = ("\0" + function + "\0").getBytes(StandardCharsets.US_ASCII);
        int count = 0;
        for (int at = indexOf(content, needle, 0); at >= 0; at = indexOf(content, needle, at + 1)) {
            content[at + 1] = 'X';
            count++;
        }
        assertThat(count).as("places where " + function + " is named").isPositive();
        return Files.write(folder.resolve(name), content);
    }

    private static int indexOf(byte[] content, byte[] needle, int from) {
        for (int at = from; at + needle.length <= content.length; at++) {
            if (Arrays.equals(content, at, at + needle.length, needle, 0, needle.length)) {
                return at;
            }
        }
        return -1;
    }

    private static String refusal(Path file) {
        System.setProperty(PATH, file.toString());
        return reason(NativeLibrary.load(RustLibrary.source()));
    }

    private static String reason(NativeLibrary library) {
        assertThat(library).isInstanceOf(NativeLibrary.Missing.class);
        return ((NativeLibrary.Missing) library).reason();
    }

    private static Path header() {
        for (var above = Path.of("").toAbsolutePath(); above != null; above = above.getParent()) {
            for (var candidate : List.of(above, above.resolve("rust-kernels"))) {
                var header = candidate.resolve("include/stampede_kernels.h");
                if (Files.isRegularFile(header)) {
                    return header;
                }
            }
        }
        throw new IllegalStateException("rust-kernels not found");
    }
}
