package dev.stampede.insar.stage1;

import dev.stampede.insar.model.IsceRaster;
import dev.stampede.insar.model.StackTexts;
import dev.stampede.io.mat.FormatException;
import dev.stampede.io.mat.Mat;
import dev.stampede.io.mat.MatValue;
import dev.stampede.memory.FloatMatrix;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Rasters of angles and baselines of an ISCE stack, looked for beside the dataset's texts and then beside the
/// longitudes the candidates were cut from. They are mapped, so they may be larger than memory.
///
/// @param texts  where to look first
/// @param width  pixels of the image
/// @param length lines of the image
record IsceRasters(StackTexts texts, int width, int length) {
    private static final float DEGREES = 180;

    Optional<Path> find(String name) throws IOException {
        var near = texts.find(name);
        if (near.isPresent()) {
            return near;
        }
        var list = texts.find("psclonlat.in");
        if (list.isEmpty()) {
            return Optional.empty();
        }
        var lines = Files.readAllLines(list.get());
        if (lines.size() < 2 || lines.get(1).isBlank()) {
            throw new FormatException(list.get(), "names no longitudes in its second line");
        }
        var beside = Path.of(lines.get(1).strip()).resolveSibling(name);
        return Files.isRegularFile(beside) ? Optional.of(beside) : Optional.empty();
    }

    Optional<Path> baselines(String date) throws IOException {
        return find("baselineGRID_" + date);
    }

    /// Angles of the points, rad, in single precision as the raster has them.
    MatValue angles(Path file, PatchLoad load) throws IOException {
        var raster = IsceRaster.floats(file, width, length);
        if (raster.width() != width || raster.length() != length) {
            throw new FormatException(
                    file,
                    "is " + raster.width() + " x " + raster.length() + " pixels, expected " + width + " x " + length);
        }
        var angles = FloatMatrix.allocate(load.arena(), load.psCount(), 1);
        try (var arena = Arena.ofConfined()) {
            var values = map(arena, file);
            var value = ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(raster.order());
            for (int i = 0; i < load.psCount(); i++) {
                angles.set(i, 0, values.get(value, 4 * pixel(load, i)) * (float) Math.PI / DEGREES);
            }
        }
        return Mat.of(angles);
    }

    /// Baselines of one image for the points, m: the pixel's value of a raster of the image's size, otherwise
    /// interpolated between the nodes of a coarser one.
    void sampleBaselines(String date, PatchLoad load, float[] values) throws IOException {
        var file = baselines(date)
                .orElseThrow(() -> new FormatException(
                        texts.folder().resolve("baselineGRID_" + date), "is missing while other dates have theirs"));
        var raster = IsceRaster.floats(file, width, length);
        try (var arena = Arena.ofConfined()) {
            var stored = map(arena, file);
            var value = ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(raster.order());
            if (raster.width() == width && raster.length() == length) {
                for (int i = 0; i < values.length; i++) {
                    values[i] = stored.get(value, 4 * pixel(load, i));
                }
                return;
            }
            var nodes = new double[raster.width() * raster.length()];
            for (int i = 0; i < nodes.length; i++) {
                nodes[i] = stored.get(value, 4L * i);
            }
            var grid = new PixelGrid(nodes, raster.width(), raster.length(), width, length);
            for (int i = 0; i < values.length; i++) {
                int p = load.rows()[i];
                values[i] = (float)
                        grid.at(load.positions().line()[p], load.positions().column()[p]);
            }
        }
    }

    private long pixel(PatchLoad load, int row) {
        int p = load.rows()[row];
        return (long) load.positions().line()[p] * width + load.positions().column()[p];
    }

    private static MemorySegment map(Arena arena, Path file) throws IOException {
        try (var channel = FileChannel.open(file)) {
            return channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
        }
    }
}
