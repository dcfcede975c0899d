package dev.stampede.verify.gate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stampede.insar.pipeline.PipelineReport;
import dev.stampede.insar.pipeline.ResultRow;
import dev.stampede.io.mat.FormatException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/// What a run may take, as data:
///
/// ```
/// {"total_seconds": 600,
///  "stages": [{"stage": 2, "scope": "patch", "max_seconds": 120, "max_peak_bytes": 4294967296,
///              "waiver": {"reason": "...", "owner": "...", "expires": "2027-01-31"}}]}
/// ```
///
/// A waiver excuses its row until the end of the day it expires.
///
/// @param totalSeconds of all rows together
/// @param stages       per stage and scope
public record Budget(OptionalDouble totalSeconds, List<Line> stages) {
    /// @param stage      1 to 8
    /// @param scope      patch or merged
    /// @param maxSeconds of one row
    /// @param maxBytes   of one row
    /// @param waiver     in force at the time of reading, otherwise `null`
    public record Line(int stage, String scope, OptionalDouble maxSeconds, OptionalDouble maxBytes, String waiver) {}

    /// A row or total against its limit.
    ///
    /// @param what    stage, scope and target, or `total`
    /// @param measure `seconds` or `peak_bytes`
    /// @param found   what it took
    /// @param limit   what it may take
    /// @param waiver  reason why an excess counts as agreed, otherwise `null`
    public record Finding(String what, String measure, double found, double limit, String waiver) {
        public boolean ok() {
            return found <= limit || waiver != null;
        }

        Map<String, Object> document() {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("what", what);
            row.put("measure", measure);
            row.put("found", found);
            row.put("limit", limit);
            row.put("ok", ok());
            if (found > limit && waiver != null) {
                row.put("waived", waiver);
            }
            return row;
        }
    }

    /// @param today decides which waivers are in force
    /// @throws FormatException naming the entry that is wrong
    public static Budget read(Path file, LocalDate today) throws IOException {
        JsonNode root;
        try {
            root = new ObjectMapper().readTree(file.toFile());
        } catch (com.fasterxml.jackson.core.JacksonException e) {
            throw new FormatException(file, "is not JSON: " + e.getOriginalMessage(), e);
        }
        var lines = new ArrayList<Line>();
        for (var entry : root.path("stages")) {
            int stage = entry.path("stage").asInt();
            var scope = entry.path("scope").asText();
            if (stage < 1 || stage > 8 || !scope.equals("patch") && !scope.equals("merged")) {
                throw new FormatException(
                        file,
                        "has stage " + entry.path("stage") + " of scope " + entry.path("scope")
                                + ", expected 1 to 8 and patch or merged");
            }
            lines.add(new Line(
                    stage,
                    scope,
                    limit(file, entry, "max_seconds"),
                    limit(file, entry, "max_peak_bytes"),
                    waiver(file, entry.path("waiver"), today)));
        }
        return new Budget(limit(file, root, "total_seconds"), lines);
    }

    private static OptionalDouble limit(Path file, JsonNode entry, String name) throws FormatException {
        var value = entry.path(name);
        if (value.isMissingNode()) {
            return OptionalDouble.empty();
        }
        if (!value.isNumber() || !(value.asDouble() > 0)) {
            throw new FormatException(file, name + " is " + value + ", expected a positive number");
        }
        return OptionalDouble.of(value.asDouble());
    }

    private static String waiver(Path file, JsonNode waiver, LocalDate today) throws FormatException {
        if (waiver.isMissingNode()) {
            return null;
        }
        for (var name : new String[] {"reason", "owner", "expires"}) {
            if (waiver.path(name).asText().isBlank()) {
                throw new FormatException(file, "has a waiver without " + name);
            }
        }
        try {
            return LocalDate.parse(waiver.path("expires").asText()).isBefore(today)
                    ? null
                    : waiver.path("reason").asText() + " ("
                            + waiver.path("owner").asText() + ", until "
                            + waiver.path("expires").asText() + ")";
        } catch (DateTimeException e) {
            throw new FormatException(
                    file, "has a waiver that expires " + waiver.path("expires") + ", expected YYYY-MM-DD", e);
        }
    }

    /// Every row that has a budget, against it.
    public List<Finding> judge(PipelineReport report) {
        var findings = new ArrayList<Finding>();
        double total = 0;
        for (var row : report.rows()) {
            total += row.durationSeconds().orElse(0);
            for (var line : stages) {
                if (line.stage == row.task().stage()
                        && line.scope.equals(row.task().scope().name().toLowerCase(Locale.ROOT))) {
                    judge(row, line, findings);
                }
            }
        }
        if (totalSeconds.isPresent()) {
            findings.add(new Finding("total", "seconds", total, totalSeconds.getAsDouble(), null));
        }
        return findings;
    }

    private static void judge(ResultRow row, Line line, List<Finding> findings) {
        if (line.maxSeconds.isPresent() && row.durationSeconds().isPresent()) {
            findings.add(new Finding(
                    row.task().toString(),
                    "seconds",
                    row.durationSeconds().getAsDouble(),
                    line.maxSeconds.getAsDouble(),
                    line.waiver));
        }
        if (line.maxBytes.isPresent() && row.peakBytes().isPresent()) {
            findings.add(new Finding(
                    row.task().toString(),
                    "peak_bytes",
                    row.peakBytes().getAsLong(),
                    line.maxBytes.getAsDouble(),
                    line.waiver));
        }
    }
}
