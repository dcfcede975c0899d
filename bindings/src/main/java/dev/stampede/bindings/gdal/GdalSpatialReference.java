package dev.stampede.bindings.gdal;

import static dev.stampede.bindings.gdal.generated.Gdal.*;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.OptionalInt;

/// A coordinate reference system. Axes are always x (east, longitude) then y (north, latitude), whatever
/// the authority says. Used by one thread at a time; closed by its owner.
public final class GdalSpatialReference implements AutoCloseable {
    private static final int POINTS_PER_EDGE = 21;

    private final MemorySegment handle;
    private boolean closed;

    private GdalSpatialReference(MemorySegment handle) {
        this.handle = handle;
    }

    /// From anything GDAL understands: `EPSG:32633`, WKT, PROJJSON, a PROJ string.
    /// @throws GdalException if GDAL is missing or the text is not understood
    public static GdalSpatialReference of(String definition) throws GdalException {
        GdalLibrary.require();
        var reference = new GdalSpatialReference(OSRNewSpatialReference(MemorySegment.NULL));
        try (var arena = Arena.ofConfined()) {
            GdalMessages.clear();
            if (OSRSetFromUserInput(reference.handle, arena.allocateFrom(definition)) != 0) {
                reference.close();
                throw GdalMessages.failure("understand it as a reference system", abbreviated(definition));
            }
        }
        OSRSetAxisMappingStrategy(reference.handle, OAMS_TRADITIONAL_GIS_ORDER());
        return reference;
    }

    private static String abbreviated(String text) {
        return text.length() <= 80 ? text : text.substring(0, 77) + "...";
    }

    MemorySegment handle() {
        if (closed) {
            throw new IllegalStateException("the reference system is closed");
        }
        return handle;
    }

    /// As WKT, in the 2019 form.
    /// @throws GdalException if it cannot be written so
    public String wkt() throws GdalException {
        try (var arena = Arena.ofConfined()) {
            var out = arena.allocate(ValueLayout.ADDRESS);
            var options = GdalStrings.list(arena, List.of("FORMAT=WKT2_2019"));
            GdalMessages.clear();
            int status = OSRExportToWktEx(handle(), out, options);
            var text = GdalStrings.takeText(out.get(ValueLayout.ADDRESS, 0));
            if (status != 0) {
                throw GdalMessages.failure("write it as WKT", name());
            }
            return text;
        }
    }

    /// The system's own name, such as `WGS 84 / UTM zone 33N`.
    public String name() {
        return GdalMessages.text(OSRGetName(handle()));
    }

    /// The EPSG code where the definition names one or is recognised as one.
    public OptionalInt epsg() {
        if (!OSRGetAuthorityCode(handle(), MemorySegment.NULL).equals(MemorySegment.NULL)) {
            return epsg(handle());
        }
        var copy = OSRClone(handle());
        try {
            return OSRAutoIdentifyEPSG(copy) == 0 ? epsg(copy) : OptionalInt.empty();
        } finally {
            OSRRelease(copy);
        }
    }

    private static OptionalInt epsg(MemorySegment reference) {
        var authority = GdalMessages.text(OSRGetAuthorityName(reference, MemorySegment.NULL));
        var code = GdalMessages.text(OSRGetAuthorityCode(reference, MemorySegment.NULL));
        return authority.equals("EPSG") && code.matches("\\d+")
                ? OptionalInt.of(Integer.parseInt(code))
                : OptionalInt.empty();
    }

    /// Whether coordinates are degrees of longitude and latitude.
    public boolean isGeographic() {
        return OSRIsGeographic(handle()) != 0;
    }

    /// Whether both mean the same, however they are written.
    public boolean isSameAs(GdalSpatialReference other) {
        return OSRIsSame(handle(), other.handle()) != 0;
    }

    /// Turns points of this system into the other's, in place.
    /// @param x eastings or longitudes
    /// @param y northings or latitudes, as many
    /// @throws GdalException if there is no way between the systems or a point has no image
    public void transform(GdalSpatialReference target, double[] x, double[] y) throws GdalException {
        if (x.length != y.length) {
            throw new IllegalArgumentException(x.length + " x against " + y.length + " y");
        }
        try (var arena = Arena.ofConfined();
                var way = way(target)) {
            var xs = arena.allocateFrom(ValueLayout.JAVA_DOUBLE, x);
            var ys = arena.allocateFrom(ValueLayout.JAVA_DOUBLE, y);
            if (OCTTransform(way.handle, x.length, xs, ys, MemorySegment.NULL) == 0) {
                throw GdalMessages.failure("transform points to " + target.name(), name());
            }
            MemorySegment.copy(xs, ValueLayout.JAVA_DOUBLE, 0, x, 0, x.length);
            MemorySegment.copy(ys, ValueLayout.JAVA_DOUBLE, 0, y, 0, y.length);
        }
    }

    /// The box in the other system that holds a box of this one, its edges followed at 21 points.
    /// @param box min x, min y, max x, max y
    /// @return the same four numbers
    /// @throws GdalException if there is no way between the systems
    public double[] transformBounds(GdalSpatialReference target, double... box) throws GdalException {
        try (var arena = Arena.ofConfined();
                var way = way(target)) {
            var out = arena.allocate(ValueLayout.JAVA_DOUBLE, 4);
            long step = ValueLayout.JAVA_DOUBLE.byteSize();
            int done = OCTTransformBounds(
                    way.handle,
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
                throw GdalMessages.failure("transform a box to " + target.name(), name());
            }
            return out.toArray(ValueLayout.JAVA_DOUBLE);
        }
    }

    private record Way(MemorySegment handle) implements AutoCloseable {
        @Override
        public void close() {
            OCTDestroyCoordinateTransformation(handle);
        }
    }

    private Way way(GdalSpatialReference target) throws GdalException {
        GdalMessages.clear();
        return new Way(GdalMessages.checkNotNull(
                OCTNewCoordinateTransformation(handle(), target.handle()),
                "find a transformation to " + target.name(),
                name()));
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            OSRRelease(handle);
        }
    }
}
