package dev.stampede.mosaic.global;

import dev.stampede.kernels.matching.MaskedMoments;
import dev.stampede.mosaic.Compatibility;
import dev.stampede.mosaic.PixelSource;
import dev.stampede.runtime.Progress;
import dev.stampede.runtime.Workers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/// Global matching: reads all images once, gives gain and offset of every image and band. Nothing is written
/// but the file of adjustments, if one is asked for. Source: Yu et al. (2017),
/// doi:10.1016/j.isprsjprs.2017.08.002.
public final class GlobalMatching {
    private final GlobalParameters parameters;
    private final Compatibility compatibility;
    private final MaskedMoments kernel;

    /// Gain and offset per image name and band, and what they follow from.
    public record Solution(Map<String, List<Adjustment>> adjustments, ImageStatistics statistics) {}

    public GlobalMatching(GlobalParameters parameters, Compatibility compatibility, MaskedMoments kernel) {
        this.parameters = parameters;
        this.compatibility = compatibility;
        this.kernel = kernel;
    }

    /// @param images with distinct names; pixels outside a vector mask are no data already
    /// @throws IOException if the file of adjustments cannot be written
    public Solution solve(List<? extends PixelSource> images, Workers workers, Progress progress) throws IOException {
        return solve(images, StatisticsKeeper.NONE, workers, progress);
    }

    /// As above, with statistics of an earlier run and keeping those of this one.
    /// @throws IOException if the file of adjustments cannot be written, or statistics not be kept
    public Solution solve(
            List<? extends PixelSource> images, StatisticsKeeper keeper, Workers workers, Progress progress)
            throws IOException {
        var names = images.stream().map(PixelSource::name).toList();
        var statistics = statistics(images, keeper, workers, progress);
        var model = parameters
                .modelImages()
                .map(selection -> selection.of(names))
                .orElseGet(() -> new LinkedHashSet<>(names));
        var adjustments = AdjustmentSystem.solve(
                names,
                model,
                statistics,
                parameters.meanFactor(),
                parameters.stdFactor(),
                images.getFirst().bands());
        if (parameters.saveAdjustments().isPresent()) {
            AdjustmentsFile.write(
                    parameters.saveAdjustments().get(), adjustments, statistics, parameters.calculation());
        }
        return new Solution(adjustments, statistics);
    }

    /// Statistics of images and pairs, taken from the file of adjustments where it has them.
    /// @throws IOException if statistics cannot be kept
    public ImageStatistics statistics(
            List<? extends PixelSource> images, StatisticsKeeper keeper, Workers workers, Progress progress)
            throws IOException {
        var known = known(keeper.known());
        Map<String, PixelSource> byName = new LinkedHashMap<>();
        images.forEach(image -> byName.put(image.name(), image));
        var whole = new ArrayList<PixelSource>();
        images.stream()
                .filter(image -> !known.whole().containsKey(image.name()))
                .forEach(whole::add);
        var pairs = new ArrayList<List<PixelSource>>();
        var sorted = byName.keySet().stream().sorted().toList();
        for (int i = 0; i < sorted.size(); i++) {
            for (int j = i + 1; j < sorted.size(); j++) {
                var first = byName.get(sorted.get(i));
                var second = byName.get(sorted.get(j));
                if (first.bounds().overlaps(second.bounds())
                        && known.overlap(sorted.get(i), sorted.get(j)).isEmpty()) {
                    pairs.add(List.of(first, second));
                }
            }
        }
        boolean sampled = parameters.estimateStats().orElse(compatibility.has(Compatibility.Row.SAMPLED_STATISTICS));
        var computed = new StatisticsPass(kernel, sampled, compatibility, keeper).run(whole, pairs, workers, progress);
        return joined(images, known, computed);
    }

    /// Statistics nobody needs to compute: those of the file of adjustments, then those an earlier run kept.
    private ImageStatistics known(ImageStatistics kept) {
        if (parameters.loadAdjustments().isEmpty()) {
            return kept;
        }
        var loaded = AdjustmentsFile.read(parameters.loadAdjustments().get());
        var whole = new LinkedHashMap<>(loaded.whole());
        kept.whole().forEach(whole::putIfAbsent);
        var overlaps = new ArrayList<>(loaded.overlaps());
        for (var overlap : kept.overlaps()) {
            if (loaded.overlap(overlap.firstName(), overlap.secondName()).isEmpty()) {
                overlaps.add(overlap);
            }
        }
        return new ImageStatistics(whole, overlaps);
    }

    private static ImageStatistics joined(
            List<? extends PixelSource> images, ImageStatistics known, ImageStatistics computed) {
        Map<String, List<BandStatistics>> whole = new LinkedHashMap<>();
        for (var image : images) {
            var bands =
                    known.whole().getOrDefault(image.name(), computed.whole().get(image.name()));
            if (bands.size() != image.bands()) {
                throw new dev.stampede.runtime.UsageException("the loaded statistics of '" + image.name() + "' have "
                        + bands.size() + " bands, the image " + image.bands());
            }
            whole.put(image.name(), bands);
        }
        var overlaps = new ArrayList<>(computed.overlaps());
        for (var overlap : known.overlaps()) {
            if (whole.containsKey(overlap.firstName())
                    && whole.containsKey(overlap.secondName())
                    && !overlap.isEmpty()) {
                overlaps.add(overlap);
            }
        }
        // One order, wherever they come from.
        overlaps.sort(Comparator.comparing(Overlap::firstName).thenComparing(Overlap::secondName));
        return new ImageStatistics(whole, overlaps);
    }
}
