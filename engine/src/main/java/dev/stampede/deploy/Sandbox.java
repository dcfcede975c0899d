package dev.stampede.deploy;

import dev.stampede.operators.core.LimitException;
import dev.stampede.operators.core.Limits;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.OperatorRegistry;
import dev.stampede.operators.core.OperatorState;
import dev.stampede.operators.core.OperatorType;
import dev.stampede.operators.core.PipelineReader;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterMemory;
import java.lang.foreign.SegmentAllocator;
import java.util.Map;
import java.util.Set;

/// Runs pipelines of people one does not know. What could name a file is unknown to it; text, time, values
/// in, memory and the size of the result are limited.
///
/// An operator is known when its family is not `io` and every parameter that takes a text is on a list of
/// those that are not names of files: an operator that is new and takes a text is unknown until somebody
/// puts it there. Reference systems must be codes such as `EPSG:32632`, because other texts could have a
/// library open files or addresses.
///
/// @param limits of the text and of a call
/// @param values that an input may have, all bands together
public record Sandbox(Limits limits, long values) {
    private static final Set<String> WITHOUT = Set.of("io");
    private static final Set<String> SYSTEMS = Set.of("crs", "dst_crs", "crs_coords");
    private static final Set<String> HARMLESS_TEXTS = Set.of(
            "inputs",
            "outputs",
            "expected",
            "name",
            "units",
            "method",
            "keep",
            "targets",
            "geometry",
            "names",
            "expression",
            "band_names",
            "order");
    private static final long VALUES = 64L << 20;

    /// 30 seconds, 64 million values in, 4 GiB on the way, 1 GiB out.
    public static Sandbox usual() {
        return new Sandbox(Limits.UNTRUSTED, VALUES);
    }

    public Sandbox {
        if (values < 1) {
            throw new IllegalArgumentException("values is " + values + ", expected at least 1");
        }
    }

    /// The operators it knows.
    public static OperatorRegistry operators() {
        var rest = OperatorRegistry.standard().withoutFamilies(WITHOUT);
        return rest.only(rest.types().stream()
                .filter(Sandbox::isHarmless)
                .map(OperatorType::name)
                .toList());
    }

    private static boolean isHarmless(OperatorType type) {
        return type.parameters().stream()
                .filter(p -> p.typeText().contains("text") || p.typeText().contains("path"))
                .allMatch(p -> !p.typeText().contains("path")
                        && (HARMLESS_TEXTS.contains(p.key()) || SYSTEMS.contains(p.key())));
    }

    /// Reads a pipeline.
    /// @param text YAML or JSON
    /// @throws IllegalArgumentException if it is none, names an unknown operator, or is too large
    public PipelineCall read(String text) {
        Operator<?, ?> operator = PipelineReader.sandboxed(operators(), limits).fromYaml(text); // JSON is YAML too
        requireCodes(OperatorState.of(operator).plain());
        return new PipelineCall(operator);
    }

    private static void requireCodes(Object value) {
        switch (value) {
            case Map<?, ?> map ->
                map.forEach((key, item) -> {
                    if (SYSTEMS.contains(key)
                            && item != null
                            && !String.valueOf(item).matches("EPSG:[0-9]{1,6}")) {
                        throw new IllegalArgumentException(
                                key + " is " + item + ", expected a code such as EPSG:32632 here");
                    }
                    requireCodes(item);
                });
            case Iterable<?> items -> items.forEach(Sandbox::requireCodes);
            case null, default -> {}
        }
    }

    /// Runs a pipeline from a raster to a raster.
    /// @param allocator owns the result and what steps give on the way
    /// @throws LimitException if the input is too large, the call takes too long, allocates too much, or its
    ///     result is too large
    public GeoRaster call(SegmentAllocator allocator, PipelineCall call, GeoRaster in) {
        return call(allocator, call, in, Watch.NOBODY);
    }

    /// Told about the thread of a call, which may go on for a while after the call was given up.
    interface Watch {
        Watch NOBODY = new Watch() {};

        /// Before the thread starts.
        default void begins() {}

        /// When the thread has done its last work. Called once if it began.
        default void ended() {}
    }

    /// As [#call(SegmentAllocator, PipelineCall, GeoRaster)].
    @SuppressWarnings("unchecked")
    GeoRaster call(SegmentAllocator allocator, PipelineCall call, GeoRaster in, Watch watch) {
        long size = in.values().elements();
        if (size > values) {
            throw new LimitException("the input has " + size + " values, allowed are " + values);
        }
        Object out = RasterMemory.<Object, RuntimeException>in(allocator, () -> {
            watch.begins();
            return limits.call((Operator<Object, Object>) call.pipeline(), in, watch::ended);
        });
        if (out instanceof GeoRaster raster) {
            return raster;
        }
        throw new IllegalArgumentException("the pipeline gives "
                + (out == null ? "nothing" : "a " + out.getClass().getSimpleName()) + ", expected one raster");
    }
}
