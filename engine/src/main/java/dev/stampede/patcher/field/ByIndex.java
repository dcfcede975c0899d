package dev.stampede.patcher.field;

import dev.stampede.operators.core.Configured;
import dev.stampede.operators.core.Named;
import java.util.LinkedHashMap;
import java.util.Map;

/// The data of each anchor, in the order of patches; of patches with one anchor the last stays.
///
/// @param <A> anchors
/// @param <D> data
@Named("SpatialByIndex")
public record ByIndex<A, D>() implements FieldAggregation<A, D, Map<A, D>>, Configured {
    @Override
    public Map<A, D> merge(Iterable<? extends FieldPatch<A, ?, D>> patches) {
        var results = new LinkedHashMap<A, D>();
        for (var patch : patches) {
            results.put(patch.anchor(), patch.data());
        }
        return results;
    }
}
