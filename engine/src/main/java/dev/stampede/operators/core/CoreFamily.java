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
        return List.of(Sequential.class, Identity.class);
    }
}
