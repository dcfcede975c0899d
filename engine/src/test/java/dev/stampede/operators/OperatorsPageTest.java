package dev.stampede.operators;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.operators.core.OperatorRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The page about operators is that of the code, and the code says what each operator does. With
/// `-Dstampede.writePages=true` the page is written instead of compared.
class OperatorsPageTest {
    private static final OperatorRegistry REGISTRY = OperatorRegistry.standard();

    private static OperatorsPage page;

    @BeforeAll
    static void readComments() throws IOException {
        page = OperatorsPage.read(REGISTRY);
    }

    @Test
    void thePageIsThatOfTheCode() throws IOException {
        var file = Path.of("..").resolve("docs/operators.md");
        String made = page.markdown(REGISTRY);
        if (Boolean.getBoolean("stampede.writePages")) {
            Files.writeString(file, made);
        }

        assertThat(Files.readString(file))
                .as("docs/operators.md is made by: make operators")
                .isEqualTo(made);
    }

    @Test
    void everyOperatorSaysWhatItDoesAndWhatItsParametersMean() {
        List<String> silent = new ArrayList<>();
        for (var type : REGISTRY.types()) {
            if (page.text(type).length() < 20) {
                silent.add(type.type().getName());
            }
            for (var parameter : type.parameters()) {
                if (page.meaning(type, parameter).isEmpty()) {
                    silent.add(type.type().getName() + ": @param " + parameter.component());
                }
            }
        }

        assertThat(silent).as("operators and parameters without a doc comment").isEmpty();
    }
}
