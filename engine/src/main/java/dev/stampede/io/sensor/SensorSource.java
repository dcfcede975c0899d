package dev.stampede.io.sensor;

import dev.stampede.raster.Affine;
import dev.stampede.raster.Attributes;
import dev.stampede.raster.Crs;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterSource;
import dev.stampede.raster.Window;
import java.io.IOException;
import java.lang.foreign.SegmentAllocator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/// A sensor's product over another source of its values.
abstract class SensorSource implements SensorReader {
    private final String sensor;
    private final List<String> bandNames;
    private final RasterSource values;
    private final Attributes attributes;

    /// @throws IllegalArgumentException if there is not a name for each band
    SensorSource(String sensor, List<String> bandNames, RasterSource values) {
        if (bandNames.size() != values.bands()) {
            throw new IllegalArgumentException(
                    "bands of " + sensor + " are named " + bandNames + ", but there are " + values.bands());
        }
        this.sensor = sensor;
        this.bandNames = List.copyOf(bandNames);
        this.values = values;
        this.attributes = values.attributes().withBandNames(bandNames).with("sensor", sensor);
    }

    final RasterSource values() {
        return values;
    }

    @Override
    public final String sensor() {
        return sensor;
    }

    @Override
    public final List<String> bandNames() {
        return bandNames;
    }

    @Override
    public final DType dtype() {
        return values.dtype();
    }

    @Override
    public final int[] shape() {
        return values.shape();
    }

    @Override
    public Affine affine() {
        return values.affine();
    }

    @Override
    public Crs crs() {
        return values.crs();
    }

    @Override
    public final OptionalDouble fill() {
        return values.fill();
    }

    @Override
    public final Attributes attributes() {
        return attributes;
    }

    @Override
    public final GeoRaster read(SegmentAllocator allocator, Window window, int[] bands) throws IOException {
        var read = values.read(allocator, window, bands);
        var names = bands == null
                ? bandNames
                : IntStream.of(bands).mapToObj(bandNames::get).toList();
        return new GeoRaster(
                read.values(), affine().at(window.col(), window.row()), crs(), fill(), attributes.withBandNames(names));
    }

    /// Closes a source that can be closed.
    static void close(RasterSource source) throws IOException {
        if (source instanceof AutoCloseable open) {
            try {
                open.close();
            } catch (IOException | RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IOException(e.getMessage(), e);
            }
        }
    }
}
