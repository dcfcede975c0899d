package dev.stampede.bindings.gdal;

import static dev.stampede.bindings.gdal.generated.Gdal.*;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An open raster or vector file, or one held in memory. Confined to the thread that opened it, or that took
/// it over with [#claim]; two threads at once each open the file. Bands are numbered from 1, as in GDAL. Failures name
/// the file.
public final class GdalDataset implements AutoCloseable {
    private final String name;
    private Thread owner = Thread.currentThread();
    private MemorySegment handle;

    private GdalDataset(String name, MemorySegment handle) {
        this.name = name;
        this.handle = handle;
    }

    /// Opens a raster for reading. The name is a file or anything GDAL understands (`/vsicurl/...`,
    /// `NETCDF:...`).
    /// @throws GdalException if GDAL is missing or cannot open it
    public static GdalDataset openRaster(String name) throws GdalException {
        return open(name, GDAL_OF_RASTER() | GDAL_OF_READONLY() | GDAL_OF_VERBOSE_ERROR(), List.of());
    }

    /// Opens a raster for changes in place: metadata, overviews, pixels.
    /// @throws GdalException if GDAL is missing or cannot open it so
    public static GdalDataset updateRaster(String name) throws GdalException {
        return updateRaster(name, List.of());
    }

    /// As [#updateRaster(String)].
    /// @param options the driver's opening options, such as `NUM_THREADS=2`
    /// @throws GdalException if GDAL is missing or cannot open it so
    public static GdalDataset updateRaster(String name, List<String> options) throws GdalException {
        return open(name, GDAL_OF_RASTER() | GDAL_OF_UPDATE() | GDAL_OF_VERBOSE_ERROR(), options);
    }

    /// Opens a vector file for reading.
    /// @throws GdalException if GDAL is missing or cannot open it
    public static GdalDataset openVector(String name) throws GdalException {
        return open(name, GDAL_OF_VECTOR() | GDAL_OF_READONLY() | GDAL_OF_VERBOSE_ERROR(), List.of());
    }

    private static GdalDataset open(String name, int flags, List<String> options) throws GdalException {
        GdalLibrary.require();
        try (var arena = Arena.ofConfined()) {
            GdalMessages.clear();
            var handle = GDALOpenEx(
                    arena.allocateFrom(name),
                    flags,
                    MemorySegment.NULL,
                    GdalStrings.list(arena, options),
                    MemorySegment.NULL);
            return new GdalDataset(name, GdalMessages.checkNotNull(handle, "open the file", name));
        }
    }

    /// Creates a raster, or with no bands a vector file. Complete only after [#close].
    /// @param driver  GDAL's short name: `GTiff`, `MEM`, `VRT`, `GPKG`, `GeoJSON`
    /// @param options the driver's creation options, such as `TILED` = `YES`
    /// @throws GdalException if the driver is missing or cannot create it
    public static GdalDataset create(
            String driver, String name, int width, int height, int bands, GdalType type, Map<String, String> options)
            throws GdalException {
        try (var arena = Arena.ofConfined()) {
            var maker = driver(arena, driver);
            GdalMessages.clear();
            var handle = GDALCreate(
                    maker,
                    arena.allocateFrom(name),
                    width,
                    height,
                    bands,
                    type == null ? GDT_Unknown() : type.code(),
                    GdalStrings.pairs(arena, options));
            return new GdalDataset(name, GdalMessages.checkNotNull(handle, "create a " + driver + " file", name));
        }
    }

    /// Writes a copy in another format; the way to formats that cannot be written in pieces, such as `COG`.
    /// @throws GdalException if the driver is missing or the copy fails
    public GdalDataset copyTo(String driver, String target, Map<String, String> options) throws GdalException {
        try (var arena = Arena.ofConfined()) {
            var maker = driver(arena, driver);
            GdalMessages.clear();
            var copy = GDALCreateCopy(
                    maker,
                    arena.allocateFrom(target),
                    handle(),
                    1,
                    GdalStrings.pairs(arena, options),
                    MemorySegment.NULL,
                    MemorySegment.NULL);
            return new GdalDataset(target, GdalMessages.checkNotNull(copy, "write a " + driver + " file", target));
        }
    }

    static GdalDataset adopt(String name, MemorySegment handle) {
        return new GdalDataset(name, handle);
    }

    private static MemorySegment driver(Arena arena, String name) throws GdalException {
        GdalLibrary.require();
        var driver = GDALGetDriverByName(arena.allocateFrom(name));
        if (driver.equals(MemorySegment.NULL)) {
            throw new GdalException("this GDAL has no driver " + name);
        }
        return driver;
    }

