package dev.stampede.operators.patch;

import dev.stampede.operators.core.Configured;
import dev.stampede.operators.core.OperatorFamily;
import dev.stampede.patcher.PatcherAxes;
import java.util.List;
import java.util.stream.Stream;

/// Patches, and the axes of patchers.
public final class PatchFamily implements OperatorFamily {
    @Override
    public String name() {
        return "patch";
    }

    @Override
    public List<Class<? extends Configured>> types() {
        return Stream.concat(
                        Stream.of(GridSampler.class, ApplyToChips.class, Stitch.class), PatcherAxes.types().stream())
                .toList();
    }
}
