package dev.stampede.bindings.gdal;

import static dev.stampede.bindings.gdal.generated.Gdal.*;

import dev.stampede.bindings.gdal.generated.Gdal;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/// What GDAL's programs do, as calls: the arguments are those of the program of the same name, one word
/// each. The result is an open dataset of the calling thread; with the driver `MEM` or `VRT` it needs no
/// file.
public final class GdalTools {
    private GdalTools() {}

    /// `gdalwarp`: reprojects and resamples onto a new grid.
    /// @throws GdalException if an argument is not understood or the work fails
    public static GdalDataset warp(String target, List<GdalDataset> sources, List<String> arguments)
            throws GdalException {
        return run("warp", target, arguments, Gdal::GDALWarpAppOptionsNew, Gdal::GDALWarpAppOptionsFree, call -> {
            var inputs = handles(call.arena, sources);
            return GDALWarp(call.target, MemorySegment.NULL, sources.size(), inputs, call.options, MemorySegment.NULL);
        });
    }

    /// `gdal_translate`: copies, cuts, changes type and format.
    /// @throws GdalException if an argument is not understood or the work fails
    public static GdalDataset translate(String target, GdalDataset source, List<String> arguments)
            throws GdalException {
        return run(
                "translate",
                target,
                arguments,
                Gdal::GDALTranslateOptionsNew,
                Gdal::GDALTranslateOptionsFree,
                call -> GDALTranslate(call.target, source.handle(), call.options, MemorySegment.NULL));
    }

    /// `gdalbuildvrt`: one virtual raster over several, later ones on top.
    /// @throws GdalException if an argument is not understood or the sources do not fit together
    public static GdalDataset buildVrt(String target, List<GdalDataset> sources, List<String> arguments)
            throws GdalException {
        return run(
                "build a VRT", target, arguments, Gdal::GDALBuildVRTOptionsNew, Gdal::GDALBuildVRTOptionsFree, call -> {
                    var inputs = handles(call.arena, sources);
                    return GDALBuildVRT(
                            call.target, sources.size(), inputs, MemorySegment.NULL, call.options, MemorySegment.NULL);
                });
    }

    /// `gdal_rasterize`: burns the features of a vector file into a new raster.
    /// @throws GdalException if an argument is not understood or the work fails
    public static GdalDataset rasterize(String target, GdalDataset vectors, List<String> arguments)
            throws GdalException {
        return run(
                "rasterize",
                target,
                arguments,
                Gdal::GDALRasterizeOptionsNew,
                Gdal::GDALRasterizeOptionsFree,
                call -> GDALRasterize(
                        call.target, MemorySegment.NULL, vectors.handle(), call.options, MemorySegment.NULL));
    }

    /// `ogr2ogr`: copies layers, changes format or reference system.
    /// @throws GdalException if an argument is not understood or the work fails
    public static GdalDataset translateVectors(String target, GdalDataset source, List<String> arguments)
            throws GdalException {
        return run(
                "translate vectors",
                target,
                arguments,
                Gdal::GDALVectorTranslateOptionsNew,
                Gdal::GDALVectorTranslateOptionsFree,
                call -> GDALVectorTranslate(
                        call.target,
                        MemorySegment.NULL,
                        1,
                        handles(call.arena, List.of(source)),
                        call.options,
                        MemorySegment.NULL));
    }

    /// Polygons of equal integer values, appended to a layer in the map coordinates of the raster.
    /// @param mask           band of which pixels of 0 are left out; `null` for none
    /// @param valueField     index of the integer field that gets the value
    /// @param eightConnected whether pixels that only share a corner belong together
    /// @throws GdalException if the raster cannot be read or the layer written
    public static void polygonize(GdalBand band, GdalBand mask, GdalLayer layer, int valueField, boolean eightConnected)
            throws GdalException {
        try (var arena = Arena.ofConfined()) {
            var options = GdalStrings.list(arena, eightConnected ? List.of("8CONNECTED=8") : List.of());
            GdalMessages.clear();
            int status = GDALPolygonize(
                    band.handle(),
                    mask == null ? MemorySegment.NULL : mask.handle(),
                    layer.handle(),
                    valueField,
                    options,
                    MemorySegment.NULL,
                    MemorySegment.NULL);
            GdalMessages.check(status, "polygonize", layer.target());
        }
    }

    private record Call(Arena arena, MemorySegment target, MemorySegment options) {}

    @FunctionalInterface
    private interface Tool {
        MemorySegment run(Call call);
    }

    private static GdalDataset run(
            String operation,
            String target,
            List<String> arguments,
            BiFunction<MemorySegment, MemorySegment, MemorySegment> parse,
            Consumer<MemorySegment> free,
            Tool tool)
            throws GdalException {
        GdalLibrary.require();
        try (var arena = Arena.ofConfined()) {
            GdalMessages.clear();
            var options = GdalMessages.checkNotNull(
                    parse.apply(GdalStrings.list(arena, arguments), MemorySegment.NULL),
                    operation + " with the arguments " + arguments,
                    target);
            try {
                var result = tool.run(new Call(arena, arena.allocateFrom(target), options));
                return GdalDataset.adopt(target, GdalMessages.checkNotNull(result, operation, target));
            } finally {
                free.accept(options);
            }
        }
    }

    private static MemorySegment handles(Arena arena, List<GdalDataset> datasets) {
        var handles = arena.allocate(ValueLayout.ADDRESS, Math.max(1, datasets.size()));
        for (int i = 0; i < datasets.size(); i++) {
            handles.setAtIndex(ValueLayout.ADDRESS, i, datasets.get(i).handle());
        }
        return handles;
    }
}
