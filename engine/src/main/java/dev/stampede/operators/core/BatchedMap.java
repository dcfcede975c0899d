package dev.stampede.operators.core;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Applies an operator that takes lists to a list, a batch at a time.
///
/// @param op        takes a list of up to `batch_size` items
/// @param batchSize items per batch, at least 1
/// @param flatten   whether the items of results that are lists are put into one list; otherwise a result per batch
public record BatchedMap<A>(
        Operator<? super List<A>, ?> op,
        @Default("8") int batchSize,
        @Default("true") boolean flatten) implements ListMap<A, Object> {
    public BatchedMap {
        Require.that(batchSize >= 1, "batch_size", batchSize, "at least 1");
    }

    @Override
    public List<Object> compute(List<A> in) {
        List<Object> results = new ArrayList<>();
        for (int from = 0; from < in.size(); from += batchSize) {
            var batch = in.subList(from, Math.min(in.size(), from + batchSize));
            Object result = Steps.run(op, batch, "batch " + from / batchSize);
            if (flatten && result instanceof List<?> items) {
                results.addAll(items);
            } else {
                results.add(result);
            }
        }
        return Collections.unmodifiableList(results);
    }
}
