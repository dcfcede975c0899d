package dev.stampede.operators.core;

import dev.stampede.io.Sha256;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.SequencedMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/// Remembers the results of an operator by the content of its input and its configuration. Results are the
/// remembered objects themselves.
///
/// The key holds the content hash of the input ([dev.stampede.memory.Shaped#contentHash()]), so rasters that
/// differ in a single pixel are different. An inner operator that cannot be stored has no configuration to go by
/// and is refused unless the caller says what the key is.
public final class Cache<A, B> extends SettingsOperator<Cache.Settings, A, B> implements Combinator<A, B> {
    /// Parameters.
    ///
    /// @param inner    the operator
    /// @param maxBytes bytes of results to remember at most, least recently used forgotten first; empty: no limit
    public record Settings(Operator<?, ?> inner, OptionalLong maxBytes) {
        public Settings {
            Require.that(maxBytes.isEmpty() || maxBytes.getAsLong() > 0, "max_bytes", maxBytes, "more than 0");
        }
    }

    private final Function<? super A, String> key;
    private final boolean ownKey;
    private final String configuration;
    private final LinkedHashMap<String, B> results = new LinkedHashMap<>(16, 0.75f, true);
    private final AtomicLong hits = new AtomicLong();
    private final AtomicLong misses = new AtomicLong();
    private long bytes;

    /// @throws IllegalArgumentException if the inner operator cannot be stored
    public Cache(Settings settings) {
        this(settings, Content::key, false);
    }

    public Cache(Operator<? super A, ? extends B> inner) {
        this(new Settings(inner, OptionalLong.empty()));
    }

    /// @param key what a result depends on, the parameters of `inner` included
    public Cache(Operator<? super A, ? extends B> inner, OptionalLong maxBytes, Function<? super A, String> key) {
        this(new Settings(inner, maxBytes), Objects.requireNonNull(key, "key"), true);
    }

    private Cache(Settings settings, Function<? super A, String> key, boolean ownKey) {
        super(settings);
        this.key = key;
        this.ownKey = ownKey;
        var flagged = Lint.unserialisable(settings.inner());
        if (!ownKey && !flagged.isEmpty()) {
            throw new IllegalArgumentException(
                    "Cache cannot tell results of " + flagged.getFirst().repr()
                            + " apart, because it cannot be stored; give a function that makes the key");
        }
        this.configuration = ownKey ? "" : OperatorState.of(settings.inner()).digest();
    }

    @Override
    @SuppressWarnings("unchecked")
    public B compute(A in) {
        String name = Sha256.ofText(key.apply(in) + '\0' + configuration);
        synchronized (results) {
            if (results.containsKey(name)) {
                hits.incrementAndGet();
                return results.get(name);
            }
        }
        misses.incrementAndGet();
        B out = (B) Steps.run(settings().inner(), in, "Cache");
        remember(name, out);
        return out;
    }

    private void remember(String name, B out) {
        synchronized (results) {
            if (results.containsKey(name)) {
                return;
            }
            results.put(name, out);
            bytes += Content.bytes(out);
            var oldest = results.entrySet().iterator();
            while (settings().maxBytes().isPresent()
                    && bytes > settings().maxBytes().getAsLong()
                    && oldest.hasNext()) {
                Map.Entry<String, B> entry = oldest.next();
                bytes -= Content.bytes(entry.getValue());
                oldest.remove();
            }
        }
    }

    /// Calls answered from memory.
    public long hits() {
        return hits.get();
    }

    /// Calls that ran the inner operator.
    public long misses() {
        return misses.get();
    }

    /// Forgets the results; the counters stay.
    public void clear() {
        synchronized (results) {
            results.clear();
            bytes = 0;
        }
    }

    @Override
    public boolean serialisable() {
        return !ownKey;
    }

    @Override
    public Signature outputSignature(Signature in) {
        return settings().inner().outputSignature(in);
    }

    @Override
    public SequencedMap<String, Operator<?, ?>> children() {
        return Children.one("inner", settings().inner());
    }
}
