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

    /// The way from this system to another, to be closed by the caller.
    /// @throws GdalException if there is none
    public GdalTransformation openTransformation(GdalSpatialReference target) throws GdalException {
        return GdalTransformation.open(this, target);
    }

    /// As PROJJSON, the form in which GeoParquet keeps it.
    /// @throws GdalException if it cannot be written so
    public String projJson() throws GdalException {
        try (var arena = Arena.ofConfined()) {
            var out = arena.allocate(ValueLayout.ADDRESS);
            GdalMessages.clear();
            int status = OSRExportToPROJJSON(handle(), out, GdalStrings.list(arena, List.of("MULTILINE=NO")));
            var text = GdalStrings.takeText(out.get(ValueLayout.ADDRESS, 0));
            if (status != 0) {
                throw GdalMessages.failure("write it as PROJJSON", name());
            }
            return text;
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            OSRRelease(handle);
        }
    }
}
