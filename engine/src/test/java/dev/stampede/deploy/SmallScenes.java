package dev.stampede.deploy;

import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.OperatorRegistry;
import dev.stampede.operators.core.PipelineReader;
import dev.stampede.runtime.Progress;
import dev.stampede.runtime.Workers;
import dev.stampede.synth.OpticalOptions;
import dev.stampede.synth.OpticalSimulator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Simulated scenes and the pipeline that every shell runs.
final class SmallScenes {
    static final String NDVI = """
            op: Sequential
            config:
              operators:
                - {op: DNToReflectance, config: {scale: 0.0001}}
                - {op: NDVI, config: {red: B04, nir: B08}}
            """;

    static final String TRUE_COLOR = """
            op: Sequential
            config:
              operators:
                - {op: TrueColor}
                - {op: ToUint8, config: {vmin: 0, vmax: 2500}}
            """;

    private SmallScenes() {}

    /// Files of so many dates, 96 x 80 pixels.
    static List<Path> in(Path folder, int dates) throws IOException {
        var options = OpticalOptions.USUAL
                .withSize(96, 80)
                .withDates(OpticalOptions.USUAL.firstDate(), dates, 10, 0.1)
                .withExtras(0, 0);
        try (var workers = new Workers(2)) {
            return new OpticalSimulator(options)
                    .run(folder, workers, Progress.NONE).scenes().stream()
                            .map(OpticalSimulator.Scene::file)
                            .toList();
        }
    }

    static Operator<?, ?> pipeline(String yaml) {
        return PipelineReader.of(OperatorRegistry.standard()).fromYaml(yaml);
    }

    static PipelineCall call(String yaml) {
        return new PipelineCall(pipeline(yaml));
    }
}
