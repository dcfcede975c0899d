package dev.stampede.operators.qa;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Classes of Sentinel-2's scene classification.
///
/// | value | class | value | class |
/// |---|---|---|---|
/// | 0 | no data | 6 | water |
/// | 1 | saturated | 7 | unclassified |
/// | 2 | dark | 8 | cloud, medium probability |
/// | 3 | cloud shadow | 9 | cloud, high probability |
/// | 4 | vegetation | 10 | thin cirrus |
/// | 5 | bare soil | 11 | snow |
public final class SceneClasses {
    public static final List<Integer> CLOUDS = List.of(8, 9, 10);
    public static final List<Integer> INVALID = List.of(0, 1, 3);
    public static final List<Integer> CLOUDS_AND_INVALID = List.of(0, 1, 3, 8, 9, 10);
    public static final List<Integer> LAND = List.of(4, 5);
    public static final List<Integer> WATER = List.of(6);

    private static final Map<String, List<Integer>> NAMES = names();

    private SceneClasses() {}

    private static Map<String, List<Integer>> names() {
        var names = new LinkedHashMap<String, List<Integer>>();
        names.put("no_data", List.of(0));
        names.put("saturated", List.of(1));
        names.put("dark", List.of(2));
        names.put("cloud_shadow", List.of(3));
        names.put("vegetation", List.of(4));
        names.put("soil", List.of(5));
        names.put("water", List.of(6));
        names.put("unclassified", List.of(7));
        names.put("cloud", List.of(8, 9));
        names.put("cirrus", List.of(10));
        names.put("snow", List.of(11));
        return names;
    }

    /// Values of named classes.
    /// @throws IllegalArgumentException if a name is unknown; lists those there are
    public static List<Integer> values(List<String> classes) {
        var values = new ArrayList<Integer>();
        for (var name : classes) {
            var of = NAMES.get(name);
            if (of == null) {
                throw new IllegalArgumentException("class " + name + " is unknown; there are " + NAMES.keySet());
            }
            values.addAll(of);
        }
        return values;
    }
}
