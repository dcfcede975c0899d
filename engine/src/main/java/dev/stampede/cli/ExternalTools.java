package dev.stampede.cli;

import dev.stampede.geometry.Triangulators;
import dev.stampede.insar.pipeline.config.RunConfig;
import dev.stampede.insar.unwrap.Unwrappers;
import dev.stampede.runtime.ToolStatus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// What of others a run may use, and what the configuration makes it use.
final class ExternalTools {
    private ExternalTools() {}

    /// One row per tool: name, kind, setting, found, selected, file, version, reason.
    static List<Map<String, Object>> rows(RunConfig config) {
        var triangle = Objects.toString(config.value("tools.triangle"), "");
        var snaphu = Objects.toString(config.value("tools.snaphu"), "");
        List<Map<String, Object>> rows = new ArrayList<>();
        rows.add(row(Triangulators.status(triangle), Triangulators.isLibrary(triangle)));
        for (var status : Unwrappers.snaphuStatus(snaphu)) {
            boolean inProcess = status.kind().equals("library");
            rows.add(row(status, config.usesSnaphu() && inProcess == Unwrappers.isLibrary(snaphu)));
        }
        return rows;
    }

    private static Map<String, Object> row(ToolStatus status, boolean selected) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("name", status.name());
        row.put("kind", status.kind());
        row.put("setting", status.setting());
        row.put("found", status.found());
        row.put("selected", selected);
        row.put("file", status.file());
        row.put("version", status.version());
        row.put("reason", status.found() ? null : status.reason());
        return row;
    }

    static String text(List<Map<String, Object>> rows) {
        var table = new Table("external", "kind", "here", "used", "what was found, or how to add it");
        for (var row : rows) {
            boolean found = (Boolean) row.get("found");
            var version = row.get("version") == null ? "" : " (" + row.get("version") + ")";
            table.row(
                    row.get("name"),
                    row.get("kind"),
                    found ? "yes" : "no",
                    (Boolean) row.get("selected") ? "yes" : "no",
                    found ? row.get("file") + version : row.get("reason"));
        }
        return table.toString();
    }
}
