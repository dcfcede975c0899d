package dev.stampede.mosaic.report;

import dev.stampede.mosaic.global.OverlapDifferences.Difference;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// A stage of matching after which overlapping images are further apart than before it.
///
/// @param stage    name of the state after it, such as `after_local`
/// @param overlaps pairs and bands that share pixels
/// @param worse    those that got worse, by how much in the first place
/// @param bands    bands that got worse over all pairs together, from 1
public record StageWarning(String stage, int overlaps, List<Worse> worse, List<Integer> bands) {
    /// Growth that a single pair and band may show: matching weighs all pairs against each other, and a good match of
    /// scenes without clouds has pairs that lose a fifth while all together gain.
    private static final double TOLERATED_OF_PAIR = 1.25;

    /// Growth that all pairs of a band may show together.
    private static final double TOLERATED_OF_BAND = 1.05;

    /// Mean square a difference gains when both pixels are rounded to integers: two times 1/12.
    private static final double ROUNDING = 1.0 / 6;

    private static final int NAMED = 5;

    public StageWarning {
        worse = List.copyOf(worse);
        bands = List.copyOf(bands);
    }

    /// A pair and band, in root mean square differences.
    public record Worse(String first, String second, int band, double before, double after) {
        private String text() {
            return String.format(Locale.ROOT, "%s - %s band %d %.4g -> %.4g", first, second, band, before, after);
        }
    }

    /// One per stage that made something worse.
    /// @param integers whether matched pixels are rounded
    static List<StageWarning> of(DifferenceTable table, boolean integers) {
        var warnings = new ArrayList<StageWarning>();
        for (int stage = 1; stage < table.stages().size(); stage++) {
            var worse = new ArrayList<Worse>();
            int overlaps = 0;
            for (int row = 0; row < table.rows(); row++) {
                Difference pair = table.before(row);
                double before = table.rmse(stage - 1, row);
                double after = table.rmse(stage, row);
                overlaps += Double.isNaN(after) ? 0 : 1;
                if (isWorse(before, after, integers, TOLERATED_OF_PAIR)) {
                    worse.add(new Worse(pair.first(), pair.second(), pair.band(), before, after));
                }
            }
            var bands = new ArrayList<Integer>();
            for (int band = 1; band <= table.bands(); band++) {
                if (isWorse(table.pooled(stage - 1, band), table.pooled(stage, band), integers, TOLERATED_OF_BAND)) {
                    bands.add(band);
                }
            }
            if (!worse.isEmpty() || !bands.isEmpty()) {
                worse.sort(Comparator.comparingDouble(row -> -row.after() / row.before()));
                warnings.add(new StageWarning(table.stages().get(stage), overlaps, worse, bands));
            }
        }
        return warnings;
    }

    /// `false` where either is `NaN`.
    private static boolean isWorse(double before, double after, boolean integers, double tolerated) {
        return after > tolerated * Math.sqrt(before * before + (integers ? ROUNDING : 0));
    }

    /// For people: what got worse, and what to do.
    public String text() {
        var text = new StringBuilder("warning: after " + name() + " matching ");
        if (worse.isEmpty()) {
            text.append("overlapping images are further apart than before");
        } else {
            text.append(worse.size() + " of " + overlaps + " overlaps (pair and band) are further apart than before, as"
                    + " root mean square differences: ");
            text.append(worse.stream().limit(NAMED).map(Worse::text).collect(Collectors.joining(", ")));
            if (worse.size() > NAMED) {
                text.append(", and " + (worse.size() - NAMED) + " more in " + MosaicReport.DOCUMENT);
            }
        }
        text.append("; over all pairs together ").append(bandNames());
        return text.append(". ").append(advice()).toString();
    }

    private String bandNames() {
        var names = bands.stream().map(String::valueOf).collect(Collectors.joining(", "));
        return bands.isEmpty() ? "no band is" : bands.size() == 1 ? "band " + names + " is" : "bands " + names + " are";
    }

    private String name() {
        return stage.substring(stage.indexOf('_') + 1);
    }

    private String advice() {
        var mend = "Often clouds or changed ground are the cause: keep them out with ";
        return isLocal()
                ? mend
                        + "--local-block-adjustment-vector-mask exclude,FILE or make them no data; or correct with fewer blocks"
                        + " (--local-block-adjustment-number-of-blocks) or not at all (--matching-local-method none)"
                : mend + "--global-regression-vector-mask exclude,FILE or make them no data; or leave the stage out"
                        + " (--matching-global-method none)";
    }

    private boolean isLocal() {
        return name().equals("local");
    }

    /// For JSON: the text, and every pair and band it is about.
    public Map<String, Object> document() {
        var rows = new ArrayList<Map<String, Object>>();
        for (var pair : worse) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("first", pair.first());
            row.put("second", pair.second());
            row.put("band", pair.band());
            row.put("rmse_before", pair.before());
            row.put("rmse_after", pair.after());
            rows.add(row);
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("stage", name() + "_matching");
        document.put("message", text());
        document.put("overlaps", overlaps);
        document.put("worse", rows);
        document.put("bands_worse_over_all_pairs", bands);
        return document;
    }
}
