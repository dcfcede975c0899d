package dev.stampede.insar.params;

import dev.stampede.insar.artifacts.StageFiles;
import dev.stampede.io.mat.MatValue;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// What there is to know about one parameter.
///
/// @param name          full name
/// @param single        default of a dataset with a single reference image; `null` = none
/// @param smallBaseline default of a small-baseline dataset; `null` = none
/// @param rule          accepted values
/// @param unit          of the value; empty when it has none
/// @param effect        what it changes
/// @param commands      commands that read it besides the stages
public record ParameterInfo(
        String name,
        MatValue single,
        MatValue smallBaseline,
        ParameterRule rule,
        String unit,
        String effect,
        List<String> commands) {

    /// Where it is read: stages in the order of the chain, then commands. Empty for one nothing reads.
    public List<String> readers() {
        var readers = new ArrayList<String>();
        var stages = StageFiles.ALL.stream()
                .filter(step -> step.parameters().contains(name))
                .map(step -> String.valueOf(step.stage()))
                .distinct()
                .collect(Collectors.joining(", "));
        if (!stages.isEmpty()) {
            readers.add(stages);
        }
        readers.addAll(commands);
        return readers;
    }

    static String defaultText(MatValue value) {
        return value == null ? "none" : ParameterText.format(value);
    }
}
