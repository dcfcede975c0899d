package dev.stampede.operators.viz;

import dev.stampede.operators.core.Configured;
import dev.stampede.operators.core.OperatorFamily;
import java.util.List;

/// Pictures.
public final class VizFamily implements OperatorFamily {
    @Override
    public String name() {
        return "viz";
    }

    @Override
    public List<Class<? extends Configured>> types() {
        return List.of(
                Composite.class,
                TrueColor.class,
                FalseColor.class,
                SwirComposite.class,
                StretchToUint8.class,
                ToUint8.class,
                ApplyColormap.class,
                ApplyDiscreteColormap.class,
                GammaCorrect.class,
                Hillshade.class,
                ShadedRelief.class,
                Overlay.class,
                AnnotatePolygons.class,
                AnnotatePoints.class);
    }
}
