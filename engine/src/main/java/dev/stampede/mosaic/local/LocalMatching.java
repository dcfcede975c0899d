package dev.stampede.mosaic.local;

import dev.stampede.kernels.matching.NoData;
import dev.stampede.mosaic.Compatibility;
import dev.stampede.mosaic.Compatibility.Row;
import dev.stampede.mosaic.FileSource;
import dev.stampede.mosaic.PixelSource;
import dev.stampede.mosaic.global.SampledMoments;
import dev.stampede.mosaic.source.MaskedSource;
import dev.stampede.mosaic.source.MatchingKernels;
import dev.stampede.mosaic.source.Tiles;
import dev.stampede.raster.Bounds;
import dev.stampede.raster.DType;
import dev.stampede.runtime.Progress;
import dev.stampede.runtime.UsageException;
import dev.stampede.runtime.Workers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Local matching: reads all images once, gives block means of each and their mean, from which every image is
/// corrected. Nothing is written but maps, if asked for. Source: Yu et al. (2017),
/// doi:10.1016/j.isprsjprs.2017.08.002.
public final class LocalMatching {
    /// The variation at which an image is cut into 10 x 10 blocks.
    private static final double USUAL_VARIATION = 45.0 / 125.0;

    private static final int USUAL_BLOCKS = 10;

    private final LocalParameters parameters;
    private final Compatibility compatibility;
    private final MatchingKernels kernels;

    /// Block means.
    ///
    /// @param reference mean of all images
    /// @param local     by image name, in order of the images
    /// @param shifts    by image name, see [CorrectionMethod#OFFSET]
    public record Solution(BlockMap reference, Map<String, BlockMap> local, Map<String, Double> shifts) {}

    public LocalMatching(LocalParameters parameters, Compatibility compatibility, MatchingKernels kernels) {
        this.parameters = parameters;
        this.compatibility = compatibility;
        this.kernels = kernels;
    }

    /// @param images  with distinct names
    /// @param regions by image, the polygons of the vector mask; `null` without one
    /// @throws IOException if a file cannot be read or written
    public Solution solve(
            List<? extends PixelSource> images,
            Function<PixelSource, MaskedSource.Region> regions,
            Workers workers,
            Progress progress)
            throws IOException {
        return solve(images, regions, BlockMeansKeeper.NONE, workers, progress);
    }

    /// As above, with block means of an earlier run and keeping those of this one.
    /// @throws IOException if a file cannot be read or written
    public Solution solve(
            List<? extends PixelSource> images,
            Function<PixelSource, MaskedSource.Region> regions,
            BlockMeansKeeper keeper,
            Workers workers,
            Progress progress)
            throws IOException {
        var names = images.stream().map(PixelSource::name).toList();
        var loaded = loadLocal(names);
        var loadedReference = parameters.loadMaps().flatMap(LocalParameters.LoadMaps::reference);
        var reference = loadedReference.map(BlockMapFile::read).orElse(null);
        var grid = grid(images, loaded.values(), reference, workers);
        long tiles = images.stream()
                .mapToLong(image -> Tiles.of(image.window(), Tiles.SIDE).size())
                .sum();
        progress.begin("block means", Math.max(1, tiles));
        Map<String, BlockMap> local = new LinkedHashMap<>();
        Map<String, Double> minima = new LinkedHashMap<>();
        var means = new BlockMeans(
                kernels.moments(), grid, !compatibility.has(Row.BORDER_BLOCKS), parameters.calculation());
        for (var image : images) {
            var masked = regions == null
                    ? image
                    : new MaskedSource(
                            image,
                            regions.apply(image),
                            !parameters.vectorMask().orElseThrow().include());
            var result = kept(keeper, image, grid);
            if (result == null) {
                result = means.of(image, masked, workers, progress);
                keeper.keep(
                        image.name(),
                        new BlockMeansKeeper.Kept(
                                grid.rows(), grid.cols(), result.means().values(), result.minimum()));
            } else {
                progress.advance(Tiles.of(image.window(), Tiles.SIDE).size());
            }
            minima.put(image.name(), result.minimum());
            local.put(image.name(), loaded.getOrDefault(image.name(), result.means()));
        }
        loaded.forEach(local::putIfAbsent);
        if (reference == null) {
            reference = mean(grid, List.copyOf(local.values()));
        }
        local.keySet().retainAll(names);
        Map<String, Double> shifts = new LinkedHashMap<>();
        for (var name : names) {
            shifts.put(name, shift(minima.get(name), reference, local.get(name)));
        }
        return new Solution(reference, local, shifts);
    }

    /// What an earlier run found for an image; `null` if it did not get that far.
    private static BlockMeans.Result kept(BlockMeansKeeper keeper, PixelSource image, BlockGrid grid)
            throws IOException {
        return keeper.known(image.name())
                .filter(kept -> kept.rows() == grid.rows()
                        && kept.cols() == grid.cols()
                        && kept.bands().size() == image.bands())
                .map(kept -> new BlockMeans.Result(new BlockMap(grid, kept.bands()), kept.minimum()))
                .orElse(null);
    }

