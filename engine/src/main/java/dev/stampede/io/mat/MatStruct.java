package dev.stampede.io.mat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// A struct array; per field one value for every element, in column-major order. A scalar struct is `1 x 1`.
public record MatStruct(long[] dims, SequencedMap<String, List<MatValue>> fields) implements MatValue {
    public MatStruct {
        fields = new LinkedHashMap<>(fields);
    }

    @Override
    public MatClass type() {
        return MatClass.STRUCT;
    }
}
