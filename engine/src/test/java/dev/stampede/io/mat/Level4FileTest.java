package dev.stampede.io.mat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// Level-4 files of both byte orders.
class Level4FileTest {
    static final List<ByteOrder> ORDERS = List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN);

    @TempDir
    Path folder;

    private static byte[] variable(
            ByteOrder order, int kind, int storage, String name, int rows, int cols, boolean complex, byte[] data) {
        var nameBytes = (name + "\0").getBytes(StandardCharsets.US_ASCII);
        int machine = order == ByteOrder.LITTLE_ENDIAN ? 0 : 1000;
        var header = ByteBuffer.allocate(20)
                .order(order)
                .putInt(machine + 10 * storage + kind)
                .putInt(rows)
                .putInt(cols)
                .putInt(complex ? 1 : 0)
                .putInt(nameBytes.length);
        var out = new ByteArrayOutputStream();
        out.writeBytes(header.array());
        out.writeBytes(nameBytes);
        out.writeBytes(data);
        return out.toByteArray();
    }

    private Path file(ByteOrder order) throws IOException {
        var n = new Level5Bytes(order);
        var out = new ByteArrayOutputStream();
        out.writeBytes(variable(order, 0, 0, "a", 2, 2, true, n.numbers(Storage.DOUBLE, 1, 2, 3, 4, -1, -2, -3, -4)));
        out.writeBytes(variable(order, 0, 3, "counts", 1, 3, false, n.numbers(Storage.INT16, -5, 0, 300)));
        out.writeBytes(variable(order, 1, 5, "text", 1, 3, false, "abc".getBytes(StandardCharsets.US_ASCII)));
        out.writeBytes(variable(
                order, 2, 0, "s", 4, 3, false, n.numbers(Storage.DOUBLE, 1, 3, 2, 3, 1, 1, 2, 4, 10, 20, 30, 0)));
        out.writeBytes(variable(order, 0, 0, "none", 0, 3, false, new byte[0]));
        return Files.write(folder.resolve("old.mat"), out.toByteArray());
    }

    @ParameterizedTest
    @FieldSource("ORDERS")
    void everyKindIsRead(ByteOrder order) throws IOException {
        try (var arena = Arena.ofConfined();
                var mat = MatFiles.open(file(order))) {
            assertThat(mat.format()).isEqualTo(MatFormat.V4);
            assertThat(mat.variables())
                    .extracting(MatVariable::name)
                    .containsExactly("a", "counts", "text", "s", "none");
            var a = (MatArray) mat.read(arena, "a");
            assertThat(a.toDoubles()).containsExactly(1, 2, 3, 4);
            assertThat(a.getImaginary(3)).isEqualTo(-4);
            var columns = mat.readColumns(arena, "a", 1, 2);
            assertThat(columns.toDoubles()).containsExactly(3, 4);
            assertThat(columns.getImaginary(0)).isEqualTo(-3);
            assertThat(((MatArray) mat.read(arena, "counts")).toDoubles()).containsExactly(-5, 0, 300);
            assertThat(((MatText) mat.read(arena, "text")).codeUnits()).isEqualTo("abc");
            var sparse = (MatSparse) mat.read(arena, "s");
            assertThat(sparse.dims()).containsExactly(3, 4);
            assertThat(sparse.rowIndex()).containsExactly(0, 2, 1);
            assertThat(sparse.colStart()).containsExactly(0, 2, 3, 3, 3);
            assertThat(Storage.DOUBLE.number(sparse.re(), 2)).isEqualTo(30);
            assertThat(mat.read(arena, "none").dims()).containsExactly(0, 3);
        }
    }

    @ParameterizedTest
    @FieldSource("ORDERS")
    void truncatedFilesAreRefused(ByteOrder order) throws IOException {
        var whole = Files.readAllBytes(file(order));
        var damaged = folder.resolve("cut.mat");
        for (int length = 0; length < whole.length - 25; length++) {
            Files.write(damaged, Arrays.copyOf(whole, length));
            try (var mat = MatFiles.open(damaged)) {
                assertThat(mat.variables()).hasSizeLessThan(5);
            } catch (FormatException e) {
                assertThat(e).hasMessageContaining("cut.mat");
            }
        }
        Files.write(damaged, Arrays.copyOf(whole, 60));
        assertThatThrownBy(() -> MatFiles.open(damaged))
                .isInstanceOf(FormatException.class)
                .hasMessageContainingAll("cut.mat", "byte 0", "truncated");
    }
}
