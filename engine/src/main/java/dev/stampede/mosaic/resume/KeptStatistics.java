package dev.stampede.mosaic.resume;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stampede.mosaic.global.BandStatistics;
import dev.stampede.mosaic.global.ImageStatistics;
import dev.stampede.mosaic.global.Overlap;
import dev.stampede.mosaic.global.StatisticsKeeper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Statistics of images and pairs as lines: mean, deviation and count of each band.
final class KeptStatistics implements StatisticsKeeper {
    private final JournalFile journal;

    KeptStatistics(JournalFile journal) {
        this.journal = journal;
    }

    @Override
    public ImageStatistics known() throws IOException {
        Map<String, List<BandStatistics>> whole = new LinkedHashMap<>();
        var overlaps = new ArrayList<Overlap>();
        for (var record : journal.records()) {
            if (record.has("image")) {
                whole.put(record.get("image").asText(), bands(record.path("bands")));
            } else if (record.has("first")) {
                overlaps.add(new Overlap(
                        record.get("first").asText(),
                        record.path("second").asText(),
                        bands(record.path("of_first")),
                        bands(record.path("of_second"))));
            }
        }
        return new ImageStatistics(whole, overlaps);
    }

    @Override
    public void keep(String image, List<BandStatistics> bands) throws IOException {
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("image", image);
        record.put("bands", numbers(bands));
        journal.append(List.of(record));
    }

    @Override
    public void keep(Overlap overlap) throws IOException {
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("first", overlap.firstName());
        record.put("second", overlap.secondName());
        record.put("of_first", numbers(overlap.first()));
        record.put("of_second", numbers(overlap.second()));
        journal.append(List.of(record));
    }

    private static List<List<Number>> numbers(List<BandStatistics> bands) {
        return bands.stream()
                .map(band -> List.<Number>of(band.mean(), band.std(), band.size()))
                .toList();
    }

    private static List<BandStatistics> bands(JsonNode numbers) {
        var bands = new ArrayList<BandStatistics>();
        for (var band : numbers) {
            bands.add(new BandStatistics(
                    JournalFile.number(band.get(0)),
                    JournalFile.number(band.get(1)),
                    band.get(2).asLong()));
        }
        return bands;
    }
}
