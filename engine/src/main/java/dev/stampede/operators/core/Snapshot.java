package dev.stampede.operators.core;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// Keeps what passes at chosen points of a pipeline.
///
///     var snapshot = new Snapshot();
///     var chain = read.then(snapshot.at("raw")).then(ndvi);
///
/// What is kept is the value itself, not a copy: it holds memory, and what changes it later changes it here.
public final class Snapshot {
    private final Map<String, Object> captures = Collections.synchronizedMap(new LinkedHashMap<>());

    /// A step that keeps its input under `key`, the last one if it runs again, and returns it.
    public <A> Operator<A, A> at(String key) {
        return new Point<>(this, key);
    }

    /// What was kept so far, by key.
    public Map<String, Object> captures() {
        synchronized (captures) {
            return Collections.unmodifiableMap(new LinkedHashMap<>(captures));
        }
    }

    /// Forgets everything.
    public void clear() {
        captures.clear();
    }

    @Named("Snapshot.at")
    private static final class Point<A> implements Operator<A, A> {
        private final Snapshot snapshot;
        private final String key;

        Point(Snapshot snapshot, String key) {
            this.snapshot = snapshot;
            this.key = key;
        }

        @Override
        public A compute(A in) {
            snapshot.captures.put(key, in);
            return in;
        }

        @Override
        public boolean serialisable() {
            return false;
        }

        @Override
        public Config config() {
            return Config.of("key", key);
        }

        @Override
        public String toString() {
            return repr();
        }
    }
}
