package dev.stampede.operators.augment;

import dev.stampede.io.raster.FileSource;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Require;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterMemory;
import dev.stampede.raster.RasterSource;
import dev.stampede.raster.Window;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/// With some probability pastes a box of another raster over the same pixels of this one. The other one is
/// drawn from a pool of files of the same size and number of bands; only the box is read of it. The box has
/// the shape of the raster and takes a share of it drawn evenly from 0 to 1; its centre is drawn too, and
/// what reaches beyond is cut off.
/// Source: Yun et al. (2019), doi:10.1109/ICCV.2019.00612.
///
/// @param pool files or GDAL names, at least one
/// @param p    probability, 0.5
/// @param seed none: a fresh one each time
public record CutMix(List<String> pool, @Default("0.5") double p, OptionalLong seed) implements Augmentation {
    /// @throws IllegalArgumentException if the pool is empty or p is no probability
    public CutMix {
        pool = List.copyOf(pool);
        Require.that(!pool.isEmpty(), "pool", pool, "at least one file");
        Require.that(p >= 0 && p <= 1, "p", p, "0 to 1");
    }

    /// @throws IllegalArgumentException if the drawn file has another size or number of bands
    @Override
    public GeoRaster vary(GeoRaster in, RandomGenerator random) {
        boolean mix = random.nextDouble() < p;
        var name = pool.get(random.nextInt(pool.size()));
        var box = box(in, random);
        if (!mix || box == null) {
            return in;
        }
        try (var other = FileSource.open(name)) {
            return paste(in, other, box);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Window box(GeoRaster in, RandomGenerator random) {
        double side = Math.sqrt(random.nextDouble());
        int rows = (int) (in.height() * side);
        int cols = (int) (in.width() * side);
        int top = random.nextInt(in.height()) - rows / 2;
        int left = random.nextInt(in.width()) - cols / 2;
        return rows == 0 || cols == 0
                ? null
                : new Window(left, top, cols, rows).intersection(in.window()).orElse(null);
    }

    /// A copy of a raster with a box of another one in place of its own.
    /// @throws IOException              if the other one cannot be read
    /// @throws IllegalArgumentException if it has another size or number of bands
    public static GeoRaster paste(GeoRaster in, RasterSource other, Window box) throws IOException {
        Require.that(
                other.width() == in.width() && other.height() == in.height() && other.bands() == in.bands(),
                "pool",
                other.bands() + " bands of " + other.height() + " x " + other.width(),
                in.bands() + " bands of " + in.height() + " x " + in.width());
        var memory = RasterMemory.current();
        var out = in.rewrap(in.values().copy(memory));
        var target = out.values().window(box);
        var pasted = other.read(memory, box).values();
        target.copyFrom(pasted.rank() > target.rank() ? pasted.select(0, 0) : pasted.broadcast(target.shape()));
        return out;
    }
}