    /// What a driver says of itself, such as `DMD_CREATIONOPTIONLIST`, the creation options it takes, as XML.
    /// @throws GdalException if the driver is missing
    public static Map<String, String> driverMetadata(String driver) throws GdalException {
        try (var arena = Arena.ofConfined()) {
            return GdalStrings.map(GdalStrings.read(GDALGetMetadata(driver(arena, driver), MemorySegment.NULL)));
        }
    }

    /// What was opened, for messages.
    public String name() {
        return name;
    }

    /// GDAL's short name of the format.
    public String driver() {
        return GdalMessages.text(GDALGetDriverShortName(GDALGetDatasetDriver(handle())));
    }

    public int width() {
        return GDALGetRasterXSize(handle());
    }

    public int height() {
        return GDALGetRasterYSize(handle());
    }

    public int bandCount() {
        return GDALGetRasterCount(handle());
    }

    /// Band `number`, from 1.
    /// @throws GdalException if there is no such band
    public GdalBand band(int number) throws GdalException {
        if (number < 1 || number > bandCount()) {
            throw new GdalException(name + ": no band " + number + "; it has " + bandCount());
        }
        return new GdalBand(this, number, GDALGetRasterBand(handle(), number));
    }

    /// The six numbers `x = g0 + col g1 + row g2`, `y = g3 + col g4 + row g5`; empty if the file has none.
    public Optional<double[]> geoTransform() {
        try (var arena = Arena.ofConfined()) {
            var six = arena.allocate(ValueLayout.JAVA_DOUBLE, 6);
            return GDALGetGeoTransform(handle(), six) == CE_None()
                    ? Optional.of(six.toArray(ValueLayout.JAVA_DOUBLE))
                    : Optional.empty();
        }
    }

    /// @throws GdalException if the format cannot keep it
    public void setGeoTransform(double... six) throws GdalException {
        try (var arena = Arena.ofConfined()) {
            GdalMessages.clear();
            GdalMessages.check(
                    GDALSetGeoTransform(handle(), arena.allocateFrom(ValueLayout.JAVA_DOUBLE, six)),
                    "set the geotransform",
                    name);
        }
    }

    /// The reference system as WKT; empty if there is none.
    public String crs() {
        return GdalMessages.text(GDALGetProjectionRef(handle()));
    }

    /// @param wkt the reference system; empty for none
    /// @throws GdalException if the text is not understood or the format cannot keep it
    public void setCrs(String wkt) throws GdalException {
        try (var arena = Arena.ofConfined()) {
            GdalMessages.clear();
            GdalMessages.check(GDALSetProjection(handle(), arena.allocateFrom(wkt)), "set the reference system", name);
        }
    }

    /// @param domain metadata domain, empty for the default one
    public Map<String, String> metadata(String domain) {
        try (var arena = Arena.ofConfined()) {
            return GdalStrings.map(GdalStrings.read(GDALGetMetadata(handle(), domainName(arena, domain))));
        }
    }

    /// Replaces the entries of a domain.
    /// @throws GdalException if the format cannot keep them
    public void setMetadata(String domain, Map<String, String> entries) throws GdalException {
        try (var arena = Arena.ofConfined()) {
            GdalMessages.clear();
            int status = GDALSetMetadata(handle(), GdalStrings.pairs(arena, entries), domainName(arena, domain));
            GdalMessages.check(status, "set metadata", name);
        }
    }

    static MemorySegment domainName(Arena arena, String domain) {
        return domain.isEmpty() ? MemorySegment.NULL : arena.allocateFrom(domain);
    }

    /// Reads the request into `target`, converting types as GDAL does: rounded, clamped to the range.
    /// @throws GdalException         if the file cannot be read
    /// @throws IllegalArgumentException if `target` is too small
    public void read(GdalRequest request, MemorySegment target) throws GdalException {
        transfer(GF_Read(), request, target, "read " + request);
    }

    /// Writes `source` to the file.
    /// @throws GdalException         if the file cannot be written
    /// @throws IllegalArgumentException if `source` is too small
    public void write(GdalRequest request, MemorySegment source) throws GdalException {
        transfer(GF_Write(), request, source, "write " + request);
    }

