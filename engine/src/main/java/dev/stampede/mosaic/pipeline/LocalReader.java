package dev.stampede.mosaic.pipeline;

import static dev.stampede.mosaic.pipeline.MosaicOption.*;

import dev.stampede.mosaic.local.BlockCount;
import dev.stampede.mosaic.local.CorrectionMethod;
import dev.stampede.mosaic.local.LocalParameters;
import dev.stampede.raster.Bounds;
import dev.stampede.raster.DType;
import dev.stampede.runtime.UsageException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The parameters of local matching, part of what [ParameterReader] reads.
final class LocalReader {
    private static final Map<String, CorrectionMethod> CORRECTIONS = Map.of(
            "gamma", CorrectionMethod.GAMMA, "linear", CorrectionMethod.LINEAR, "offset", CorrectionMethod.OFFSET);

    private LocalReader() {}

    static LocalParameters read(Values values, DType calculation) {
        return new LocalParameters(
                values.mask(LOCAL_BLOCK_ADJUSTMENT_VECTOR_MASK),
                blocks(values),
                values.number(LOCAL_BLOCK_ADJUSTMENT_ALPHA, "alpha must be a float or int.")
                        .orElse(1),
                values.choice(
                        LOCAL_BLOCK_ADJUSTMENT_CORRECTION_METHOD,
                        CORRECTIONS,
                        CorrectionMethod.OFFSET,
                        "correction_method must be either 'gamma', 'linear' or 'offset'."),
                values.list(LOCAL_BLOCK_ADJUSTMENT_SAVE_BLOCK_MAPS).map(LocalReader::saveMaps),
                values.list(LOCAL_BLOCK_ADJUSTMENT_LOAD_BLOCK_MAPS).map(LocalReader::loadMaps),
                values.list(LOCAL_BLOCK_ADJUSTMENT_OVERRIDE_BOUNDS_CANVAS_COORDS)
                        .map(LocalReader::bounds),
                calculation);
    }

    private static BlockCount blocks(Values values) {
        String message = "number_of_blocks must be an int, a (rows, cols) tuple, or 'coefficient_of_variation'.";
        var parts = values.list(LOCAL_BLOCK_ADJUSTMENT_NUMBER_OF_BLOCKS);
        if (parts.isEmpty()) {
            return LocalParameters.DEFAULTS.blocks();
        }
        if (parts.get().equals(List.of("coefficient_of_variation"))) {
            return new BlockCount.FromVariation();
        }
        var numbers = new ArrayList<Integer>();
        for (var part : parts.get()) {
            numbers.add(Values.whole(part).filter(n -> n > 0).orElseThrow(() -> new UsageException(message)));
        }
        return switch (numbers.size()) {
            case 1 -> new BlockCount.PerImage(numbers.getFirst());
            case 2 -> new BlockCount.RowsCols(numbers.getFirst(), numbers.getLast());
            default -> throw new UsageException(message);
        };
    }

    private static LocalParameters.SaveMaps saveMaps(List<Object> parts) {
        if (parts.size() != 2 || !parts.stream().allMatch(String.class::isInstance)) {
            throw new UsageException("save_block_maps must be a tuple of two strings or None.");
        }
        if (!parts.get(1).toString().contains("$")) {
            throw new UsageException("save_block_maps: the second path must contain $, which stands for the image.");
        }
        return new LocalParameters.SaveMaps(
                Path.of(parts.get(0).toString()), parts.get(1).toString());
    }

    private static LocalParameters.LoadMaps loadMaps(List<Object> parts) {
        String message = "load_block_maps must be a tuple (str|None, list[str]|None) or None.";
        if (parts.isEmpty() || parts.getFirst() != null && !(parts.getFirst() instanceof String)) {
            throw new UsageException(message);
        }
        var first = parts.getFirst() == null || parts.getFirst().toString().equalsIgnoreCase("none")
                ? Optional.<Path>empty()
                : Optional.of(Path.of(parts.getFirst().toString()));
        var rest = parts.subList(1, parts.size());
        List<?> maps = rest.size() == 1 && rest.getFirst() == null
                ? List.of()
                : rest.size() == 1 && rest.getFirst() instanceof List<?> list ? list : rest;
        if (!maps.stream().allMatch(String.class::isInstance)) {
            throw new UsageException(message);
        }
        return new LocalParameters.LoadMaps(
                first, maps.stream().map(Object::toString).map(Path::of).toList());
    }

    private static Bounds bounds(List<Object> parts) {
        String message = "override_bounds_canvas_coords must be a tuple of four floats or ints, or None.";
        if (parts.size() != 4) {
            throw new UsageException(message);
        }
        double[] numbers = new double[4];
        for (int i = 0; i < numbers.length; i++) {
            try {
                numbers[i] = Double.parseDouble(String.valueOf(parts.get(i)).strip());
            } catch (NumberFormatException e) {
                throw new UsageException(message, e);
            }
        }
        if (!(numbers[0] < numbers[2] && numbers[1] < numbers[3])) {
            throw new UsageException(
                    "override_bounds_canvas_coords must be (minx, miny, maxx, maxy) with an area, got " + parts + ".");
        }
        return new Bounds(numbers[0], numbers[1], numbers[2], numbers[3]);
    }
}
