package dev.stampede.bindings.gdal;

import static dev.stampede.bindings.gdal.generated.Gdal.*;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// The way from one coordinate reference system to another. Used by one thread at a time; closed by its
/// owner. It does not need the systems it was made from.
public final class GdalTransformation implements AutoCloseable {
    private static final int POINTS_PER_EDGE = 21;

    private final MemorySegment handle;
    private final String name;
    private boolean closed;

    private GdalTransformation(MemorySegment handle, String name) {
        this.handle = handle;
        this.name = name;
    }

    static GdalTransformation open(GdalSpatialReference from, GdalSpatialReference to) throws GdalException {
        GdalMessages.clear();
        var name = from.name() + " to " + to.name();
        return new GdalTransformation(
                GdalMessages.checkNotNull(
                        OCTNewCoordinateTransformation(from.handle(), to.handle()), "find a transformation", name),
                name);
    }

    private MemorySegment handle() {
        if (closed) {
            throw new IllegalStateException("the transformation " + name + " is closed");
        }
        return handle;
    }

    /// Moves points to the target system, in place.
    /// @param x eastings or longitudes
    /// @param y northings or latitudes, as many
    /// @throws GdalException if a point has no image
    public void points(double[] x, double[] y) throws GdalException {
        if (x.length != y.length) {
            throw new IllegalArgumentException(x.length + " x against " + y.length + " y");
        }
        try (var arena = Arena.ofConfined()) {
            var xs = arena.allocateFrom(ValueLayout.JAVA_DOUBLE, x);
            var ys = arena.allocateFrom(ValueLayout.JAVA_DOUBLE, y);
            GdalMessages.clear();
            if (OCTTransform(handle(), x.length, xs, ys, MemorySegment.NULL) == 0) {
                throw GdalMessages.failure("transform points", name);
            }
            MemorySegment.copy(xs, ValueLayout.JAVA_DOUBLE, 0, x, 0, x.length);
            MemorySegment.copy(ys, ValueLayout.JAVA_DOUBLE, 0, y, 0, y.length);
        }
    }

    /// The box in the target system that holds a box of the source, its edges followed at 21 points.
    /// @param box min x, min y, max x, max y
    /// @return the same four numbers
    /// @throws GdalException if an edge has no image
    public double[] bounds(double... box) throws GdalException {
        try (var arena = Arena.ofConfined()) {
            var out = arena.allocate(ValueLayout.JAVA_DOUBLE, 4);
            long step = ValueLayout.JAVA_DOUBLE.byteSize();
            GdalMessages.clear();
            int done = OCTTransformBounds(
                    handle(),
                    box[0],
                    box[1],
                    box[2],
                    box[3],
                    out.asSlice(0, step),
                    out.asSlice(step, step),
                    out.asSlice(2 * step, step),
                    out.asSlice(3 * step, step),
                    POINTS_PER_EDGE);
            if (done == 0) {
                throw GdalMessages.failure("transform a box", name);
            }
            return out.toArray(ValueLayout.JAVA_DOUBLE);
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            OCTDestroyCoordinateTransformation(handle);
        }
    }
}
