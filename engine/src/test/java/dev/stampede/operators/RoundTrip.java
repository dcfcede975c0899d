package dev.stampede.operators;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.OperatorRegistry;
import dev.stampede.operators.core.PipelineReader;
import dev.stampede.operators.core.PipelineWriter;

/// Operators written and read back.
public final class RoundTrip {
    private RoundTrip() {}

    /// Through JSON and through YAML: equal, with an equal digest.
    public static void assertComesBack(Operator<?, ?>... operators) {
        var reader = PipelineReader.of(OperatorRegistry.standard());
        for (var operator : operators) {
            assertThat((Object) reader.fromJson(PipelineWriter.json(operator))).isEqualTo(operator);
            var back = reader.fromYaml(PipelineWriter.yaml(operator));
            assertThat((Object) back).isEqualTo(operator);
            assertThat(back.config().digest()).isEqualTo(operator.config().digest());
        }
    }
}