    /// Maps of images, by the name of the image they belong to, or by their own where they belong to none.
    private Map<String, BlockMap> loadLocal(List<String> names) {
        var files = parameters.loadMaps().map(LocalParameters.LoadMaps::local).orElse(List.of());
        Map<String, BlockMap> maps = new LinkedHashMap<>();
        for (var file : files) {
            var own = FileSource.name(file);
            // The longest name: "scene_1" is contained in "scene_10_map" too.
            var image = names.stream()
                    .filter(own::contains)
                    .max(java.util.Comparator.comparingInt(String::length))
                    .orElse(own);
            if (maps.put(image, BlockMapFile.read(file)) != null) {
                throw new UsageException("Duplicate keys when merging loaded and computed blocks: " + image);
            }
        }
        return maps;
    }

    private BlockGrid grid(
            List<? extends PixelSource> images,
            java.util.Collection<BlockMap> loaded,
            BlockMap reference,
            Workers workers)
            throws IOException {
        var maps = new ArrayList<>(loaded);
        if (reference != null) {
            maps.add(reference);
        }
        if (parameters.loadMaps().isPresent()) {
            var grid = BlockMapFile.common(maps);
            if (parameters.canvas().isPresent() && !parameters.canvas().get().equals(grid.canvas())) {
                throw new UsageException("Override bounds canvas coordinates do not match loaded block maps bounds: "
                        + parameters.canvas().get() + " and " + grid.canvas());
            }
            if (maps.getFirst().bands() != images.getFirst().bands()) {
                throw new UsageException(
                        "the loaded block maps have " + maps.getFirst().bands() + " bands, the images "
                                + images.getFirst().bands());
            }
            return grid;
        }
        var canvas = parameters
                .canvas()
                .orElseGet(() -> images.stream()
                        .map(PixelSource::bounds)
                        .reduce(Bounds::union)
                        .orElseThrow());
        return switch (parameters.blocks()) {
            case BlockCount.RowsCols(int rows, int cols) -> new BlockGrid(canvas, rows, cols);
            case BlockCount.PerImage(int perImage) ->
                BlockGrid.ofTotal(canvas, Math.multiplyExact(perImage, images.size()));
            case BlockCount.FromVariation _ -> {
                int side = compatibility.has(Row.FIXED_VARIATION_GRID) ? USUAL_BLOCKS : fromVariation(images, workers);
                yield new BlockGrid(canvas, side, side);
            }
        };
    }

    private int fromVariation(List<? extends PixelSource> images, Workers workers) {
        double variation = SampledMoments.variation(images, kernels.moments(), workers);
        return (int) Math.max(1, Math.rint(USUAL_BLOCKS * variation / USUAL_VARIATION));
    }

    private BlockMap mean(BlockGrid grid, List<BlockMap> maps) {
        var values = new ArrayList<double[]>();
        for (int band = 0; band < maps.getFirst().bands(); band++) {
            var means = new double[grid.blocks()];
            for (int block = 0; block < means.length; block++) {
                double sum = 0;
                int count = 0;
                for (var map : maps) {
                    double v = map.values().get(band)[block];
                    if (!Double.isNaN(v)) {
                        sum = BlockMeans.rounded(sum + v, parameters.calculation());
                        count++;
                    }
                }
                means[block] = count == 0 ? Double.NaN : BlockMeans.rounded(sum / count, parameters.calculation());
            }
            values.add(means);
        }
        return new BlockMap(grid, values);
    }

    private double shift(double minimum, BlockMap reference, BlockMap local) {
        double least = Math.min(minimum, Math.min(reference.min(), local.min()));
        return parameters.method() == CorrectionMethod.OFFSET && least <= 0 ? Math.abs(least) + 1 : 0;
    }

    /// The image with its correction.
    public LocalSource correct(PixelSource image, Solution solution, DType dtype, NoData empty) {
        var local = solution.local().get(image.name());
        double shift = solution.shifts().get(image.name());
        var exponents = new ArrayList<double[]>();
        for (int band = 0; band < image.bands(); band++) {
            double[] r = solution.reference().values().get(band);
            double[] l = local.values().get(band);
            double[] p = new double[r.length];
            for (int block = 0; block < p.length; block++) {
                p[block] = parameters.method().parameter(r[block], l[block], shift, parameters.calculation());
            }
            exponents.add(p);
        }
        return new LocalSource(
                image,
                new BlockMap(local.grid(), exponents),
                parameters.method().formula(shift, parameters.alpha(), !compatibility.has(Row.BORDER_BLOCKS)),
                dtype,
                empty,
                compatibility.has(Row.FIRST_BAND_MASK),
                kernels);
    }

    /// Writes the maps asked for.
    /// @throws IOException if one cannot be written
    public void save(Solution solution, String crs, double noData) throws IOException {
        if (parameters.saveMaps().isEmpty()) {
            return;
        }
        var files = parameters.saveMaps().get();
        BlockMapFile.write(files.reference(), solution.reference(), crs, noData, parameters.calculation());
        for (var map : solution.local().entrySet()) {
            BlockMapFile.write(
                    Path.of(files.template().replace("$", map.getKey())),
                    map.getValue(),
                    crs,
                    noData,
                    parameters.calculation());
        }
    }
}
