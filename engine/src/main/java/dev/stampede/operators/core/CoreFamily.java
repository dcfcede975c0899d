package dev.stampede.operators.core;

import java.util.List;

/// Composition itself.
final class CoreFamily implements OperatorFamily {
    @Override
    public String name() {
        return "core";
    }

    @Override
    public List<Class<? extends Configured>> types() {
        return List.of(
                Sequential.class,
                Graph.class,
                Fanout.class,
                Juxt.class,
                Identity.class,
                Const.class,
                Try.class,
                Retry.class,
                Cache.class,
                ThreadMap.class,
                CpuMap.class,
                AsyncMap.class,
                BatchedMap.class,
                AssertShape.class,
                AssertDType.class,
                AssertHasAttribute.class,
                ModeGate.class,
                Provenance.class);
    }
}
