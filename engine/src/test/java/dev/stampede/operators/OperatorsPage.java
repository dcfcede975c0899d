package dev.stampede.operators;

import dev.stampede.operators.core.OperatorRegistry;
import dev.stampede.operators.core.OperatorType;
import dev.stampede.operators.core.Parameter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// `docs/operators.md`, made from the registry and the doc comments of the operators.
final class OperatorsPage {
    private static final String HEAD = """
            # Operators

            Made by `make operators` from the registry and the comments in the code; do not edit. In a file an operator is
            `{op: NAME, config: {parameter: value, ...}}`; parameters with a default may be left out. `stampede pipe operators`
            lists the same names. In every mask `true` means: drop this pixel. No operator looks at the fill value of a raster
            unless it says so.
            """;

    /// Code, which stays, or a link as the doc comment tree gives it: `{@link package.Type#method(...)}`.
    private static final Pattern LINK = Pattern.compile("`[^`]*`|\\{@link(?:plain)? ([^ }]+)[^}]*}");

    /// Where sources lie as seen from the module.
    static final Path SOURCES = Path.of("src/main/java");

    private final SourceComments comments;

    private OperatorsPage(SourceComments comments) {
        this.comments = comments;
    }

    static OperatorsPage read(OperatorRegistry registry) throws IOException {
        List<Class<?>> types = new ArrayList<>();
        for (var type : registry.types()) {
            types.add(type.type());
            types.add(type.settings());
        }
        return new OperatorsPage(SourceComments.of(SOURCES, types));
    }

    String markdown(OperatorRegistry registry) {
        Map<String, List<OperatorType>> families = new LinkedHashMap<>();
        registry.types()
                .forEach(type -> families.computeIfAbsent(type.family(), f -> new ArrayList<>())
                        .add(type));
        var page = new StringBuilder(HEAD);
        families.forEach((family, types) -> {
            page.append("\n## ").append(family).append('\n');
            types.forEach(type -> page.append(section(type)));
        });
        return page.toString();
    }

    private String section(OperatorType type) {
        var text = new StringBuilder("\n### ").append(type.name()).append("\n\n");
        text.append(plain(comments.of(type.type()).text())).append('\n');
        if (!type.parameters().isEmpty()) {
            text.append("\n| parameter | value | default | meaning |\n|---|---|---|---|\n");
            for (var parameter : type.parameters()) {
                text.append("| `").append(parameter.key()).append("` | ");
                text.append(parameter.typeText()).append(" | ");
                text.append(
                        parameter.isRequired()
                                ? "required"
                                : "`" + parameter.defaultValue().orElse("none") + "`");
                text.append(" | ").append(plain(meaning(type, parameter)).replace("|", "\\|"));
                text.append(" |\n");
            }
        }
        List<String> refusals = new ArrayList<>(comments.of(type.type()).refusals());
        if (type.settings() != type.type()) {
            refusals.addAll(comments.of(type.settings()).refusals());
        }
        if (!refusals.isEmpty()) {
            text.append("\nRefused ").append(plain(String.join("; ", refusals))).append(".\n");
        }
        return text.toString();
    }

    /// What the comments say of a parameter; of bands in a formula nothing needs to be said one by one.
    String meaning(OperatorType type, Parameter parameter) {
        for (var described : List.of(comments.of(type.settings()), comments.of(type.type()))) {
            String text = described.parameters().get(parameter.component());
            if (text != null) {
                return text;
            }
        }
        if (parameter.typeText().equals("band")) {
            return "band by index or by name; wins over `" + parameter.key() + "_idx`";
        }
        return parameter.key().endsWith("_idx") ? "band by index from 0" : "";
    }

    String text(OperatorType type) {
        return comments.of(type.type()).text();
    }

    /// Links as code, and headings one level below those of the page.
    private static String plain(String markdown) {
        return LINK.matcher(markdown).replaceAll(OperatorsPage::code).replaceAll("(?m)^(#+ )", "###$1");
    }

    private static String code(MatchResult match) {
        if (match.group(1) == null) {
            return java.util.regex.Matcher.quoteReplacement(match.group());
        }
        String name = match.group(1).replaceAll("\\(.*", "").replaceAll("^.*[.#]", "");
        return java.util.regex.Matcher.quoteReplacement("`" + name + "`");
    }
}
