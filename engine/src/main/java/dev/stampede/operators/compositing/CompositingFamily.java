package dev.stampede.operators.compositing;

import dev.stampede.operators.core.Configured;
import dev.stampede.operators.core.OperatorFamily;
import java.util.List;

/// Many scenes to one.
public final class CompositingFamily implements OperatorFamily {
    @Override
    public String name() {
        return "compositing";
    }

    @Override
    public List<Class<? extends Configured>> types() {
        return List.of(
                MedianComposite.class,
                MaxNdviComposite.class,
                CloudFreeComposite.class,
                MinCloudComposite.class,
                BAPComposite.class,
                BlendMatched.class,
                StackMatched.class);
    }
}
