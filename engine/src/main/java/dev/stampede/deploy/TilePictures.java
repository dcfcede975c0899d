package dev.stampede.deploy;

import dev.stampede.operators.io.PngImage;
import dev.stampede.operators.io.ReadTile;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterMemory;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Tiles of the web's tiling of the Earth, 256 x 256 pixels, through a pipeline that ends in bytes. Pixels
/// where all bands of the scene hold its fill value, as those outside of it do, are transparent.
public final class TilePictures {
    private static final long USUAL_BYTES = 64L << 20;

    private final Map<String, Path> scenes;
    private final TileMemo memo;

    /// @param scenes name to file
    public TilePictures(Map<String, Path> scenes) {
        this(scenes, USUAL_BYTES);
    }

    /// @param memoryBytes of finished pictures to keep
    public TilePictures(Map<String, Path> scenes, long memoryBytes) {
        this.scenes = Map.copyOf(scenes);
        this.memo = new TileMemo(memoryBytes);
    }

    public boolean has(String scene) {
        return scenes.containsKey(scene);
    }

    /// A tile as a PNG file.
    /// @throws IllegalArgumentException if there is no such tile or scene
    public byte[] png(String scene, PipelineFolder.Entry pipeline, int z, int x, int y) {
        var key = new TileMemo.Key(scene, z, x, y, pipeline.configHash());
        var kept = memo.find(key);
        if (kept.isPresent()) {
            return kept.get();
        }
        if (!has(scene)) {
            throw new IllegalArgumentException("there is no scene " + scene + "; there are " + scenes.keySet());
        }
        try (var arena = Arena.ofShared()) {
            var tile = RasterMemory.<GeoRaster, RuntimeException>in(
                    arena,
                    () -> new ReadTile(
                                    scenes.get(scene).toString(),
                                    List.of(z, x, y),
                                    "EPSG:3857",
                                    List.of(256, 256),
                                    dev.stampede.raster.Resampling.BILINEAR)
                            .produce());
            var result = Inference.of(pipeline.call()).apply(arena, tile);
            var picture = PngImage.bytes(withOpacity(arena, result, tile));
            memo.put(key, picture);
            return picture;
        }
    }

    private static GeoRaster withOpacity(Arena arena, GeoRaster result, GeoRaster tile) {
        boolean plain = result.dtype() == DType.UINT8 && (result.bands() == 1 || result.bands() == 3);
        if (!plain || tile.fill().isEmpty() || result.width() != tile.width() || result.height() != tile.height()) {
            return result;
        }
        double fill = tile.fill().getAsDouble();
        var out = ArrayView.allocate(arena, DType.UINT8, 4, result.height(), result.width());
        for (int band = 0; band < 3; band++) {
            out.select(0, band).copyFrom(result.band(result.bands() == 1 ? 0 : band));
        }
        for (int row = 0; row < tile.height(); row++) {
            for (int col = 0; col < tile.width(); col++) {
                boolean empty = true;
                for (int band = 0; band < tile.bands() && empty; band++) {
                    double value = tile.band(band).get(row, col);
                    empty = value == fill || Double.isNaN(fill) && Double.isNaN(value);
                }
                out.set(empty ? 0 : 255, 3, row, col);
            }
        }
        return result.rewrap(out);
    }

    /// Tiles and bytes kept, hits and misses so far.
    public Map<String, Long> counts() {
        return memo.counts();
    }
}
