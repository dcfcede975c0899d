package dev.stampede.io.mat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stampede.bindings.NativeLibrary;
import dev.stampede.bindings.hdf5.Hdf5Attributes;
import dev.stampede.bindings.hdf5.Hdf5Data;
import dev.stampede.bindings.hdf5.Hdf5Data.Layout;
import dev.stampede.bindings.hdf5.Hdf5Data.Part;
import dev.stampede.bindings.hdf5.Hdf5Library;
import dev.stampede.bindings.hdf5.Hdf5Session;
import dev.stampede.bindings.hdf5.Hdf5Type;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// HDF5 files of other writers, and what our own look like to them.
class V73FileTest {
    @TempDir
    Path folder;

    private Path file;

    @FunctionalInterface
    private interface Content {
        void write(Hdf5Session session, long file, Hdf5Data data, Hdf5Attributes attributes) throws IOException;
    }

    @BeforeEach
    void library() {
        var status = Hdf5Library.status();
        assumeTrue(status instanceof NativeLibrary.Loaded, () -> "no HDF5 library: " + status);
        file = folder.resolve("other.mat");
    }

    private MatFile written(long userBlock, Content content) throws IOException {
        try (var session = Hdf5Session.begin()) {
            long id = session.createFile(file, userBlock);
            content.write(session, id, new Hdf5Data(session), new Hdf5Attributes(session));
            session.closeFile(id);
        }
        return MatFiles.open(file);
    }

    @Test
    void datasetsWithoutExtentAreEmptyArraysOfTheirClass() throws IOException {
        try (var arena = Arena.ofConfined();
                var mat = written(0, (session, id, data, attributes) -> {
                    long empty = data.create(id, "ph_ramp", Hdf5Type.F32, true, new long[] {0, 0}, Layout.ONE_PIECE);
                    attributes.putText(empty, "MATLAB_class", "single");
                    data.create(id, "unnamed", Hdf5Type.I16, false, new long[] {3, 0}, Layout.ONE_PIECE);
                })) {
            assertThat(mat.format()).isEqualTo(MatFormat.V73);
            assertThat(mat.read(arena, "ph_ramp").describe()).isEqualTo("single [0x0]");
            assertThat(((MatArray) mat.read(arena, "ph_ramp")).isComplex()).isTrue();
            assertThat(mat.read(arena, "unnamed").describe()).isEqualTo("int16 [0x3]");
            assertThat(mat.readColumns(arena, "unnamed", 1, 3).dims()).containsExactly(0, 2);
        }
    }

    @Test
    void storageNarrowerThanItsClassIsWidened() throws IOException {
        try (var arena = Arena.ofConfined();
                var mat = written(512, (session, id, data, attributes) -> {
                    long heading = data.create(id, "heading", Hdf5Type.U8, false, new long[] {2, 1}, Layout.ONE_PIECE);
                    attributes.putText(heading, "MATLAB_class", "double");
                    try (var scratch = Arena.ofConfined()) {
                        var values = scratch.allocateFrom(ValueLayout.JAVA_BYTE, (byte) 193, (byte) 7);
                        data.write(heading, Hdf5Type.U8, Part.WHOLE, null, null, values);
                    }
                })) {
            var heading = (MatArray) mat.read(arena, "heading");

            assertThat(heading.describe()).isEqualTo("double [1x2]");
            assertThat(heading.toDoubles()).containsExactly(193, 7);
        }
    }

    @Test
    void vectorsAndScalarsOfPlainHdf5AreColumns() throws IOException {
        try (var arena = Arena.ofConfined();
                var mat = written(0, (session, id, data, attributes) -> {
                    try (var scratch = Arena.ofConfined()) {
                        long v = data.create(id, "v", Hdf5Type.F64, false, new long[] {3}, Layout.ONE_PIECE);
                        var values = scratch.allocateFrom(ValueLayout.JAVA_DOUBLE, 1, 2, 3);
                        data.write(v, Hdf5Type.F64, Part.WHOLE, null, null, values);
                    }
                })) {
            assertThat(mat.read(arena, "v").dims()).containsExactly(3, 1);
            assertThat(mat.readColumns(arena, "v", 0, 1).toDoubles()).containsExactly(1, 2, 3);
        }
    }

