package dev.stampede.deploy;

import dev.stampede.operators.core.QcException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Scenes through a chain of checks: which passed, which are set aside and why, how often each rule failed.
///
/// @param passed      files
/// @param quarantined file to the message of the check that failed
/// @param rules       name of the check to the number of files it failed
/// @param unreadable  file to the reason
public record QualityReport(
        List<Path> passed, Map<Path, String> quarantined, Map<String, Integer> rules, Map<Path, String> unreadable) {
    /// Runs every file through the checks. A failed check ends that file and not the others.
    public static QualityReport of(PipelineCall checks, List<Path> files) {
        var passed = new ArrayList<Path>();
        var quarantined = new LinkedHashMap<Path, String>();
        var rules = new TreeMap<String, Integer>();
        var unreadable = new LinkedHashMap<Path, String>();
        for (var file : files) {
            try (var arena = Arena.ofShared()) {
                checks.apply(arena, PipelineCall.read(arena, List.of(file)));
                passed.add(file);
            } catch (QcException e) {
                quarantined.put(file, e.getMessage());
                rules.merge(rule(e), 1, Integer::sum);
            } catch (IOException e) {
                unreadable.put(file, e.getMessage());
            }
        }
        return new QualityReport(List.copyOf(passed), quarantined, rules, unreadable);
    }

    /// Messages of checks begin with their name.
    private static String rule(QcException e) {
        String message = String.valueOf(e.getMessage());
        int colon = message.indexOf(':');
        return colon > 0 ? message.substring(0, colon) : e.getClass().getSimpleName();
    }

    public boolean allPassed() {
        return quarantined.isEmpty() && unreadable.isEmpty();
    }

    /// In plain values.
    public Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("files", passed.size() + quarantined.size() + unreadable.size());
        document.put("passed", passed.stream().map(Path::toString).toList());
        document.put("rules", rules);
        document.put("quarantined", rows(quarantined));
        document.put("unreadable", rows(unreadable));
        return document;
    }

    private static List<Map<String, Object>> rows(Map<Path, String> reasons) {
        List<Map<String, Object>> rows = new ArrayList<>();
        reasons.forEach((file, reason) -> rows.add(Map.of("file", file.toString(), "reason", reason)));
        return rows;
    }
}
