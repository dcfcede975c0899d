package dev.stampede.patcher.field;

import dev.stampede.operators.core.Configured;
import dev.stampede.operators.core.Named;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// A model of one's own makes the result of all patches. Cannot be stored in a file.
///
/// @param model of all patches, in order
@Named("SpatialLearned")
public record Learned<A, D, R>(Function<List<FieldPatch<A, ?, D>>, R> model)
        implements FieldAggregation<A, D, R>, Configured {
    @Override
    public R merge(Iterable<? extends FieldPatch<A, ?, D>> patches) {
        var all = new ArrayList<FieldPatch<A, ?, D>>();
        patches.forEach(all::add);
        return model.apply(all);
    }

    @Override
    public boolean serialisable() {
        return false;
    }
}
