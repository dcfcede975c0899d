package dev.stampede.operators.qa;

import dev.stampede.operators.core.Default;
import dev.stampede.operators.pixels.Band;
import java.util.List;
import java.util.Optional;

/// Drops shadows of clouds as marked by bits or by values of a quality band. Exactly one of both is given.
///
/// @param qaBand the quality band by index or name; not needed where there is one band
/// @param bits   from 0 to 31
/// @param values of the band
/// @param mode   whether any or all bits have to be set
/// @param invert whether to drop all others instead
public record MaskCloudShadow(
        Optional<Band> qaBand,
        Optional<List<Integer>> bits,
        Optional<List<Integer>> values,
        @Default("\"any\"") BitMode mode,
        @Default("false") boolean invert)
        implements BitsOrValues {
    public MaskCloudShadow {
        BitsOrValues.require(bits, values);
    }
}
