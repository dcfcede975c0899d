package dev.stampede.deploy;

import dev.stampede.io.raster.FileSource;
import dev.stampede.operators.core.Arity;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.OperatorState;
import dev.stampede.operators.core.OperatorTypeException;
import dev.stampede.operators.core.Pair;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterMemory;
import java.io.IOException;
import java.lang.foreign.SegmentAllocator;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// A call of a pipeline from rasters to rasters: neither reads nor writes files itself, so every shell can
/// feed it.
///
/// @param pipeline takes one raster, two, or a list of them; returns a raster or a map of rasters
public record PipelineCall(Operator<?, ?> pipeline) {
    /// Name of the only result of a pipeline that returns a raster.
    public static final String RESULT = "result";

    /// @throws IllegalArgumentException if the pipeline reads its own input or returns nothing
    public PipelineCall {
        if (pipeline.arity() == Arity.NONE) {
            throw new IllegalArgumentException(
                    "the pipeline reads its own input; leave the reader out, inputs are given from outside here");
        }
        if (pipeline.terminal()) {
            throw new IllegalArgumentException("the pipeline writes its own result; leave the writer out, "
                    + "results are kept from outside here");
        }
    }

    /// SHA-256 of what the pipeline is, 64 hexadecimal digits.
    public String digest() {
        return OperatorState.of(pipeline).digest();
    }

    /// Runs it; results go to `allocator`.
    /// @throws OperatorTypeException if the number of inputs does not fit, or something else than rasters
    /// comes out
    public SequencedMap<String, GeoRaster> apply(SegmentAllocator allocator, List<GeoRaster> inputs) {
        Object in = input(inputs);
        Object out = RasterMemory.<Object, RuntimeException>in(allocator, () -> applied(pipeline, in));
        return results(out);
    }

    private Object input(List<GeoRaster> inputs) {
        int wanted = switch (pipeline.arity()) {
            case ONE -> 1;
            case TWO -> 2;
            default -> inputs.size();
        };
        if (inputs.size() != wanted || inputs.isEmpty()) {
            throw new OperatorTypeException("the pipeline takes " + (wanted == 0 ? "at least 1" : wanted)
                    + " inputs, given are " + inputs.size());
        }
        return switch (pipeline.arity()) {
            case ONE -> inputs.getFirst();
            case TWO -> new Pair<>(inputs.getFirst(), inputs.getLast());
            default -> inputs;
        };
    }

    @SuppressWarnings("unchecked")
    private static Object applied(Operator<?, ?> operator, Object in) {
        return ((Operator<Object, Object>) operator).apply(in);
    }

    private SequencedMap<String, GeoRaster> results(Object out) {
        var results = new LinkedHashMap<String, GeoRaster>();
        switch (out) {
            case GeoRaster raster -> results.put(RESULT, raster);
            case Map<?, ?> map ->
                map.forEach((name, value) -> {
                    if (!(value instanceof GeoRaster raster)) {
                        throw notRaster("result " + name, value);
                    }
                    results.put(String.valueOf(name), raster);
                });
            case null, default -> throw notRaster("the result", out);
        }
        return Collections.unmodifiableSequencedMap(results);
    }

    private static OperatorTypeException notRaster(String what, Object value) {
        return new OperatorTypeException(what + " is "
                + (value == null ? "nothing" : "a " + value.getClass().getSimpleName()) + ", expected a raster");
    }

    /// Reads whole files.
    /// @throws IOException naming the file that is missing or cannot be read
    public static List<GeoRaster> read(SegmentAllocator allocator, List<Path> files) throws IOException {
        var rasters = new ArrayList<GeoRaster>();
        for (var file : files) {
            if (!Files.exists(file)) {
                throw new NoSuchFileException(file.toString());
            }
            try (var source = FileSource.open(file.toString())) {
                rasters.add(source.readAll(allocator));
            }
        }
        return rasters;
    }
}
