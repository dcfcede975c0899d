package dev.stampede.operators.core;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

/// Applies an operator to every item of a list, several at once on virtual threads, for items that wait for files
/// or networks. Results in the order of the items; the first failure in order is thrown.
///
/// @param op       what is applied
/// @param nWorkers items at once, at least 1
public record ThreadMap<A, B>(
        Operator<? super A, ? extends B> op, @Default("8") int nWorkers) implements ListMap<A, B> {
    public ThreadMap {
        Require.that(nWorkers >= 1, "n_workers", nWorkers, "at least 1");
    }

    @Override
    public List<B> compute(List<A> in) {
        return Threads.inOrder(calls(op, in), nWorkers);
    }

    /// One call per item.
    @SuppressWarnings("unchecked")
    static <A, B> List<Callable<B>> calls(Operator<? super A, ? extends B> op, List<A> items) {
        return IntStream.range(0, items.size())
                .mapToObj(i -> (Callable<B>) () -> (B) Steps.run(op, items.get(i), "item " + i))
                .toList();
    }
}
