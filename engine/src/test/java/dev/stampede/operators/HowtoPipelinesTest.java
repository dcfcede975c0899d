package dev.stampede.operators;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.operators.core.OperatorRegistry;
import dev.stampede.operators.core.PipelineReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Pipelines shown in the guide can be read as they stand.
class HowtoPipelinesTest {
    private static final Pattern YAML = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

    @Test
    void everyPipelineOfTheGuideIsOne() throws IOException {
        var page = Files.readString(Path.of("..").resolve("docs/howto/raster-pipelines.md"));
        var reader = PipelineReader.of(OperatorRegistry.standard());

        var texts =
                YAML.matcher(page).results().map((MatchResult m) -> m.group(1)).toList();

        assertThat(texts).hasSizeGreaterThanOrEqualTo(6);
        for (var text : texts) {
            assertThat(reader.fromYaml(text).describe()).as(text).isNotEmpty();
        }
    }
}
