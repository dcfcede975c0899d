package dev.stampede.operators.core;

import java.util.List;
import java.util.concurrent.Callable;

/// Applies an operator to every item of a list, several at once on platform threads, for items that compute.
/// Results in the order of the items.
///
/// @param op       what is applied
/// @param nWorkers threads, at least 1
/// @param onError  `raise`: the first failure in order is thrown; `log_and_continue`: a failed item becomes `null`
///                 and is logged
public record CpuMap<A, B>(
        Operator<? super A, ? extends B> op,
        @Default("8") int nWorkers,
        @Default("\"raise\"") OnError onError) implements ListMap<A, B> {
    private static final System.Logger LOG = System.getLogger(CpuMap.class.getName());

    /// What a failed item does.
    public enum OnError {
        RAISE,
        LOG_AND_CONTINUE
    }

    public CpuMap {
        Require.that(nWorkers >= 1, "n_workers", nWorkers, "at least 1");
    }

    @Override
    public List<B> compute(List<A> in) {
        List<Callable<B>> calls = ThreadMap.calls(op, in);
        if (onError == OnError.LOG_AND_CONTINUE) {
            calls = calls.stream().map(CpuMap::tolerant).toList();
        }
        return Threads.onProcessors(calls, nWorkers);
    }

    private static <B> Callable<B> tolerant(Callable<B> call) {
        return () -> {
            try {
                return call.call();
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.WARNING, "item dropped: " + e.getMessage());
                return null;
            }
        };
    }
}
