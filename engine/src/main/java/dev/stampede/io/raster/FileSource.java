package dev.stampede.io.raster;

import dev.stampede.raster.Affine;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.Attributes;
import dev.stampede.raster.Crs;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterSource;
import dev.stampede.raster.Window;
import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.SegmentAllocator;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/// A raster file as (band, y, x), read window by window. The fill value is the first band's no-data value; names
/// of bands become attributes. Closing it closes the file.
public final class FileSource implements RasterSource, Closeable {
    private final RasterFile file;
    private final Attributes attributes;

    private FileSource(RasterFile file) {
        this.file = file;
        var names = file.info().bandNames();
        this.attributes =
                names.stream().allMatch(String::isEmpty) ? Attributes.NONE : Attributes.NONE.withBandNames(names);
    }

    /// Opens a file, or anything GDAL understands.
    /// @throws IOException if GDAL is missing, the file cannot be opened, or its pixels are complex
    public static FileSource open(String name) throws IOException {
        return new FileSource(RasterFile.open(name));
    }

    /// A source over an open file, which it closes.
    public static FileSource of(RasterFile file) {
        return new FileSource(file);
    }

    /// What was opened, for messages.
    public String name() {
        return file.name();
    }

    public RasterInfo info() {
        return file.info();
    }

    @Override
    public DType dtype() {
        return file.info().dtype();
    }

    @Override
    public int[] shape() {
        var info = file.info();
        return new int[] {info.bands(), info.height(), info.width()};
    }

    /// The identity if the file does not say where it lies.
    @Override
    public Affine affine() {
        return file.info().affine().orElse(Affine.IDENTITY);
    }

    @Override
    public Crs crs() {
        return new Crs(file.info().crs());
    }

    @Override
    public OptionalDouble fill() {
        return file.info().noData().getFirst();
    }

    @Override
    public Attributes attributes() {
        return attributes;
    }

    @Override
    public GeoRaster read(SegmentAllocator allocator, Window window, int[] bands) throws IOException {
        var wanted = bands == null ? IntStream.range(0, bands()).toArray() : bands;
        var numbers = new int[wanted.length];
        for (int i = 0; i < wanted.length; i++) {
            if (wanted[i] < 0 || wanted[i] >= bands()) {
                throw new IndexOutOfBoundsException(
                        name() + " has bands 0 to " + (bands() - 1) + "; asked for " + wanted[i]);
            }
            numbers[i] = wanted[i] + 1;
        }
        var out = ArrayView.allocate(allocator, dtype(), wanted.length, window.height(), window.width());
        if (window().contains(window)) {
            file.read(window, numbers, dtype(), out.segment());
        } else {
            readBeyond(window, numbers, out);
        }
        var picked = bands == null ? attributes : pickedNames(wanted);
        return new GeoRaster(out, affine().at(window.col(), window.row()), crs(), fill(), picked);
    }

    private void readBeyond(Window window, int[] numbers, ArrayView out) throws IOException {
        out.fill(fill().orElse(0));
        var shared = window.intersection(window());
        if (shared.isEmpty()) {
            return;
        }
        try (var scratch = Arena.ofConfined()) {
            var part = ArrayView.allocate(
                    scratch,
                    dtype(),
                    numbers.length,
                    shared.get().height(),
                    shared.get().width());
            file.read(shared.get(), numbers, dtype(), part.segment());
            out.window(shared.get().relativeTo(window.col(), window.row())).copyFrom(part);
        }
    }

    private Attributes pickedNames(int[] bands) {
        var names = attributes.bandNames(bands());
        return names.isEmpty()
                ? attributes
                : attributes.withBandNames(
                        IntStream.of(bands).mapToObj(names.get()::get).toList());
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
