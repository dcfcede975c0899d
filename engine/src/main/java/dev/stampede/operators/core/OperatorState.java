package dev.stampede.operators.core;

import dev.stampede.io.Sha256;
import java.util.LinkedHashMap;
import java.util.Map;

/// An operator written down: what a file holds, and what nests in the configuration of another.
///
/// @param op      registered name
/// @param version version of the meaning of the configuration
/// @param config  its parameters
public record OperatorState(String op, int version, Config config) {
    /// The state of an operator or of a part of one.
    public static OperatorState of(Configured value) {
        return new OperatorState(value.name(), Names.version(value.getClass()), value.config());
    }

    /// `{"op": name, "v": version, "config": {...}}` in plain maps, lists, texts and numbers.
    public Map<String, Object> plain() {
        Map<String, Object> plain = new LinkedHashMap<>();
        plain.put("op", op);
        plain.put("v", (long) version);
        plain.put("config", config.plain());
        return plain;
    }

    /// SHA-256 of the canonical text of [#plain()]: unlike the digest of the configuration it also tells
    /// operators with equal parameters apart.
    public String digest() {
        return Sha256.ofText(CanonicalJson.text(this));
    }
}
