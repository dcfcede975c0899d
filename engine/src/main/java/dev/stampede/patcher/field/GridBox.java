package dev.stampede.patcher.field;

import dev.stampede.io.labelled.IndexRange;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// Part of a labelled array: ranges by name of the axis; axes that are not named are taken whole.
public record GridBox(Map<String, IndexRange> ranges) {
    public GridBox {
        ranges = Collections.unmodifiableMap(new LinkedHashMap<>(ranges));
    }
}
