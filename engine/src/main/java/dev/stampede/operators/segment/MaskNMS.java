package dev.stampede.operators.segment;

import dev.stampede.kernels.morphology.Bits;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.OperatorTypeException;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.operators.pixels.BandStatistics;
import dev.stampede.operators.pixels.Flags;
import dev.stampede.operators.pixels.Labels;
import dev.stampede.raster.GeoRaster;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Keeps the best of masks that show the same thing (non-maximum suppression). The input holds one mask a band,
/// anything but 0 is true; from the highest score down a mask is dropped if its pixels in common with one that
/// was kept, over the pixels of either, are more than `iouThreshold`. The result is one band of labels: the
/// kept masks from `startLabel` in the order of their score, a pixel of several the better one. Masks without a
/// pixel are dropped. Refuses rasters without a band axis and scores that are not one for each band.
///
/// @param iouThreshold most overlap of what is kept, 0.1
/// @param scores       score of each band; the number of its pixels by default; equal ones in the order of the bands
/// @param startLabel   label of the best, 1
public record MaskNMS(
        @Default("0.1") double iouThreshold,
        Optional<List<Double>> scores,
        @Default("1") int startLabel) implements Operator<GeoRaster, GeoRaster> {
    public MaskNMS {
        Require.that(iouThreshold >= 0 && iouThreshold <= 1, "iou_threshold", iouThreshold, "0 to 1");
        Require.that(startLabel >= 1, "start_label", startLabel, "1 or more");
    }

    /// One mask.
    private record Instance(Bits mask, long pixels, Boxes box, double score) {}

    @Override
    public GeoRaster compute(GeoRaster in) {
        if (in.rank() != 3) {
            throw new OperatorTypeException("MaskNMS takes one mask a band, not " + in.values());
        }
        if (scores.isPresent()) {
            Require.that(
                    scores.get().size() == in.bands(),
                    "scores",
                    scores.get(),
                    "one for each of " + in.bands() + " bands");
        }
        var kept = new ArrayList<Instance>();
        for (var instance : byScore(in)) {
            if (kept.stream().noneMatch(better -> iou(instance, better) > iouThreshold)) {
                kept.add(instance);
            }
        }
        var labels = new int[Math.multiplyExact(in.height(), in.width())];
        for (int k = kept.size() - 1; k >= 0; k--) {
            var flags = kept.get(k).mask().flags();
            for (int i = 0; i < labels.length; i++) {
                labels[i] = flags[i] != 0 ? startLabel + k : labels[i];
            }
        }
        return Labels.raster(in, labels);
    }

    private List<Instance> byScore(GeoRaster in) {
        var bands = BandStatistics.bands(in);
        return IntStream.range(0, bands.size())
                .mapToObj(band -> instance(Flags.of(bands.get(band)), band))
                .filter(instance -> instance.pixels() > 0)
                .sorted(Comparator.comparingDouble(Instance::score).reversed())
                .toList();
    }

    private Instance instance(Bits mask, int band) {
        long pixels = 0;
        var box = Boxes.empty(1);
        for (int i = 0; i < mask.flags().length; i++) {
            if (mask.flags()[i] != 0) {
                pixels++;
                box.add(0, i / mask.cols(), i % mask.cols());
            }
        }
        return new Instance(mask, pixels, box, scores.isPresent() ? scores.get().get(band) : pixels);
    }

    private static double iou(Instance a, Instance b) {
        int fromRow = Math.max(a.box.row()[0], b.box.row()[0]);
        int toRow = Math.min(a.box.endRow()[0], b.box.endRow()[0]);
        int fromCol = Math.max(a.box.col()[0], b.box.col()[0]);
        int toCol = Math.min(a.box.endCol()[0], b.box.endCol()[0]);
        long common = 0;
        for (int row = fromRow; row < toRow; row++) {
            for (int col = fromCol; col < toCol; col++) {
                int i = row * a.mask.cols() + col;
                common += a.mask.flags()[i] != 0 && b.mask.flags()[i] != 0 ? 1 : 0;
            }
        }
        return (double) common / (a.pixels + b.pixels - common);
    }

    @Override
    public Signature outputSignature(Signature in) {
        return LabelSignature.of(in);
    }
}
