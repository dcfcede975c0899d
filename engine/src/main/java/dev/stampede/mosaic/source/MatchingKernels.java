package dev.stampede.mosaic.source;

import dev.stampede.kernels.Backend;
import dev.stampede.kernels.KernelRegistry;
import dev.stampede.kernels.NativeKernels;
import dev.stampede.kernels.matching.BlockCorrection;
import dev.stampede.kernels.matching.GainOffset;
import dev.stampede.kernels.matching.MaskedMoments;
import dev.stampede.kernels.matching.PixelWidening;
import dev.stampede.kernels.resample.GridResample;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// The implementations a run uses.
///
/// @param resampledOn backend of the kernel of resampling
/// @param resampling  made when asked for: a run whose images lie on one grid then loads nothing of the Vector API
///                    where the others are native
public record MatchingKernels(
        MaskedMoments moments,
        GainOffset gainOffset,
        BlockCorrection blocks,
        Backend resampledOn,
        Supplier<GridResample> resampling,
        PixelWidening widening) {
    /// As chosen by a registry that holds the five families.
    /// @throws dev.stampede.kernels.KernelUnavailableException if a named backend cannot run
    public static MatchingKernels of(KernelRegistry registry) {
        return new MatchingKernels(
                registry.get(MaskedMoments.FAMILY),
                registry.get(GainOffset.FAMILY),
                registry.get(BlockCorrection.FAMILY),
                registry.choose(GridResample.FAMILY), // refuses now what it would refuse later
                () -> registry.get(GridResample.FAMILY),
                registry.get(PixelWidening.FAMILY));
    }

    /// The fastest that run in this Java process.
    public static MatchingKernels fastest() {
        var availability = new EnumMap<>(KernelRegistry.pureJavaAvailability());
        availability.put(Backend.NATIVE, NativeKernels.availability());
        return of(new KernelRegistry(
                List.of(
                        MaskedMoments.FAMILY,
                        GainOffset.FAMILY,
                        BlockCorrection.FAMILY,
                        GridResample.FAMILY,
                        PixelWidening.FAMILY),
                availability,
                null,
                Map.of()));
    }
}
