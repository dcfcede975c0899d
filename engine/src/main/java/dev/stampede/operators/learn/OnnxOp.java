package dev.stampede.operators.learn;

import dev.stampede.kernels.elementwise.Plane;
import dev.stampede.kernels.statistics.PlaneRows;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.OperatorTypeException;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.SettingsOperator;
import dev.stampede.operators.core.Signature;
import dev.stampede.operators.pixels.BandStatistics;
import dev.stampede.operators.pixels.Pixels;
import dev.stampede.operators.pixels.Pixelwise;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.DType;
import dev.stampede.raster.Elements;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterMemory;
import dev.stampede.raster.Slice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/// Runs a trained model in an ONNX file over a raster; the result lies on its grid. Needs the optional library
/// `com.microsoft.onnxruntime:onnxruntime`.
///
/// | layout | model input | model output | result |
/// |---|---|---|---|
/// | image  | `[N, bands, rows, cols]`; N counts times, 1 without them | `[N, K, rows, cols]`, `[N, rows, cols]` | K
/// bands, or none; pixels larger where the model gives fewer by a whole factor |
/// | pixels | `[N, bands]`; N counts pixels | `[N, K]`, `[N]` | K bands, or none |
///
/// Values are converted to the type the model takes, without a copy where it is that already, and the result
/// has the type the model gives. Fill is not looked at. With `pixels`, a pixel with a band that is not finite
/// is not shown to the model: it is NaN in a result of floating type and -1 (0 if unsigned) in others. With
/// `image` the model sees what is there. The model is opened on the first call and shared by all threads;
/// `close` waits for calls that run and gives it back. Refuses a missing library, a file that is no model, inputs of
/// another number of bands
/// or pixels and results of another size, naming both shapes.
public final class OnnxOp extends SettingsOperator<OnnxOp.Settings, GeoRaster, GeoRaster>
        implements Pixelwise, AutoCloseable {
    private static final int PIXELS_AT_ONCE = 65_536;

    private final ReentrantReadWriteLock inUse = new ReentrantReadWriteLock(); // shared by calls that run
    private OnnxModel model;

    /// @param model     file of the model
    /// @param layout    image or pixels, image
    /// @param input     its input, the only one by default
    /// @param output    its output, the first by default
    /// @param batchSize times or pixels a call; by default 1 time, 65536 pixels
    /// @param threads   of a call, as many as there are cores by default
    /// @param bandNames of the result
    public record Settings(
            Path model,
            @Default("\"image\"") Layout layout,
            Optional<String> input,
            Optional<String> output,
            OptionalInt batchSize,
            OptionalInt threads,
            Optional<List<String>> bandNames) {}

    /// How a raster becomes the input of a model.
    public enum Layout {
        IMAGE,
        PIXELS
    }

    public OnnxOp(Settings settings) {
        super(settings);
        Require.that(
                settings.batchSize().isEmpty() || settings.batchSize().getAsInt() >= 1,
                "batch_size",
                settings.batchSize(),
                "at least 1");
        Require.that(
                settings.threads().isEmpty() || settings.threads().getAsInt() >= 1,
                "threads",
                settings.threads(),
                "at least 1");
    }

    /// With defaults for all but these.
    public OnnxOp(Path model, Layout layout) {
        this(new Settings(
                model,
                layout,
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                Optional.empty()));
    }

    /// The model in use, opened if it is not yet.
    public synchronized OnnxModel model() {
        if (model == null) {
            try {
                model = OnnxModel.open(
                        settings().model(),
                        settings().input(),
                        settings().output(),
                        settings().threads());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return model;
    }

    /// With pixels as samples.
    @Override
    public boolean isPixelwise() {
        return settings().layout() == Layout.PIXELS;
    }

    @Override
    public GeoRaster compute(GeoRaster in) {
        inUse.readLock().lock(); // the same model for all batches of a raster
        try {
            return computed(in);
        } finally {
            inUse.readLock().unlock();
        }
    }

    private GeoRaster computed(GeoRaster in) {
        var made = settings().layout() == Layout.IMAGE ? images(in) : pixels(in);
        var names = settings().bandNames();
        if (names.isPresent()) {
            Require.that(
                    made.rank() >= 3 && names.get().size() == made.bands(),
                    "band_names",
                    names.get(),
                    "names of the " + made.bands() + " bands of the result");
        }
        return made.withAttributes(made.attributes().withBandNames(names.orElse(List.of())));
    }

    private GeoRaster images(GeoRaster in) {
        requireRank(4, "image");
        var values = in.values();
        for (int rank = in.rank(); rank < 4; rank++) {
            values = values.expand(0);
        }
        int batch = settings().batchSize().orElse(1);
        var parts = new ArrayList<ArrayView>();
        for (int from = 0; from < values.size(0); from += batch) {
            int to = Math.min(values.size(0), from + batch);
            parts.add(model().predict(values.slice(0, Slice.range(from, to))));
        }
        var joined = parts.size() == 1 ? parts.getFirst() : new RasterArrays().join(parts);
        if (joined.rank() < 3 || joined.size(0) != values.size(0)) {
            throw new OperatorTypeException(model() + " gives " + joined
                    + ", which has no rows and columns for each of " + values.size(0) + " images");
        }
        return placed(in, in.rank() < 4 ? joined.select(0, 0) : joined);
    }

    /// On the grid of the input, or one of pixels larger by a whole factor.
    private GeoRaster placed(GeoRaster in, ArrayView result) {
        int rows = result.size(-2);
        int cols = result.size(-1);
        int factor = cols > 0 ? in.width() / cols : 0;
        if (factor < 1 || cols * factor != in.width() || rows * factor != in.height()) {
            throw new OperatorTypeException(
                    model() + " gives " + result + ", which does not lie on the pixels of " + in.values());
        }
        return new GeoRaster(
                result, in.affine().scaled(factor, factor), in.crs(), fill(result.dtype()), in.attributes());
    }

    private static OptionalDouble fill(DType type) {
        return type.isFloating() ? OptionalDouble.of(Double.NaN) : OptionalDouble.empty();
    }

    private void requireRank(int rank, String layout) {
        if (model().inputRank() != rank) {
            throw new OperatorTypeException(
                    "layout is " + layout + ", which needs a model of " + rank + " axes; this is " + model());
        }
    }

    private GeoRaster pixels(GeoRaster in) {
        requireRank(2, "pixels");
        if (in.rank() > 3) {
            throw new OperatorTypeException("layout pixels takes bands, rows and columns, not " + in.values());
        }
        int bands = in.bands();
        int batch = settings().batchSize().orElse(PIXELS_AT_ONCE);
        int rowsAtOnce = Math.clamp(batch / Math.max(1, in.width()), 1, Math.max(1, in.height()));
        ArrayView out = null;
        try (var scratch = Arena.ofConfined()) {
            var planes = new ArrayList<Plane>();
            for (var band : BandStatistics.bands(in)) {
                planes.add(Pixels.plane(band.hasUnitColumns() ? band : band.copy(scratch)));
            }
            var samples = ArrayView.allocate(scratch, model().inputType(), rowsAtOnce * in.width(), bands);
            var place = new int[rowsAtOnce * in.width()];
            for (int row = 0; row < in.height(); row += rowsAtOnce) {
                int rows = Math.min(rowsAtOnce, in.height() - row);
                int count = gather(planes, in.width(), row, rows, samples, place);
                if (count > 0) {
                    out = predict(in, samples.slice(0, Slice.range(0, count)), place, row, out);
                }
            }
        }
        out = out == null ? empty(in, unseen(in)) : out;
        return in.rewrap(out, fill(out.dtype()));
    }

    /// What the model would give for no pixel, where it says how much it gives for one.
    private ArrayView unseen(GeoRaster in) {
        var shape = model().outputShape();
        if (shape.length == 0 || shape.length > 2 || shape.length == 2 && shape[1] < 0) {
            throw new IllegalArgumentException("no pixel of " + in.values() + " is finite in all bands, and " + model()
                    + " does not say how many numbers it gives for one");
        }
        return shape.length == 1
                ? ArrayView.allocate(Arena.ofAuto(), model().outputType(), 0)
                : ArrayView.allocate(Arena.ofAuto(), model().outputType(), 0, (int) shape[1]);
    }

    private ArrayView predict(GeoRaster in, ArrayView samples, int[] place, int row, ArrayView before) {
        try (var results = Arena.ofConfined()) {
            var made = RasterMemory.in(results, () -> model().predict(samples));
            var out = before == null ? empty(in, made) : before;
            scatter(made, samples.size(0), place, row, in.width(), out);
            return out;
        }
    }

    private static int gather(List<Plane> planes, int width, int row, int rows, ArrayView samples, int[] place) {
        int bands = planes.size();
        var values = new double[bands][rows * width];
        for (int b = 0; b < bands; b++) {
            for (int r = 0; r < rows; r++) {
                PlaneRows.load(planes.get(b), row + r, 0, width, values[b], r * width);
            }
        }
        int count = 0;
        var pixel = new double[bands];
        for (int i = 0; i < rows * width; i++) {
            boolean whole = true;
            for (int b = 0; b < bands; b++) {
                pixel[b] = values[b][i];
                whole &= Double.isFinite(pixel[b]);
            }
            if (whole) {
                for (int b = 0; b < bands; b++) {
                    Elements.setDouble(samples.segment(), samples.dtype(), (long) count * bands + b, pixel[b]);
                }
                place[count++] = i;
            }
        }
        return count;
    }

    private ArrayView empty(GeoRaster in, ArrayView made) {
        if (made.rank() > 2 || made.rank() == 0) {
            throw new OperatorTypeException(model() + " gives " + made + " for pixels; expected [N, K] or [N]");
        }
        var out = made.rank() == 1
                ? RasterMemory.allocate(made.dtype(), in.height(), in.width())
                : RasterMemory.allocate(made.dtype(), made.size(1), in.height(), in.width());
        out.fill(made.dtype().isFloating() ? Double.NaN : made.dtype().isSigned() ? -1 : 0);
        return out;
    }

    private void scatter(ArrayView made, int count, int[] place, int row, int width, ArrayView out) {
        if (made.size(0) != count) {
            throw new OperatorTypeException(model() + " gives " + made + " for " + count + " pixels");
        }
        for (int i = 0; i < count; i++) {
            int r = row + place[i] / width;
            int col = place[i] % width;
            if (made.rank() == 1) {
                out.set(made.get(i), r, col);
            } else {
                for (int k = 0; k < made.size(1); k++) {
                    out.set(made.get(i, k), k, r, col);
                }
            }
        }
    }

    /// Gives the model back once the calls that run have ended; the next call opens it again.
    @Override
    public void close() {
        inUse.writeLock().lock();
        try {
            giveBack();
        } finally {
            inUse.writeLock().unlock();
        }
    }

    private synchronized void giveBack() {
        if (model != null) {
            model.close();
            model = null;
        }
    }

    @Override
    public Signature outputSignature(Signature in) {
        return Signature.UNKNOWN;
    }
}