    @Test
    void deflatedAndPlainChunksAndChunkEdgesAreRead() throws IOException {
        try (var arena = Arena.ofConfined()) {
            var half = MatSamples.noise(arena, 200_000, 6);
            // The second half of each plane is noise, the first is constant.
            half.re().asSlice(0, half.size() * 2).fill((byte) 1);
            half.im().asSlice(0, half.size() * 2).fill((byte) 2);
            var tall = MatSamples.counting(arena, 400_003, 3);
            var all = new LinkedHashMap<String, MatValue>();
            all.put("half", half);
            all.put("tall", tall);
            all.put("flat", new MatArray(MatClass.DOUBLE, new long[] {3, 400_003}, tall.re(), null));
            all.put("cube", new MatArray(MatClass.INT16, new long[] {1000, 40, 25}, tall.re(), tall.re()));
            MatFiles.write(file, all, MatFormat.V73);

            try (var mat = MatFiles.open(file)) {
                for (var entry : all.entrySet()) {
                    MatSame.assertSame(entry.getValue(), mat.read(arena, entry.getKey()), entry.getKey());
                }
                var two = mat.readColumns(arena, "half", 2, 5);
                assertThat(two.re().mismatch(half.re().asSlice(2 * 800_000L, 3 * 800_000L)))
                        .isEqualTo(-1);
            }
            assertThat(Files.size(file)).isBetween(5_000_000L, 9_000_000L);
        }
    }

    @Test
    void manyCellsAreRead() throws IOException {
        var cells = IntStream.range(0, 2000)
                .mapToObj(i -> (MatValue) Mat.text("patch_" + i))
                .toList();
        var all = new LinkedHashMap<String, MatValue>();
        all.put("patches", new MatCell(new long[] {2000, 1}, cells));
        MatFiles.write(file, all, MatFormat.V73);

        try (var arena = Arena.ofConfined();
                var mat = MatFiles.open(file)) {
            assertThat(mat.variables()).hasSize(1);
            MatSame.assertSame(all.get("patches"), mat.read(arena, "patches"), "patches");
        }
    }

    @Test
    void theHeaderIsThatOfMatlab() throws IOException {
        var all = new LinkedHashMap<String, MatValue>();
        all.put("x", Mat.scalar(1));
        MatFiles.write(file, all, MatFormat.V73);

        var bytes = Files.readAllBytes(file);

        assertThat(new String(bytes, 0, 19, StandardCharsets.US_ASCII)).isEqualTo("MATLAB 7.3 MAT-file");
        assertThat(bytes[124]).isZero();
        assertThat(bytes[125]).isEqualTo((byte) 2);
        assertThat(new String(bytes, 126, 2, StandardCharsets.US_ASCII)).isEqualTo("IM");
        assertThat(new String(bytes, 513, 3, StandardCharsets.US_ASCII)).isEqualTo("HDF");
        assertThat(bytes[520]).as("superblock version").isZero();
    }

    @Test
    void shapesWithoutDataAreRefusedBeforeMemoryIsTaken() throws IOException {
        var chunked = new Layout(new long[] {1, 1024}, true);
        try (var arena = Arena.ofConfined();
                var mat = written(512, (session, id, data, attributes) -> {
                    long dataset = data.create(id, "huge", Hdf5Type.F64, false, new long[] {1 << 20, 1 << 20}, chunked);
                    attributes.putText(dataset, "MATLAB_class", "double");
                })) {
            assertThatThrownBy(() -> mat.read(arena, "huge"))
                    .isInstanceOf(FormatException.class)
                    .hasMessageContainingAll("other.mat", "huge", "8796093022208 bytes", "0 are stored");
        }
    }

    @Test
    void garbageBehindTheSignatureIsRefused() throws IOException {
        var bytes = new byte[4096];
        System.arraycopy(MatHeader.bytes("MATLAB 7.3 MAT-file", 0x0200), 0, bytes, 0, 128);
        System.arraycopy(new byte[] {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'}, 0, bytes, 512, 8);
        Files.write(file, bytes);

        assertThatThrownBy(() -> MatFiles.open(file))
                .isInstanceOf(FormatException.class)
                .hasMessageContainingAll("other.mat", "HDF5");
    }

    @Test
    void heapMemoryCanBeWritten() throws IOException {
        var heap = MemorySegment.ofArray(new double[] {1, 2, 3});
        var all = new LinkedHashMap<String, MatValue>();
        all.put("x", new MatArray(MatClass.DOUBLE, new long[] {3, 1}, heap, heap));
        for (var format : new MatFormat[] {MatFormat.V5, MatFormat.V7, MatFormat.V73}) {
            MatFiles.write(file, all, format);
            try (var arena = Arena.ofConfined();
                    var mat = MatFiles.open(file)) {
                MatSame.assertSame(all.get("x"), mat.read(arena, "x"), format.name());
            }
        }
    }
}
