package dev.stampede.io.mat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Files of other writers: both byte orders, numbers stored narrower than their class, text in every encoding,
/// oddities.
class Level5FileTest {
    static final List<ByteOrder> ORDERS = List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN);
    private static final int DOUBLE = 6;
    private static final int CHAR = 4;

    @TempDir
    Path folder;

    private MatValue read(ByteOrder order, byte[] variable) throws IOException {
        return read(Level5Bytes.file(order, variable), "x");
    }

    private MatValue read(byte[] bytes, String name) throws IOException {
        var file = Files.write(folder.resolve("x.mat"), bytes);
        try (var mat = MatFiles.open(file)) {
            return mat.read(Arena.ofAuto(), name);
        }
    }

    static Stream<Arguments> storagesAndClasses() {
        return ORDERS.stream()
                .flatMap(order -> Stream.of(Storage.values())
                        .filter(s -> !s.isText())
                        .flatMap(storage -> Stream.of(MatClass.values())
                                .filter(type -> type.bytes() > 0 && type != MatClass.CHAR && type != MatClass.LOGICAL)
                                .map(type -> Arguments.of(order, storage, type))));
    }

    @ParameterizedTest
    @MethodSource("storagesAndClasses")
    void numbersAreWidenedFromTheirStorageToTheirClass(ByteOrder order, Storage storage, MatClass type)
            throws IOException {
        var bytes = new Level5Bytes(order).header(Level5.codeOf(type), Level5.FLAG_COMPLEX, "x", 1, 3);
        bytes.element(storage.code(), bytes.numbers(storage, 0, 1, 100));
        bytes.element(storage.code(), bytes.numbers(storage, 7, 127, 3));

        var plain = (MatArray) read(order, bytes.matrix());
        var packed = (MatArray) read(order, Level5Bytes.compressed(order, bytes.matrix()));

        assertThat(plain.type()).isEqualTo(type);
        assertThat(plain.toDoubles()).containsExactly(0, 1, 100);
        assertThat(plain.getImaginary(1)).isEqualTo(127);
        MatSame.assertSame(plain, packed, "compressed");
    }

    @Test
    void headingStoredInOneByteStaysADouble() throws IOException {
        var bytes = new Level5Bytes(ByteOrder.LITTLE_ENDIAN).header(DOUBLE, 0, "x", 1, 1);
        bytes.small(Storage.UINT8.code(), new byte[] {(byte) 193});

        var heading = (MatArray) read(ByteOrder.LITTLE_ENDIAN, bytes.matrix());

        assertThat(heading.type()).isEqualTo(MatClass.DOUBLE);
        assertThat(heading.scalar()).isEqualTo(193.0);
    }

    @Test
    void signsAndLargeValuesSurviveWidening() throws IOException {
        var bytes = new Level5Bytes(ByteOrder.BIG_ENDIAN).header(DOUBLE, 0, "x", 1, 2);
        bytes.element(Storage.INT16.code(), bytes.numbers(Storage.INT16, -32768, 32767));
        assertThat(((MatArray) read(ByteOrder.BIG_ENDIAN, bytes.matrix())).toDoubles())
                .containsExactly(-32768, 32767);

        bytes = new Level5Bytes(ByteOrder.LITTLE_ENDIAN).header(15, 0, "x", 1, 1);
        bytes.element(Storage.UINT64.code(), bytes.numbers(Storage.UINT64, -1));
        assertThat(((MatArray) read(ByteOrder.LITTLE_ENDIAN, bytes.matrix())).scalar())
                .isEqualTo(0x1p64);
    }

    @Test
    void logicalStoredAsDoubleBecomesZeroOrOne() throws IOException {
        var bytes = new Level5Bytes(ByteOrder.LITTLE_ENDIAN).header(DOUBLE, Level5.FLAG_LOGICAL, "x", 1, 3);
        bytes.element(Storage.DOUBLE.code(), bytes.numbers(Storage.DOUBLE, 0, 1, 2));

        var value = (MatArray) read(ByteOrder.LITTLE_ENDIAN, bytes.matrix());

        assertThat(value.type()).isEqualTo(MatClass.LOGICAL);
        assertThat(value.toDoubles()).containsExactly(0, 1, 1);
    }

    @ParameterizedTest
    @FieldSource("ORDERS")
    void textIsReadInEveryEncoding(ByteOrder order) throws IOException {
        boolean little = order == ByteOrder.LITTLE_ENDIAN;
        var utf16 = little ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE;
        var utf32 = little ? StandardCharsets.UTF_32LE : StandardCharsets.UTF_32BE;

        assertText(order, Storage.UINT8, "yes".getBytes(StandardCharsets.ISO_8859_1), 3, "yes");
        assertText(order, Storage.INT8, "yes".getBytes(StandardCharsets.ISO_8859_1), 3, "yes");
        assertText(order, Storage.UTF8, "Größe".getBytes(StandardCharsets.UTF_8), 5, "Größe");
        assertText(order, Storage.UTF8, "Größe".getBytes(StandardCharsets.UTF_8), 7, "Größe");
        assertText(order, Storage.UINT16, "Größe".getBytes(utf16), 5, "Größe");
        assertText(order, Storage.UTF16, "漢字".getBytes(utf16), 2, "漢字");
        assertText(order, Storage.UTF32, "漢字".getBytes(utf32), 2, "漢字");
        assertText(order, Storage.UTF8, "😀".getBytes(StandardCharsets.UTF_8), 1, "😀");
    }

    private void assertText(ByteOrder order, Storage storage, byte[] data, int length, String expected)
            throws IOException {
        var bytes = new Level5Bytes(order).header(CHAR, 0, "x", 1, length);
        bytes.element(storage.code(), data);

        var text = (MatText) read(order, bytes.matrix());

        assertThat(text.codeUnits()).isEqualTo(expected);
        assertThat(text.dims()).containsExactly(1, expected.length());
    }

    @Test
    void textThatDoesNotFillItsShapeIsRefused() {
        var bytes = new Level5Bytes(ByteOrder.LITTLE_ENDIAN).header(CHAR, 0, "x", 2, 3);
        bytes.element(Storage.UTF8.code(), "abcd".getBytes(StandardCharsets.US_ASCII));

        assertThatThrownBy(() -> read(ByteOrder.LITTLE_ENDIAN, bytes.matrix()))
                .isInstanceOf(FormatException.class)
                .hasMessageContainingAll("x.mat", "4 characters", "expected 6");
    }

    @Test
    void ofVariablesWithOneNameTheLastCounts() throws IOException {
        var order = ByteOrder.LITTLE_ENDIAN;
        var variables = new byte[3][];
        for (int i = 0; i < 3; i++) {
            var bytes = new Level5Bytes(order).header(DOUBLE, 0, i == 1 ? "other" : "x", 1, 1);
            variables[i] = bytes.element(Storage.DOUBLE.code(), bytes.numbers(Storage.DOUBLE, i))
                    .matrix();
        }
        var file = Files.write(folder.resolve("twice.mat"), Level5Bytes.file(order, variables));

        try (var mat = MatFiles.open(file)) {
            assertThat(mat.variables()).extracting(MatVariable::name).containsExactly("other", "x");
            assertThat(((MatArray) mat.read(Arena.ofAuto(), "x")).scalar()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @FieldSource("ORDERS")
    void sparseMayHaveRoomForMoreThanItHolds(ByteOrder order) throws IOException {
        var bytes = new Level5Bytes(order).header(5, 0, "x", 3, 2);
        bytes.element(Storage.INT32.code(), bytes.ints(0, 2, 1, 0, 0));
        bytes.element(Storage.INT32.code(), bytes.ints(0, 2, 3));
        bytes.element(Storage.DOUBLE.code(), bytes.numbers(Storage.DOUBLE, 1.5, 2.5, 3.5, 0, 0));

        var value = (MatSparse) read(order, bytes.matrix());

        assertThat(value.rowIndex()).containsExactly(0, 2, 1);
        assertThat(value.colStart()).containsExactly(0, 2, 3);
        assertThat(Storage.DOUBLE.number(value.re(), 2)).isEqualTo(3.5);
    }

    @Test
    void logicalSparseThatCallsItsBytesDoublesIsRead() throws IOException {
        var bytes = new Level5Bytes(ByteOrder.LITTLE_ENDIAN).header(5, Level5.FLAG_LOGICAL, "x", 3, 1);
        bytes.element(Storage.INT32.code(), bytes.ints(0, 2));
        bytes.element(Storage.INT32.code(), bytes.ints(0, 2));
        bytes.element(Storage.DOUBLE.code(), new byte[] {1, 1});

        var value = (MatSparse) read(ByteOrder.LITTLE_ENDIAN, bytes.matrix());

        assertThat(value.logical()).isTrue();
        assertThat(Storage.DOUBLE.number(value.re(), 1)).isEqualTo(1);
    }

    @Test
    void cellsThatWereNeverSetAreEmptyDoubles() throws IOException {
        var bytes = new Level5Bytes(ByteOrder.LITTLE_ENDIAN).header(1, 0, "x", 1, 1);
        bytes.element(Level5.MATRIX, new byte[0]);

        var cell = (MatCell) read(ByteOrder.LITTLE_ENDIAN, bytes.matrix());

        assertThat(cell.cells().getFirst().describe()).isEqualTo("double [0x0]");
    }

    @Test
    void functionHandlesAreNotListedAndRefusedInsideCells() throws IOException {
        var order = ByteOrder.LITTLE_ENDIAN;
        var handle =
                new Level5Bytes(order).header(Level5.FUNCTION, 0, "f", 1, 1).matrix();
        var cell = new Level5Bytes(order)
                .header(1, 0, "x", 1, 1)
                .raw(new Level5Bytes(order).header(Level5.FUNCTION, 0, "", 1, 1).matrix())
                .matrix();
        var file = Files.write(folder.resolve("handle.mat"), Level5Bytes.file(order, handle, cell));

        try (var mat = MatFiles.open(file)) {
            assertThat(mat.variables()).extracting(MatVariable::name).containsExactly("x");
            assertThatThrownBy(() -> mat.read(Arena.ofAuto(), "x"))
                    .isInstanceOf(FormatException.class)
                    .hasMessageContainingAll("handle.mat", "byte ", "function handle");
        }
    }

    @Test
    void lengthsThatCannotBeAreRefusedBeforeMemoryIsTaken() {
        var order = ByteOrder.LITTLE_ENDIAN;
        var bytes = new Level5Bytes(order).header(DOUBLE, 0, "x", 20_000, 20_000);
        bytes.raw(bytes.ints(Storage.DOUBLE.code(), (int) 3_200_000_000L));
        var element = new Level5Bytes(order)
                .raw(bytes.ints(Level5.MATRIX, (int) 3_200_000_100L))
                .raw(bytes.bytes())
                .raw(new byte[4_000_000])
                .bytes();

        assertThatThrownBy(() -> read(order, Level5Bytes.compressed(order, element)))
                .isInstanceOf(FormatException.class)
                .hasMessageContainingAll("x.mat", "byte 136");
        assertThatThrownBy(() -> read(order, element))
                .isInstanceOf(FormatException.class)
                .hasMessageContainingAll("x.mat", "byte 128", "3200000100", "truncated");
    }

    @Test
    void deepNestingIsRefused() {
        var order = ByteOrder.LITTLE_ENDIAN;
        var value = new Level5Bytes(order).header(1, 0, "", 0, 0).matrix();
        for (int depth = 0; depth < 200; depth++) {
            value = new Level5Bytes(order)
                    .header(1, 0, depth == 199 ? "x" : "", 1, 1)
                    .raw(value)
                    .matrix();
        }
        var deep = value;

        assertThatThrownBy(() -> read(order, deep))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("nested deeper");
    }

    @Test
    void aFlippedBitInCompressedDataIsFoundByItsChecksum() throws IOException {
        var order = ByteOrder.LITTLE_ENDIAN;
        var bytes = new Level5Bytes(order).header(DOUBLE, 0, "x", 1, 1000);
        bytes.element(Storage.DOUBLE.code(), new byte[8000]);
        var file = Level5Bytes.file(order, Level5Bytes.compressed(order, bytes.matrix()));
        file[file.length - 1] ^= 1;

        assertThatThrownBy(() -> read(file, "x"))
                .isInstanceOf(FormatException.class)
                .hasMessageContainingAll("x.mat", "compressed");
    }

    @Test
    void filesOfOtherKindsAreRefused() throws IOException {
        for (var content : new byte[][] {
            {}, new byte[1], new byte[200], "P5 10 10 255 ".repeat(20).getBytes()
        }) {
            assertThatThrownBy(() -> read(content, "x"))
                    .isInstanceOf(FormatException.class)
                    .hasMessageContainingAll("x.mat", "not a MATLAB file");
        }
    }

    @Test
    void anEmptyFileOfVariablesIsNoError() throws IOException {
        var file = Files.write(folder.resolve("none.mat"), Level5Bytes.file(ByteOrder.LITTLE_ENDIAN));

        try (var mat = MatFiles.open(file)) {
            assertThat(mat.variables()).isEmpty();
        }
    }
}
