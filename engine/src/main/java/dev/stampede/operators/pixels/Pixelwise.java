package dev.stampede.operators.pixels;

import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Sequential;
import java.util.Optional;

/// An operator whose result at a pixel follows from that pixel alone, so that a scene can be worked on tile by tile:
/// the result of a window is that window of the result. Statistics of bands and neighbourhoods are not such.
public interface Pixelwise {
    /// Whether it is with these parameters.
    default boolean isPixelwise() {
        return true;
    }

    /// The name of the first part of a pipeline that needs more than a pixel; empty if none does.
    static Optional<String> obstacle(Operator<?, ?> pipeline) {
        if (pipeline instanceof Sequential<?, ?>(var steps)) {
            return steps.stream()
                    .map(Pixelwise::obstacle)
                    .flatMap(Optional::stream)
                    .findFirst();
        }
        boolean fine = pipeline instanceof Pixelwise pixelwise && pixelwise.isPixelwise();
        return fine ? Optional.empty() : Optional.of(pipeline.name());
    }
}
