package dev.stampede.bindings.gdal;

import static dev.stampede.bindings.gdal.generated.Gdal.*;

import dev.stampede.bindings.gdal.generated.Gdal;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Map;
import java.util.OptionalDouble;

/// One band of an open raster; lives as long as its dataset.
public final class GdalBand {
    /// How a band's block of pixels is stored.
    public record Block(int width, int height) {}

    private final GdalDataset dataset;
    private final int number;
    private final MemorySegment handle;

    GdalBand(GdalDataset dataset, int number, MemorySegment handle) {
        this.dataset = dataset;
        this.number = number;
        this.handle = handle;
    }

    MemorySegment handle() {
        dataset.handle(); // still open, right thread
        return handle;
    }

    private String target() {
        return dataset.name() + ", band " + number;
    }

    /// @throws GdalException if the file's type is unknown here
    public GdalType type() throws GdalException {
        return GdalType.of(GDALGetRasterDataType(handle()));
    }

    public Block block() {
        return block(handle());
    }

    private static Block block(MemorySegment band) {
        try (var arena = Arena.ofConfined()) {
            var width = arena.allocate(ValueLayout.JAVA_INT);
            var height = arena.allocate(ValueLayout.JAVA_INT);
            GDALGetBlockSize(band, width, height);
            return new Block(width.get(ValueLayout.JAVA_INT, 0), height.get(ValueLayout.JAVA_INT, 0));
        }
    }

    /// The value that means "no data".
    public OptionalDouble noData() {
        return number(Gdal::GDALGetRasterNoDataValue);
    }

    /// @throws GdalException if the format cannot keep it
    public void setNoData(double value) throws GdalException {
        GdalMessages.clear();
        GdalMessages.check(GDALSetRasterNoDataValue(handle(), value), "set the no-data value " + value, target());
    }

    /// What samples are multiplied by to give values.
    public OptionalDouble scale() {
        return number(Gdal::GDALGetRasterScale);
    }

    /// What is added after scaling.
    public OptionalDouble offset() {
        return number(Gdal::GDALGetRasterOffset);
    }

    /// @throws GdalException if the format cannot keep them
    public void setScaleAndOffset(double scale, double offset) throws GdalException {
        GdalMessages.clear();
        GdalMessages.check(GDALSetRasterScale(handle(), scale), "set the scale", target());
        GdalMessages.check(GDALSetRasterOffset(handle(), offset), "set the offset", target());
    }

    @FunctionalInterface
    private interface NumberOfBand {
        double get(MemorySegment band, MemorySegment present);
    }

    private OptionalDouble number(NumberOfBand getter) {
        try (var arena = Arena.ofConfined()) {
            var present = arena.allocate(ValueLayout.JAVA_INT);
            double value = getter.get(handle(), present);
            return present.get(ValueLayout.JAVA_INT, 0) == 0 ? OptionalDouble.empty() : OptionalDouble.of(value);
        }
    }

    /// The band's name; empty if it has none.
    public String description() {
        return GdalMessages.text(GDALGetDescription(handle()));
    }

    public void setDescription(String text) {
        try (var arena = Arena.ofConfined()) {
            GDALSetDescription(handle(), arena.allocateFrom(text));
        }
    }

    /// The unit of the values; empty if unknown.
    public String unit() {
        return GdalMessages.text(GDALGetRasterUnitType(handle()));
    }

    /// @throws GdalException if the format cannot keep it
    public void setUnit(String unit) throws GdalException {
        try (var arena = Arena.ofConfined()) {
            GdalMessages.clear();
            GdalMessages.check(
                    GDALSetRasterUnitType(handle(), arena.allocateFrom(unit)), "set the unit " + unit, target());
        }
    }

    /// Whether the band holds transparency, not values.
    public boolean isAlpha() {
        return GDALGetRasterColorInterpretation(handle()) == GCI_AlphaBand();
    }

    /// Entries of a metadata domain; the default one when `domain` is empty.
    public Map<String, String> metadata(String domain) {
        try (var arena = Arena.ofConfined()) {
            var name = GdalDataset.domainName(arena, domain);
            return GdalStrings.map(GdalStrings.read(GDALGetMetadata(handle(), name)));
        }
    }

    public int overviewCount() {
        return GDALGetOverviewCount(handle());
    }

    /// Columns and rows of an overview, from 0 for the finest.
    /// @throws GdalException if there is none of that number
    public Block overviewSize(int index) throws GdalException {
        var overview = overview(index);
        return new Block(GDALGetRasterBandXSize(overview), GDALGetRasterBandYSize(overview));
    }

    /// How an overview's blocks are stored.
    /// @throws GdalException if there is none of that number
    public Block overviewBlock(int index) throws GdalException {
        return block(overview(index));
    }

    private MemorySegment overview(int index) throws GdalException {
        var overview = GDALGetOverview(handle(), index);
        if (overview.equals(MemorySegment.NULL)) {
            throw new GdalException(target() + ": no overview " + index + "; it has " + overviewCount());
        }
        return overview;
    }

    /// Reads a window of an overview at its own size, converting types as GDAL does.
    /// @param index   from 0 for the finest
    /// @param request a window in the overview's pixels, of this band
    /// @throws GdalException if there is no such overview or it cannot be read
    public void readOverview(int index, GdalRequest request, MemorySegment target) throws GdalException {
        transfer(overview(index), GF_Read(), request, target, "read overview " + index + ", " + request);
    }

    /// Writes a window of an overview.
    /// @param index   from 0 for the finest
    /// @param request a window in the overview's pixels, of this band
    /// @throws GdalException if there is no such overview or it cannot be written
    public void writeOverview(int index, GdalRequest request, MemorySegment source) throws GdalException {
        transfer(overview(index), GF_Write(), request, source, "write overview " + index + ", " + request);
    }

    private void transfer(
            MemorySegment band, int direction, GdalRequest request, MemorySegment samples, String operation)
            throws GdalException {
        request.requireRoom(samples);
        try (var arena = Arena.ofConfined()) {
            GdalMessages.clear();
            int status = GDALRasterIOEx(
                    band,
                    direction,
                    request.col(),
                    request.row(),
                    request.width(),
                    request.height(),
                    samples,
                    request.outWidth(),
                    request.outHeight(),
                    request.type().code(),
                    request.type().bytes(),
                    request.lineBytes(),
                    request.extra(arena));
            GdalMessages.check(status, operation, target());
        }
    }

    /// Whether every pixel is valid, so that reading the mask says nothing.
    public boolean allValid() {
        return (GDALGetMaskFlags(handle()) & GMF_ALL_VALID()) != 0;
    }

    /// Reads the mask of a window at its own size: one byte a pixel, 0 where there is no data, however the
    /// file says so (no-data value, alpha, mask band).
    /// @throws GdalException if it cannot be read
    public void readMask(int col, int row, int width, int height, MemorySegment outMask) throws GdalException {
        var request = GdalRequest.window(col, row, width, height, new int[] {number}, GdalType.UINT8);
        transfer(GDALGetMaskBand(handle()), GF_Read(), request, outMask, "read the mask of " + request);
    }
}
