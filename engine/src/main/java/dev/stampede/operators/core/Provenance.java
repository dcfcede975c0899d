package dev.stampede.operators.core;

import dev.stampede.memory.Attributed;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// Runs an operator and says with the result how it was made: the digest of the configuration, the classes of the
/// steps, the version of the engine. A result with attributes carries it under `provenance`; any other comes as a
/// [Result].
///
/// @param inner the operator
public record Provenance<A>(Operator<A, ?> inner) implements Combinator<A, Object> {
    /// The attribute.
    public static final String ATTRIBUTE = "provenance";

    /// A result and how it was made.
    public record Result(Object data, Map<String, Object> provenance) {}

    @Override
    public Object compute(A in) {
        Object out = inner.apply(in);
        return out instanceof Attributed<?> attributed
                ? attributed.withAttribute(ATTRIBUTE, provenance())
                : new Result(out, provenance());
    }

    /// `pipeline_hash`: the first 16 digits of the digest of the configuration; `operators`: names of the steps;
    /// `version`: of the engine.
    public Map<String, Object> provenance() {
        List<String> names = inner instanceof Sequential<?, ?>(var steps)
                ? steps.stream().map(Configured::name).toList()
                : List.of(inner.name());
        Map<String, Object> made = new LinkedHashMap<>();
        made.put("pipeline_hash", inner.config().digest().substring(0, 16));
        made.put("operators", names);
        var version = Provenance.class.getPackage().getImplementationVersion();
        made.put("version", version == null ? "development" : version);
        return made;
    }

    @Override
    public Signature outputSignature(Signature in) {
        return inner.outputSignature(in);
    }

    @Override
    public SequencedMap<String, Operator<?, ?>> children() {
        return Children.one("inner", inner);
    }
}
