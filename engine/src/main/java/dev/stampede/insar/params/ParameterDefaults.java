package dev.stampede.insar.params;

import dev.stampede.io.mat.Mat;
import dev.stampede.io.mat.MatValue;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;

/// Default value of every processing parameter, for single-master and for small-baseline datasets. Values
/// as StaMPS 4.0b6 sets them, including parameters that only plots or other programs read; taken from
/// [ParameterTable].
public final class ParameterDefaults {
    /// Set by stage 1 from the image's metadata; `platform` has no default.
    public static final Set<String> FROM_METADATA = Set.of("heading", "lambda", "platform");

    /// Read by some stages when present, never given a default.
    public static final Set<String> WITHOUT_DEFAULT = Set.of("platform", "ref_x", "ref_y", "krig_atmo");

    private ParameterDefaults() {}

    /// All defaults in alphabetical order; `small_baseline_flag` is not among them.
    ///
    /// @param smallBaseline `small_baseline_flag` of the dataset
    /// @param processor     `snap`, `gamma`, `doris`, `isce` or `gsar`
    public static SequencedMap<String, MatValue> of(boolean smallBaseline, String processor) {
        var d = new TreeMap<String, MatValue>();
        d.put("insar_processor", Mat.text(processor));
        for (var parameter : ParameterTable.all()) {
            var value = smallBaseline ? parameter.smallBaseline() : parameter.single();
            if (value != null) {
                d.put(parameter.name(), value);
            }
        }
        return d;
    }
}
