package dev.stampede.mosaic.resume;

import dev.stampede.mosaic.local.BlockMeansKeeper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Block means of images as lines.
final class KeptBlockMeans implements BlockMeansKeeper {
    private final JournalFile journal;
    private Map<String, Kept> read;

    KeptBlockMeans(JournalFile journal) {
        this.journal = journal;
    }

    @Override
    public synchronized Optional<Kept> known(String image) throws IOException {
        return Optional.ofNullable(all().get(image));
    }

    /// By image, as they were when first asked for.
    private Map<String, Kept> all() throws IOException {
        if (read == null) {
            read = new LinkedHashMap<>();
            for (var record : journal.records()) {
                var bands = new ArrayList<double[]>();
                record.path("bands").forEach(band -> bands.add(JournalFile.numbers(band)));
                var kept = new Kept(
                        record.path("rows").asInt(),
                        record.path("cols").asInt(),
                        bands,
                        JournalFile.number(record.path("minimum")));
                read.put(record.path("image").asText(), kept);
            }
        }
        return read;
    }

    @Override
    public void keep(String image, Kept means) throws IOException {
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("image", image);
        record.put("rows", means.rows());
        record.put("cols", means.cols());
        record.put("minimum", means.minimum());
        record.put("bands", means.bands());
        journal.append(List.of(record));
    }
}
