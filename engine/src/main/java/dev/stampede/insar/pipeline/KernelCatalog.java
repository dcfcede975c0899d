package dev.stampede.insar.pipeline;

import dev.stampede.kernels.KernelFamily;
import dev.stampede.kernels.amplitude.Amplitude;
import dev.stampede.kernels.arcsmoothing.ArcScatter;
import dev.stampede.kernels.arcsmoothing.ArcSmoothing;
import dev.stampede.kernels.arcsmoothing.NetworkSmoothing;
import dev.stampede.kernels.clap.ClapCellFilter;
import dev.stampede.kernels.clap.ClapGridFilter;
import dev.stampede.kernels.edgestats.EdgeNoise;
import dev.stampede.kernels.edgestats.EdgePhasorNoise;
import dev.stampede.kernels.elementwise.Elementwise;
import dev.stampede.kernels.fft.Fft2d;
import dev.stampede.kernels.fft.SmoothedMagnitude;
import dev.stampede.kernels.filter.LineExponential;
import dev.stampede.kernels.goldstein.Goldstein;
import dev.stampede.kernels.goldstein.GridLowPass;
import dev.stampede.kernels.goldstein.LocalFrequency;
import dev.stampede.kernels.gridaccumulate.GridAccumulate;
import dev.stampede.kernels.histogram.CoherenceCount;
import dev.stampede.kernels.ifgstd.InterferogramCovariance;
import dev.stampede.kernels.ifgstd.InterferogramNoise;
import dev.stampede.kernels.leastabsolute.LeastAbsolute;
import dev.stampede.kernels.lookangle.LookAngleSearch;
import dev.stampede.kernels.matching.BlockCorrection;
import dev.stampede.kernels.matching.GainOffset;
import dev.stampede.kernels.matching.MaskedMoments;
import dev.stampede.kernels.matching.PixelWidening;
import dev.stampede.kernels.overlapadd.OverlapAdd;
import dev.stampede.kernels.phaseramp.PhaseRamp;
import dev.stampede.kernels.phasorgrid.PhaseReconstruction;
import dev.stampede.kernels.phasorgrid.PhasorGrid;
import dev.stampede.kernels.planecombination.PlaneCombination;
import dev.stampede.kernels.resample.GridResample;
import dev.stampede.kernels.scla.Scla;
import dev.stampede.kernels.scla.SclaClip;
import dev.stampede.kernels.spatialgaussian.SpatialGaussian;
import dev.stampede.kernels.topofit.CoherenceRowInvariant;
import dev.stampede.kernels.topofit.Topofit;
import dev.stampede.kernels.topofit.TopofitRowInvariant;
import java.util.List;

/// Every kernel family of the engine, in the order of the stages. A new family is added here so that
/// configuration can name it and `describe-backends` shows it.
public final class KernelCatalog {
    private static final List<KernelFamily<?>> FAMILIES = List.of(
            Amplitude.FAMILY,
            GridAccumulate.FAMILY,
            ClapGridFilter.FAMILY,
            CoherenceCount.FAMILY,
            Topofit.FAMILY,
            TopofitRowInvariant.FAMILY,
            CoherenceRowInvariant.FAMILY,
            ClapCellFilter.FAMILY,
            EdgeNoise.FAMILY,
            PhaseRamp.FAMILY,
            InterferogramNoise.FAMILY,
            EdgePhasorNoise.FAMILY,
            PhasorGrid.FAMILY,
            Goldstein.FAMILY,
            GridLowPass.FAMILY,
            LocalFrequency.FAMILY,
            LookAngleSearch.FAMILY,
            ArcSmoothing.FAMILY,
            NetworkSmoothing.FAMILY,
            ArcScatter.FAMILY,
            PhaseReconstruction.FAMILY,
            InterferogramCovariance.FAMILY,
            Scla.FAMILY,
            LeastAbsolute.FAMILY,
            SclaClip.FAMILY,
            PlaneCombination.VELOCITY_FIT,
            PlaneCombination.EDGE_NOISE,
            SpatialGaussian.FAMILY,
            PlaneCombination.WEIGHTED_FIT,
            Fft2d.FAMILY,
            SmoothedMagnitude.FAMILY,
            MaskedMoments.FAMILY,
            GainOffset.FAMILY,
            BlockCorrection.FAMILY,
            PixelWidening.FAMILY,
            GridResample.FAMILY,
            OverlapAdd.FAMILY,
            Elementwise.FAMILY,
            LineExponential.FAMILY);

    private KernelCatalog() {}

    public static List<KernelFamily<?>> families() {
        return FAMILIES;
    }
}
