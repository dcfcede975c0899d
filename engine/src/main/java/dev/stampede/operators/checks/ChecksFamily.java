package dev.stampede.operators.checks;

import dev.stampede.operators.core.Configured;
import dev.stampede.operators.core.OperatorFamily;
import java.util.List;

/// Checks of values.
public final class ChecksFamily implements OperatorFamily {
    @Override
    public String name() {
        return "checks";
    }

    @Override
    public List<Class<? extends Configured>> types() {
        return List.of(AssertValueRange.class, AssertValidFraction.class);
    }
}
