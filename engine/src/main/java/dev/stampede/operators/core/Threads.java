package dev.stampede.operators.core;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/// Calls at the same time, results in order. All threads have ended when a method returns.
final class Threads {
    private Threads() {}

    /// Runs all calls, up to `limit` at once, and returns their results in order. A limit of 1: on this thread,
    /// one after the other. The first failure in order is thrown; calls after it that have not begun are dropped.
    static <T> List<T> inOrder(List<? extends Callable<T>> calls, int limit) {
        if (limit == 1 || calls.size() == 1) {
            List<T> results = new ArrayList<>();
            for (var call : calls) {
                results.add(unchecked(call));
            }
            return results;
        }
        var places = new Semaphore(limit);
        return onPool(Executors.newVirtualThreadPerTaskExecutor(), calls, places);
    }

    /// As [#inOrder] on platform threads, for work that computes.
    static <T> List<T> onProcessors(List<? extends Callable<T>> calls, int threads) {
        var factory = Thread.ofPlatform().daemon().name("operator-", 0).factory();
        return onPool(Executors.newFixedThreadPool(threads, factory), calls, new Semaphore(threads));
    }

    private static <T> List<T> onPool(ExecutorService pool, List<? extends Callable<T>> calls, Semaphore places) {
        try (pool) {
            List<Future<T>> running = new ArrayList<>();
            for (var call : calls) {
                Callable<T> limited = () -> {
                    places.acquire();
                    try {
                        return call.call();
                    } finally {
                        places.release();
                    }
                };
                running.add(pool.submit(OperatorScope.carry(limited)));
            }
            List<T> results = new ArrayList<>();
            try {
                for (var future : running) {
                    results.add(future.get());
                }
            } catch (ExecutionException e) {
                pool.shutdownNow();
                throw rethrow(e.getCause());
            } catch (InterruptedException e) {
                pool.shutdownNow();
                Thread.currentThread().interrupt();
                throw new CancellationException("interrupted");
            }
            return results;
        }
    }

    private static <T> T unchecked(Callable<T> call) {
        try {
            return call.call();
        } catch (Exception e) {
            throw rethrow(e);
        }
    }

    static RuntimeException rethrow(Throwable failure) {
        return switch (failure) {
            case RuntimeException e -> e;
            case Error e -> throw e;
            default -> new IllegalStateException(failure);
        };
    }
}
