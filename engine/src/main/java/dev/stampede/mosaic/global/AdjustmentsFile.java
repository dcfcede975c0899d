package dev.stampede.mosaic.global;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stampede.io.WholeFile;
import dev.stampede.io.json.Json;
import dev.stampede.raster.DType;
import dev.stampede.runtime.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// Adjustments and the statistics they follow from, as JSON: per image `adjustments`, `whole_stats` and
/// `overlap_stats` by the other image's name, each by `band_0`, `band_1` ... Reading takes the statistics only:
/// adjustments follow from them anew.
public final class AdjustmentsFile {
    private static final String BAND = "band_";
    private static final List<String> STATISTICS = List.of("mean", "std", "size");

    private AdjustmentsFile() {}

    /// Writes the file, replacing a former one when all is written.
    /// @param calculation numbers that are not counts are rounded to this type
    /// @throws IOException if it cannot be written
    public static void write(
            Path file, Map<String, List<Adjustment>> adjustments, ImageStatistics statistics, DType calculation)
            throws IOException {
        Map<String, Object> document = new LinkedHashMap<>();
        adjustments.forEach((name, bands) -> {
            Map<String, Object> image = new LinkedHashMap<>();
            image.put("adjustments", byBand(bands, a -> {
                Map<String, Object> entry = new LinkedHashMap<>();
                entry.put("scale", rounded(a.scale(), calculation));
                entry.put("offset", rounded(a.offset(), calculation));
                return entry;
            }));
            image.put("whole_stats", statistics(statistics.whole().getOrDefault(name, List.of()), calculation));
            Map<String, Object> overlaps = new LinkedHashMap<>();
            for (var overlap : statistics.overlaps()) {
                if (overlap.firstName().equals(name)) {
                    overlaps.put(overlap.secondName(), statistics(overlap.first(), calculation));
                } else if (overlap.secondName().equals(name)) {
                    overlaps.put(overlap.firstName(), statistics(overlap.second(), calculation));
                }
            }
            image.put("overlap_stats", overlaps);
            document.put(name, image);
        });
        WholeFile.write(file, Json.text(document));
    }

    private static Map<String, Object> statistics(List<BandStatistics> bands, DType calculation) {
        return byBand(bands, band -> {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("mean", rounded(band.mean(), calculation));
            entry.put("std", rounded(band.std(), calculation));
            entry.put("size", band.size());
            return entry;
        });
    }

    private static <T> Map<String, Object> byBand(List<T> bands, java.util.function.Function<T, Object> entry) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int band = 0; band < bands.size(); band++) {
            map.put(BAND + band, entry.apply(bands.get(band)));
        }
        return map;
    }

    private static double rounded(double v, DType calculation) {
        return calculation == DType.FLOAT32 ? (float) v : v;
    }

    /// The statistics of a file.
    /// @throws UsageException if it is missing, is no JSON, or lacks something
    public static ImageStatistics read(Path file) {
        JsonNode root;
        try {
            root = new ObjectMapper().readTree(Files.readString(file));
        } catch (java.nio.file.NoSuchFileException e) {
            throw new UsageException(file + ": there is no such file of adjustments", e);
        } catch (JacksonException e) {
            throw new UsageException(file + ": is not JSON (" + e.getOriginalMessage() + ")", e);
        } catch (IOException e) {
            throw new UsageException(file + ": cannot be read (" + e.getMessage() + ")", e);
        }
        try {
            return statistics(root);
        } catch (IllegalArgumentException e) {
            throw new UsageException(file + ": " + e.getMessage(), e);
        }
    }

    private static ImageStatistics statistics(JsonNode root) {
        require(root != null && root.isObject(), "Adjustments JSON must be an object of images.");
        Map<String, List<BandStatistics>> whole = new LinkedHashMap<>();
        Map<String, Map<String, List<BandStatistics>>> shared = new LinkedHashMap<>();
        root.properties().forEach(entry -> {
            var name = entry.getKey();
            var image = entry.getValue();
            require(image.isObject(), "Image entry '" + name + "' must be a dictionary.");
            section(image, "adjustments", name, List.of("scale", "offset"));
            section(image, "whole_stats", name, STATISTICS);
            whole.put(name, bands(image.get("whole_stats"), "whole_stats", name));
            shared.put(name, new LinkedHashMap<>());
            var overlaps = image.path("overlap_stats");
            require(
                    overlaps.isMissingNode() || overlaps.isObject(),
                    "'overlap_stats' for '" + name + "' must be a dictionary.");
            overlaps.properties().forEach(other -> {
                var where = "overlap_stats[" + other.getKey() + "]";
                require(other.getValue().isObject(), where + " for '" + name + "' must be a dictionary.");
                check(other.getValue(), where, name, STATISTICS);
                shared.get(name).put(other.getKey(), bands(other.getValue(), where, name));
            });
        });
        return new ImageStatistics(whole, pairs(shared));
    }

    private static List<Overlap> pairs(Map<String, Map<String, List<BandStatistics>>> shared) {
        var overlaps = new ArrayList<Overlap>();
        var names = new TreeSet<>(shared.keySet());
        for (var first : names) {
            for (var second : names.tailSet(first, false)) {
                var ofFirst = shared.get(first).get(second);
                var ofSecond = shared.get(second).get(first);
                if (ofFirst != null && ofSecond != null) {
                    overlaps.add(new Overlap(first, second, ofFirst, ofSecond));
                }
            }
        }
        return overlaps;
    }

    private static void section(JsonNode image, String section, String name, List<String> keys) {
        require(image.path(section).isObject(), "'" + name + "' is missing '" + section + "' dictionary.");
        check(image.get(section), section, name, keys);
    }

    private static void check(JsonNode bands, String section, String name, List<String> keys) {
        bands.properties().forEach(band -> {
            require(
                    band.getKey().startsWith(BAND),
                    "Invalid band key '" + band.getKey() + "' in " + section + " for '" + name + "'.");
            for (var key : keys) {
                require(
                        band.getValue().path(key).isNumber(),
                        "Missing " + listed(keys) + " in " + section + "[" + band.getKey() + "] for '" + name + "'.");
            }
        });
    }

    private static String listed(List<String> keys) {
        return keys.size() == 2
                ? "'" + keys.get(0) + "' or '" + keys.get(1) + "'"
                : "'" + keys.get(0) + "', '" + keys.get(1) + "', or '" + keys.get(2) + "'";
    }

    private static List<BandStatistics> bands(JsonNode section, String where, String name) {
        var bands = new ArrayList<BandStatistics>();
        for (int band = 0; band < section.size(); band++) {
            var entry = section.path(BAND + band);
            require(
                    entry.isObject(),
                    where + " for '" + name + "' has " + section.size() + " bands but lacks " + BAND + band + ".");
            bands.add(new BandStatistics(
                    entry.get("mean").asDouble(),
                    entry.get("std").asDouble(),
                    entry.get("size").asLong()));
        }
        return bands;
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
