package dev.stampede.mosaic.resume;

import dev.stampede.mosaic.TileLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/// The mosaic while it is not whole, and the list of its tiles.
final class KeptTiles implements TileLog {
    private final ResumeFolder folder;
    private int reused;
    private int all;

    KeptTiles(ResumeFolder folder) {
        this.folder = folder;
    }

    @Override
    public Path partial() {
        return folder.file(ResumeFolder.MOSAIC);
    }

    @Override
    public Map<Integer, Long> written() throws IOException {
        var tiles = new TreeMap<Integer, Long>();
        for (var record : folder.journal(ResumeFolder.TILES).records()) {
            tiles.put(record.path("tile").asInt(-1), record.path("crc").asLong(-1));
        }
        return tiles;
    }

    @Override
    public void add(Map<Integer, Long> tiles) throws IOException {
        var records = new ArrayList<Map<String, Object>>();
        tiles.forEach((tile, checksum) -> {
            Map<String, Object> record = new LinkedHashMap<>();
            record.put("tile", tile);
            record.put("crc", checksum);
            records.add(record);
        });
        folder.journal(ResumeFolder.TILES).append(records);
    }

    @Override
    public void clear() throws IOException {
        Files.deleteIfExists(folder.file(ResumeFolder.TILES));
        Files.deleteIfExists(partial());
    }

    @Override
    public void reused(int tiles, int of) {
        reused = tiles;
        all = of;
    }

    int reused() {
        return reused;
    }

    int all() {
        return all;
    }
}
