package dev.stampede.operators.core;

import java.time.Duration;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.CancellationException;

/// Runs an operator again when it fails with a listed error, waiting `base_delay * 2^(i-1)` seconds after attempt
/// `i`. The error of the last attempt, and any error not listed, is passed on. The calling thread sleeps; an
/// interrupt ends it.
public final class Retry<A, B> extends SettingsOperator<Retry.Settings, A, B> implements Combinator<A, B> {
    /// Parameters.
    ///
    /// @param op        what is run
    /// @param attempts  how often at most, at least 1
    /// @param baseDelay wait after the first failure, s
    /// @param on        errors that count
    public record Settings(
            Operator<?, ?> op,
            @Default("3") int attempts,
            @Default("0.0") double baseDelay,
            @Default("[\"Exception\"]") Set<ErrorKind> on) {
        public Settings {
            Require.that(attempts >= 1, "attempts", attempts, "at least 1");
            Require.that(baseDelay >= 0 && Double.isFinite(baseDelay), "base_delay", baseDelay, "0 or more seconds");
            on = Set.copyOf(on);
        }
    }

    /// Waits; replaced in tests.
    @FunctionalInterface
    public interface Sleeper {
        void sleep(Duration duration) throws InterruptedException;
    }

    private final Sleeper sleeper;

    public Retry(Settings settings) {
        this(settings, Thread::sleep);
    }

    public Retry(Settings settings, Sleeper sleeper) {
        super(settings);
        this.sleeper = sleeper;
    }

    @Override
    @SuppressWarnings("unchecked")
    public B compute(A in) {
        double delay = settings().baseDelay();
        for (int attempt = 1; ; attempt++) {
            try {
                return (B) Steps.run(settings().op(), in, "attempt " + attempt);
            } catch (RuntimeException e) {
                if (attempt == settings().attempts()
                        || !ErrorKind.matchesAny(settings().on(), e)) {
                    throw e;
                }
            }
            sleep(delay);
            delay *= 2;
        }
    }

    private void sleep(double seconds) {
        try {
            sleeper.sleep(Duration.ofNanos(Math.round(seconds * 1e9)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while waiting to try again");
        }
    }

    @Override
    public boolean serialisable() {
        return settings().on().stream().allMatch(ErrorKind::isNamed);
    }

    @Override
    public Signature outputSignature(Signature in) {
        return settings().op().outputSignature(in);
    }

    @Override
    public SequencedMap<String, Operator<?, ?>> children() {
        return Children.one("op", settings().op());
    }
}
