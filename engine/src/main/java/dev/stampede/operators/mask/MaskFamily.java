package dev.stampede.operators.mask;

import dev.stampede.operators.core.Configured;
import dev.stampede.operators.core.OperatorFamily;
import java.util.List;

/// Masks.
public final class MaskFamily implements OperatorFamily {
    @Override
    public String name() {
        return "mask";
    }

    @Override
    public List<Class<? extends Configured>> types() {
        return List.of(ApplyMask.class);
    }
}
