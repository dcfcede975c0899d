package dev.stampede.bindings.gdal;

import dev.stampede.bindings.gdal.generated.Gdal;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Lists of text as GDAL takes and gives them: an array of pointers that ends with a null pointer.
final class GdalStrings {
    private GdalStrings() {}

    /// `NULL` for an empty list.
    static MemorySegment list(Arena arena, List<String> texts) {
        if (texts.isEmpty()) {
            return MemorySegment.NULL;
        }
        var array = arena.allocate(ValueLayout.ADDRESS, texts.size() + 1L);
        for (int i = 0; i < texts.size(); i++) {
            array.setAtIndex(ValueLayout.ADDRESS, i, arena.allocateFrom(texts.get(i)));
        }
        array.setAtIndex(ValueLayout.ADDRESS, texts.size(), MemorySegment.NULL);
        return array;
    }

    /// `KEY=VALUE` for every entry.
    static MemorySegment pairs(Arena arena, Map<String, String> pairs) {
        return list(
                arena,
                pairs.entrySet().stream()
                        .map(pair -> pair.getKey() + "=" + pair.getValue())
                        .toList());
    }

    /// A list the library keeps.
    static List<String> read(MemorySegment array) {
        var texts = new ArrayList<String>();
        if (!array.equals(MemorySegment.NULL)) {
            var pointers = array.reinterpret(Long.MAX_VALUE);
            for (long i = 0; ; i++) {
                var pointer = pointers.getAtIndex(ValueLayout.ADDRESS, i);
                if (pointer.equals(MemorySegment.NULL)) {
                    break;
                }
                texts.add(GdalMessages.text(pointer));
            }
        }
        return texts;
    }

    /// A list the caller must free: read, then freed.
    static List<String> take(MemorySegment array) {
        var texts = read(array);
        if (!array.equals(MemorySegment.NULL)) {
            Gdal.CSLDestroy(array);
        }
        return texts;
    }

    /// A text the caller must free: read, then freed.
    static String takeText(MemorySegment pointer) {
        var text = GdalMessages.text(pointer);
        if (!pointer.equals(MemorySegment.NULL)) {
            Gdal.VSIFree(pointer);
        }
        return text;
    }

    /// The pairs of a list of `KEY=VALUE`; entries without `=` are left out.
    static Map<String, String> map(List<String> texts) {
        var map = new LinkedHashMap<String, String>();
        for (var text : texts) {
            int equals = text.indexOf('=');
            if (equals > 0) {
                map.put(text.substring(0, equals), text.substring(equals + 1));
            }
        }
        return map;
    }
}
