package dev.stampede.operators.core;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/// Applies an operator to every item of a list, so many at once, waiting for the results ([#apply]) or not
/// ([#applyAsync]). Results in the order of the items; the first failure in order is thrown.
///
/// @param op        what is applied
/// @param semaphore items at once, at least 1
public record AsyncMap<A, B>(
        Operator<? super A, ? extends B> op, @Default("8") int semaphore) implements ListMap<A, B> {
    public AsyncMap {
        Require.that(semaphore >= 1, "semaphore", semaphore, "at least 1");
    }

    @Override
    public List<B> compute(List<A> in) {
        return Threads.inOrder(ThreadMap.calls(op, in), semaphore);
    }

    /// Starts the work and returns at once.
    public CompletableFuture<List<B>> applyAsync(List<A> in) {
        var result = new CompletableFuture<List<B>>();
        Callable<Void> work = OperatorScope.carry(() -> {
            try {
                result.complete(apply(in));
            } catch (Throwable e) {
                result.completeExceptionally(e);
            }
            return null;
        });
        Thread.ofVirtual().start(() -> {
            try {
                work.call();
            } catch (Exception e) {
                result.completeExceptionally(e);
            }
        });
        return result;
    }
}
