package dev.stampede.mosaic.source;

import dev.stampede.kernels.KernelRegistry;
import dev.stampede.kernels.matching.BlockCorrection;
import dev.stampede.kernels.matching.GainOffset;
import dev.stampede.kernels.matching.MaskedMoments;
import dev.stampede.kernels.matching.PixelWidening;
import dev.stampede.kernels.resample.GridResample;
import java.util.List;
import java.util.Map;

/// The implementations a run uses.
public record MatchingKernels(
        MaskedMoments moments,
        GainOffset gainOffset,
        BlockCorrection blocks,
        GridResample resample,
        PixelWidening widening) {
    /// As chosen by a registry that holds the five families.
    public static MatchingKernels of(KernelRegistry registry) {
        return new MatchingKernels(
                registry.get(MaskedMoments.FAMILY),
                registry.get(GainOffset.FAMILY),
                registry.get(BlockCorrection.FAMILY),
                registry.get(GridResample.FAMILY),
                registry.get(PixelWidening.FAMILY));
    }

    /// The fastest that run in this Java process.
    public static MatchingKernels fastest() {
        return of(new KernelRegistry(
                List.of(
                        MaskedMoments.FAMILY,
                        GainOffset.FAMILY,
                        BlockCorrection.FAMILY,
                        GridResample.FAMILY,
                        PixelWidening.FAMILY),
                KernelRegistry.pureJavaAvailability(),
                null,
                Map.of()));
    }
}
