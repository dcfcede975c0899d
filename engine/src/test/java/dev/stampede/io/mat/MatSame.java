package dev.stampede.io.mat;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;

/// Compares MATLAB values bit for bit.
final class MatSame {
    private MatSame() {}

    static void assertSame(MatValue expected, MatValue actual, String where) {
        assertThat(actual.type()).as(where).isEqualTo(expected.type());
        assertThat(actual.dims()).as(where).isEqualTo(expected.dims());
        switch (expected) {
            case MatArray a -> {
                var b = (MatArray) actual;
                long bytes = a.size() * a.type().bytes();
                assertThat(b.isComplex()).as(where).isEqualTo(a.isComplex());
                assertSame(a.re(), b.re(), bytes, where);
                if (a.isComplex()) {
                    assertSame(a.im(), b.im(), bytes, where);
                }
            }
            case MatText t ->
                assertThat(((MatText) actual).codeUnits()).as(where).isEqualTo(t.codeUnits());
            case MatCell c -> {
                var b = ((MatCell) actual).cells();
                assertThat(b).as(where).hasSameSizeAs(c.cells());
                for (int i = 0; i < b.size(); i++) {
                    assertSame(c.cells().get(i), b.get(i), where + "{" + i + "}");
                }
            }
            case MatStruct s -> {
                var b = (MatStruct) actual;
                assertThat(b.fields().keySet())
                        .as(where)
                        .containsExactlyElementsOf(s.fields().keySet());
                s.fields().forEach((name, column) -> {
                    assertThat(b.fields().get(name)).as(where).hasSameSizeAs(column);
                    for (int i = 0; i < column.size(); i++) {
                        assertSame(column.get(i), b.fields().get(name).get(i), where + "." + name + "(" + i + ")");
                    }
                });
            }
            case MatSparse s -> {
                var b = (MatSparse) actual;
                assertThat(b.logical()).as(where).isEqualTo(s.logical());
                assertThat(b.rowIndex()).as(where).isEqualTo(s.rowIndex());
                assertThat(b.colStart()).as(where).isEqualTo(s.colStart());
                assertSame(s.re(), b.re(), s.rowIndex().length * 8L, where);
                assertThat(b.im() == null).as(where).isEqualTo(s.im() == null);
                if (s.im() != null) {
                    assertSame(s.im(), b.im(), s.rowIndex().length * 8L, where);
                }
            }
        }
    }

    private static void assertSame(MemorySegment a, MemorySegment b, long bytes, String where) {
        assertThat(a.asSlice(0, bytes).mismatch(b.asSlice(0, bytes))).as(where).isEqualTo(-1);
    }
}
