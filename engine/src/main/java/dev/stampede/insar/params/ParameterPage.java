package dev.stampede.insar.params;

/// The page about parameters, made from [ParameterTable].
public final class ParameterPage {
    private static final String HEAD = """
            # Parameters

            Made by `make parameters` from the table in the code; do not edit. Change a value with
            `stampede params set NAME VALUE`; NaN brings the default back. A value that does not fit is refused by name
            before anything is written. *Read by* names stages by number and commands by name.

            | name | default, single reference | default, small baselines | values | unit | effect | read by |
            |---|---|---|---|---|---|---|
            """;

    private ParameterPage() {}

    /// Markdown, one row per parameter in the order of the table.
    public static String markdown() {
        var page = new StringBuilder(HEAD);
        for (var p : ParameterTable.all()) {
            var readers = p.readers();
            page.append("| `").append(p.name()).append("` | ");
            page.append(ParameterInfo.defaultText(p.single())).append(" | ");
            page.append(ParameterInfo.defaultText(p.smallBaseline())).append(" | ");
            page.append(p.rule().text()).append(" | ").append(p.unit()).append(" | ");
            page.append(p.effect()).append(" | ");
            page.append(readers.isEmpty() ? "nothing" : String.join(", ", readers))
                    .append(" |\n");
        }
        return page.toString();
    }
}