    private void transfer(int direction, GdalRequest request, MemorySegment samples, String operation)
            throws GdalException {
        request.requireRoom(samples);
        try (var arena = Arena.ofConfined()) {
            GdalMessages.clear();
            int status = GDALDatasetRasterIOEx(
                    handle(),
                    direction,
                    request.col(),
                    request.row(),
                    request.width(),
                    request.height(),
                    samples,
                    request.outWidth(),
                    request.outHeight(),
                    request.type().code(),
                    request.bands().length,
                    arena.allocateFrom(ValueLayout.JAVA_INT, request.bands()),
                    request.type().bytes(),
                    request.lineBytes(),
                    request.bandBytes(),
                    request.extra(arena));
            GdalMessages.check(status, operation, name);
        }
    }

    /// Builds overviews inside or beside the file.
    /// @param resampling GDAL's name: `NEAREST`, `AVERAGE`, `BILINEAR` ...
    /// @param factors    such as 2, 4, 8
    /// @throws GdalException if they cannot be built
    public void buildOverviews(String resampling, int... factors) throws GdalException {
        buildOverviews(resampling, Map.of(), factors);
    }

    /// As [#buildOverviews(String, int...)].
    /// @param resampling `NONE` makes overviews without pixels in them, and leaves those alone that are there
    /// @param options    GDAL's configuration options of this call, such as `GDAL_TIFF_OVR_BLOCKSIZE` = `512`
    /// @throws GdalException if they cannot be built
    public void buildOverviews(String resampling, Map<String, String> options, int... factors) throws GdalException {
        try (var arena = Arena.ofConfined()) {
            GdalMessages.clear();
            int status = GDALBuildOverviewsEx(
                    handle(),
                    arena.allocateFrom(resampling),
                    factors.length,
                    arena.allocateFrom(ValueLayout.JAVA_INT, factors),
                    0,
                    MemorySegment.NULL,
                    MemorySegment.NULL,
                    MemorySegment.NULL,
                    GdalStrings.pairs(arena, options));
            GdalMessages.check(status, "build overviews", name);
        }
    }

    /// Writes what is buffered, tables of tiles included: the file is whole as it stands, and stays open.
    /// @throws GdalException if it cannot be written, as on a full disk
    public void flush() throws GdalException {
        GdalMessages.clear();
        GDALFlushCache(handle());
        GdalMessages.checkSilent("write the file", name);
    }

    /// The files the dataset consists of; empty for one in memory.
    public List<String> files() {
        return GdalStrings.take(GDALGetFileList(handle()));
    }

    /// The layers of a vector file, in order.
    /// @throws GdalException if one cannot be read
    public List<GdalLayer> layers() throws GdalException {
        var layers = new ArrayList<GdalLayer>();
        for (int i = 0; i < GDALDatasetGetLayerCount(handle()); i++) {
            layers.add(new GdalLayer(this, GDALDatasetGetLayer(handle(), i)));
        }
        return layers;
    }

    /// Adds a layer to a vector file.
    /// @param geometry type of its geometries, such as `GdalLayer.POLYGON`
    /// @param options  the driver's layer options
    /// @throws GdalException if the format cannot hold it
    public GdalLayer createLayer(String layer, GdalSpatialReference crs, int geometry, Map<String, String> options)
            throws GdalException {
        try (var arena = Arena.ofConfined()) {
            GdalMessages.clear();
            var created = GDALDatasetCreateLayer(
                    handle(),
                    arena.allocateFrom(layer),
                    crs == null ? MemorySegment.NULL : crs.handle(),
                    geometry,
                    GdalStrings.pairs(arena, options));
            return new GdalLayer(this, GdalMessages.checkNotNull(created, "create the layer " + layer, name));
        }
    }

    /// Makes the calling thread the owner. The former owner must have stopped using the dataset, in a way that
    /// its last use happens before this call (a queue or a lock between the two).
    public GdalDataset claim() {
        owner = Thread.currentThread();
        return this;
    }

    MemorySegment handle() {
        if (Thread.currentThread() != owner) {
            throw new IllegalStateException(name + " was opened by the thread " + owner.getName()
                    + "; every thread opens a dataset of its own");
        }
        if (handle == null) {
            throw new IllegalStateException(name + " is closed");
        }
        return handle;
    }

    /// Writes what is buffered and closes the file. Closing twice does nothing.
    /// @throws GdalException if the last of it could not be written, as on a full disk
    @Override
    public void close() throws GdalException {
        if (handle != null) {
            var open = handle();
            handle = null;
            GdalMessages.clear();
            GDALClose(open);
            GdalMessages.checkSilent("finish the file", name);
        }
    }
}
