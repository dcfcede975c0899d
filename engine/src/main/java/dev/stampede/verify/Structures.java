package dev.stampede.verify;

import dev.stampede.io.mat.MatArray;
import dev.stampede.io.mat.MatCell;
import dev.stampede.io.mat.MatSparse;
import dev.stampede.io.mat.MatStruct;
import dev.stampede.io.mat.MatText;
import dev.stampede.io.mat.MatValue;
import java.util.Arrays;
import java.util.List;

/// Deep equality of values that are not plain arrays.
final class Structures {
    private Structures() {}

    static boolean equal(MatValue a, MatValue b) {
        if (a.type() != b.type() || !Arrays.equals(a.dims(), b.dims())) {
            return false;
        }
        return switch (a) {
            case MatText text -> text.codeUnits().equals(((MatText) b).codeUnits());
            case MatArray array -> equalArrays(array, (MatArray) b);
            case MatCell cell -> equalLists(cell.cells(), ((MatCell) b).cells());
            case MatStruct struct -> equalFields(struct, (MatStruct) b);
            case MatSparse sparse -> equalSparse(sparse, (MatSparse) b);
        };
    }

    private static boolean equalArrays(MatArray a, MatArray b) {
        var pairs = new Pairs(a, b, null);
        for (long k = 0, n = pairs.count(); k < n; k++) {
            if (pairs.difference(k) != 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean equalLists(List<MatValue> a, List<MatValue> b) {
        for (int i = 0; i < a.size(); i++) {
            if (!equal(a.get(i), b.get(i))) {
                return false;
            }
        }
        return a.size() == b.size();
    }

    private static boolean equalFields(MatStruct a, MatStruct b) {
        return a.fields().keySet().equals(b.fields().keySet())
                && a.fields().entrySet().stream()
                        .allMatch(e -> equalLists(e.getValue(), b.fields().get(e.getKey())));
    }

    private static boolean equalSparse(MatSparse a, MatSparse b) {
        int stored = a.rowIndex().length;
        return Arrays.equals(a.rowIndex(), b.rowIndex())
                && Arrays.equals(a.colStart(), b.colStart())
                && a.re().asSlice(0, stored * 8L).mismatch(b.re().asSlice(0, stored * 8L)) < 0
                && (a.im() == null
                        ? b.im() == null
                        : b.im() != null
                                && a.im().asSlice(0, stored * 8L).mismatch(b.im().asSlice(0, stored * 8L)) < 0);
    }
}
