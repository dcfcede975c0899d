package dev.stampede.io.mat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// Values of every class and shape.
final class MatSamples {
    private static final ValueLayout.OfDouble F64 =
            ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private MatSamples() {}

    static SequencedMap<String, MatValue> everything(Arena arena) {
        var all = new LinkedHashMap<String, MatValue>();
        for (var type : MatClass.values()) {
            if (type.bytes() > 0 && type != MatClass.CHAR) {
                all.put(type.label() + "_matrix", numbers(arena, type, false, 3, 4));
                all.put(type.label() + "_scalar", numbers(arena, type, false, 1, 1));
                all.put(type.label() + "_0x0", numbers(arena, type, false, 0, 0));
                all.put(type.label() + "_0x3", numbers(arena, type, false, 0, 3));
                all.put(type.label() + "_1x0", numbers(arena, type, false, 1, 0));
                all.put(type.label() + "_cube", numbers(arena, type, false, 2, 3, 4));
                if (type != MatClass.LOGICAL) {
                    all.put(type.label() + "_complex", numbers(arena, type, true, 5, 3));
                }
            }
        }
        all.put("text", Mat.text("small_baseline"));
        all.put("text_empty", Mat.text(""));
        all.put("text_one", Mat.text("y"));
        all.put("text_1x0", new MatText(new long[] {1, 0}, ""));
        all.put("text_rows", new MatText(new long[] {2, 3}, "adbecf"));
        all.put("text_wide", Mat.text("Größe \u00b5 \u6f22\u5b57 \ud83d\ude00"));
        all.put("sparse", sparse(arena, false, false));
        all.put("sparse_complex", sparse(arena, true, false));
        all.put("sparse_logical", sparse(arena, false, true));
        all.put(
                "sparse_zero",
                new MatSparse(new long[] {4, 3}, false, new long[0], new long[4], arena.allocate(8), null));
        var cell = new MatCell(
                new long[] {2, 2},
                List.of(Mat.text("a"), numbers(arena, MatClass.SINGLE, true, 2, 2), Mat.empty(), Mat.text("")));
        all.put("cell", cell);
        all.put("cell_empty", new MatCell(new long[] {0, 2}, List.of()));
        all.put("cell_nested", new MatCell(new long[] {1, 2}, List.of(cell, sparse(arena, false, false))));
        all.put("struct_scalar", struct(new long[] {1, 1}, cell));
        all.put("struct_array", struct(new long[] {1, 2}, Mat.scalar(2), Mat.text("two")));
        all.put("struct_empty", struct(new long[] {0, 0}));
        all.put("struct_nested", struct(new long[] {1, 1}, struct(new long[] {1, 2}, Mat.scalar(1f), Mat.empty())));
        all.put("struct_no_fields", new MatStruct(new long[] {1, 1}, new LinkedHashMap<>()));
        all.put("constant", new MatArray(MatClass.DOUBLE, new long[] {300, 200}, arena.allocate(480_000), null));
        all.put("counting", counting(arena, 30_000, 5));
        all.put("noise", noise(arena, 20_000, 7));
        return all;
    }

    /// Values that tell elements apart and use the range of the class.
    static MatArray numbers(Arena arena, MatClass type, boolean complex, long... dims) {
        var empty = new MatArray(type, dims, arena.allocate(16 + 8 * product(dims)), null);
        return new MatArray(type, dims, fill(empty, 3), complex ? fill(numbers(arena, type, false, dims), 7) : null);
    }

    private static MemorySegment fill(MatArray array, int seed) {
        for (int i = 0; i < array.size() * array.type().bytes(); i++) {
            int value = (i * 37 + seed * 11) & 0xff;
            byte stored = (byte) (array.type() == MatClass.LOGICAL ? value & 1 : value);
            array.re().set(ValueLayout.JAVA_BYTE, i, stored);
        }
        if (array.type() == MatClass.DOUBLE) {
            for (int i = 0; i < array.size(); i++) {
                array.re().set(F64, 8L * i, i % 3 == 2 ? Double.NaN : i * 1.25 - seed);
            }
        }
        return array.re();
    }

    private static long product(long[] dims) {
        long product = 1;
        for (long d : dims) {
            product *= d;
        }
        return product;
    }

    static MatSparse sparse(Arena arena, boolean complex, boolean logical) {
        var re = arena.allocate(24);
        var im = complex ? arena.allocate(24) : null;
        for (int i = 0; i < 3; i++) {
            re.set(F64, 8L * i, logical ? 1 : i + 0.5);
            if (complex) {
                im.set(F64, 8L * i, -i - 0.5);
            }
        }
        return new MatSparse(new long[] {4, 3}, logical, new long[] {0, 3, 1}, new long[] {0, 2, 2, 3}, re, im);
    }

    private static MatStruct struct(long[] dims, MatValue... firsts) {
        var fields = new LinkedHashMap<String, List<MatValue>>();
        fields.put("zeta", List.of(firsts));
        fields.put("alpha_with_a_name_of_more_than_31_characters", List.of(firsts));
        return new MatStruct(dims, fields);
    }

    static MatArray counting(Arena arena, int rows, int cols) {
        var segment = arena.allocate(8L * rows * cols);
        for (int i = 0; i < rows * cols; i++) {
            segment.set(F64, 8L * i, i % 5000);
        }
        return new MatArray(MatClass.DOUBLE, new long[] {rows, cols}, segment, null);
    }

    static MatArray noise(Arena arena, int rows, int cols) {
        var random = new java.util.Random(20260101);
        var planes = new MemorySegment[2];
        for (int p = 0; p < 2; p++) {
            planes[p] = arena.allocate(4L * rows * cols);
            for (int i = 0; i < rows * cols; i++) {
                planes[p].setAtIndex(ValueLayout.JAVA_FLOAT, i, (float) random.nextGaussian());
            }
        }
        return new MatArray(MatClass.SINGLE, new long[] {rows, cols}, planes[0], planes[1]);
    }
}
