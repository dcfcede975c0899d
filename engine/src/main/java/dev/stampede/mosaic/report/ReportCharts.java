package dev.stampede.mosaic.report;

import dev.stampede.mosaic.global.Adjustment;
import dev.stampede.plot.sheet.DotRowsPanel;
import dev.stampede.plot.sheet.Sheet;
import dev.stampede.plot.sheet.TablePanel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/// The pictures of numbers.
final class ReportCharts {
    private static final int MOST_ROWS = 80;

    private ReportCharts() {}

    /// Gains and offsets, a row per image.
    static Sheet adjustments(Map<String, List<Adjustment>> adjustments) {
        int bands = adjustments.values().iterator().next().size();
        var columns = new ArrayList<String>();
        var neutral = new double[2 * bands];
        var spread = new double[2 * bands];
        for (int band = 0; band < bands; band++) {
            columns.add("gain " + (band + 1));
        }
        for (int band = 0; band < bands; band++) {
            columns.add("offset " + (band + 1));
        }
        var rows = new ArrayList<TablePanel.Row>();
        for (var image : adjustments.entrySet()) {
            var texts = new ArrayList<String>();
            var values = new double[2 * bands];
            for (int c = 0; c < 2 * bands; c++) {
                var adjustment = image.getValue().get(c % bands);
                neutral[c] = c < bands ? 1 : 0;
                values[c] = c < bands ? adjustment.scale() : adjustment.offset();
                texts.add(String.format(Locale.ROOT, c < bands ? "%.4f" : "%.1f", values[c])
                        .replace('-', '\u2212'));
            }
            rows.add(new TablePanel.Row(image.getKey(), texts, values));
        }
        // One scale for all gains and one for all offsets, so that bands compare.
        for (var row : rows) {
            for (int c = 0; c < 2 * bands; c++) {
                double distance = Math.abs(row.values()[c] - neutral[c]);
                for (int same = c < bands ? 0 : bands; same < (c < bands ? bands : 2 * bands); same++) {
                    spread[same] = Math.max(spread[same], distance);
                }
            }
        }
        var table = new TablePanel("", columns, rows.subList(0, Math.min(MOST_ROWS, rows.size())), neutral, spread);
        return new Sheet(
                "Global matching: gain and offset",
                "Corrected value = gain \u00b7 value + offset, of each image and band",
                "Colour: distance from gain 1 and offset 0; red below, blue above." + leftOut(rows.size(), "images"),
                1,
                List.of(table));
    }

    /// Root mean square differences, a row per pair and band; of very many those that were largest.
    static Sheet differences(DifferenceTable table) {
        var order = IntStream.range(0, table.rows()).boxed().toList();
        if (order.size() > MOST_ROWS) {
            order = order.stream()
                    .sorted(Comparator.comparingDouble(row -> -table.before(row).rmse()))
                    .limit(MOST_ROWS)
                    .sorted()
                    .toList();
        }
        var rows = new ArrayList<DotRowsPanel.Row>();
        for (int band = 1; band <= table.bands(); band++) {
            int of = band;
            rows.add(new DotRowsPanel.Row(
                    "all pairs",
                    "band " + band,
                    IntStream.range(0, table.stages().size())
                            .mapToDouble(stage -> table.pooled(stage, of))
                            .toArray()));
        }
        for (int row : order) {
            var pair = table.before(row);
            rows.add(new DotRowsPanel.Row(
                    pair.first() + " \u2013 " + pair.second(),
                    "band " + pair.band(),
                    IntStream.range(0, table.stages().size())
                            .mapToDouble(stage -> table.rmse(stage, row))
                            .toArray()));
        }
        var stages =
                table.stages().stream().map(stage -> stage.replace('_', ' ')).toList();
        return new Sheet(
                "Differences of overlapping images",
                "Root mean square of first minus second, over the pixels valid in both, in the units of the images",
                "Numbers: in the order of the colours; \u2013: the pair shares no valid pixel."
                        + leftOut(table.rows(), "pairs and bands"),
                1,
                List.of(new DotRowsPanel("", stages, rows)));
    }

    private static String leftOut(int rows, String what) {
        return rows <= MOST_ROWS ? "" : " " + (rows - MOST_ROWS) + " more " + what + " are in report.json.";
    }
}
