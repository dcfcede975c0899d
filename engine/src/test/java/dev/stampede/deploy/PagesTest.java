package dev.stampede.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.operators.core.Lint;
import dev.stampede.operators.core.OperatorRegistry;
import dev.stampede.operators.core.PipelineReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Pipelines written in pages and beside the examples can be read.
class PagesTest {
    private static final Pattern YAML = Pattern.compile("```yaml\\n(.*?)```", Pattern.DOTALL);

    private static List<Path> files(String folder, String ending) throws IOException {
        try (var files = Files.walk(Path.of(folder))) {
            return files.filter(f -> f.toString().endsWith(ending)).sorted().toList();
        }
    }

    @Test
    void pipelinesInPagesCanBeRead() throws IOException {
        int found = 0;
        for (var page : files("../docs/howto/deployment", ".md")) {
            var blocks = YAML.matcher(Files.readString(page));
            while (blocks.find()) {
                var operator = PipelineReader.of(OperatorRegistry.standard()).fromYaml(blocks.group(1));
                assertThat(Lint.mismatches(operator)).as(page.toString()).isEmpty();
                assertThat(new PipelineCall(operator).digest()).hasSize(64);
                found++;
            }
        }
        assertThat(found).isGreaterThanOrEqualTo(4);
    }

    @Test
    void pipelinesBesideTheExamplesCanBeRead() throws IOException {
        for (var file : files("../examples/pipelines", ".yaml")) {
            var operator = PipelineReader.of(OperatorRegistry.standard()).read(file);
            assertThat(Lint.mismatches(operator)).as(file.toString()).isEmpty();
        }
    }

    @Test
    void thereIsAPageForEachShell() throws IOException {
        assertThat(files("../docs/howto/deployment", ".md")).hasSize(14);
        var index = Files.readString(Path.of("../docs/howto/deployment/README.md"));
        for (var page : files("../docs/howto/deployment", ".md")) {
            if (!page.endsWith("README.md")) {
                assertThat(index).contains("(" + page.getFileName() + ")");
            }
        }
    }
}
