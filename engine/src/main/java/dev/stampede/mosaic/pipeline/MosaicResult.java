package dev.stampede.mosaic.pipeline;

import dev.stampede.mosaic.global.GlobalMatching;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a run made.
///
/// @param output   the mosaic, or without merging the images of the last stage
/// @param tempDir  folder of intermediates, if there was one; it may be removed by now
/// @param solution gains and offsets, if stage 1 ran
/// @param resumed  what was taken from an interrupted run; empty if there was none
public record MosaicResult(
        List<Path> output,
        boolean merged,
        Optional<Path> tempDir,
        int images,
        LocalDateTime start,
        LocalDateTime end,
        PipelineParameters parameters,
        Optional<GlobalMatching.Solution> solution,
        Map<String, Object> resumed) {

    /// For people and programs: the names of the reference's result.
    public Map<String, Object> document() {
        Map<String, Object> map = new LinkedHashMap<>();
        var shared = parameters.shared();
        map.put(
                "output",
                merged
                        ? output.getFirst().toString()
                        : output.stream().map(Path::toString).toList());
        map.put("temp_dir", tempDir.map(Path::toString).orElse(null));
        map.put("num_input_images", images);
        map.put("start_time", start.truncatedTo(ChronoUnit.SECONDS).toString());
        map.put("end_time", end.truncatedTo(ChronoUnit.SECONDS).toString());
        map.put("duration_seconds", Math.round(Duration.between(start, end).toMillis() / 10.0) / 100.0);
        map.put("resolved_shared_cache", shared.cacheBytes());
        map.put("resolved_shared_image_threads", shared.threadNumbers().get(0));
        map.put("resolved_shared_io_threads", shared.threadNumbers().get(1));
        map.put("resolved_shared_tile_threads", shared.threadNumbers().get(2));
        map.put("compatibility", shared.compatibility().toString());
        map.put("report", parameters.files().report().map(Path::toString).orElse(null));
        map.put("resumed", resumed.isEmpty() ? null : resumed);
        return map;
    }
}
