package dev.stampede.benchmarks;

import dev.stampede.benchmarks.kernels.AmplitudeBenchmark;
import dev.stampede.benchmarks.kernels.ArcScatterBenchmark;
import dev.stampede.benchmarks.kernels.ArcSmoothingBenchmark;
import dev.stampede.benchmarks.kernels.BlockCorrectionBenchmark;
import dev.stampede.benchmarks.kernels.ClapCellFilterBenchmark;
import dev.stampede.benchmarks.kernels.ClapGridFilterBenchmark;
import dev.stampede.benchmarks.kernels.CoherenceCountBenchmark;
import dev.stampede.benchmarks.kernels.CoherenceRowInvariantBenchmark;
import dev.stampede.benchmarks.kernels.EdgeHighPassBenchmark;
import dev.stampede.benchmarks.kernels.EdgeNoiseBenchmark;
import dev.stampede.benchmarks.kernels.EdgePhasorNoiseBenchmark;
import dev.stampede.benchmarks.kernels.ElementwiseBenchmark;
import dev.stampede.benchmarks.kernels.Fft2dBenchmark;
import dev.stampede.benchmarks.kernels.GainOffsetBenchmark;
import dev.stampede.benchmarks.kernels.GoldsteinBenchmark;
import dev.stampede.benchmarks.kernels.GridAccumulateBenchmark;
import dev.stampede.benchmarks.kernels.GridLowPassBenchmark;
import dev.stampede.benchmarks.kernels.InterferogramCovarianceBenchmark;
import dev.stampede.benchmarks.kernels.InterferogramNoiseBenchmark;
import dev.stampede.benchmarks.kernels.LeastAbsoluteBenchmark;
import dev.stampede.benchmarks.kernels.LineExponentialBenchmark;
import dev.stampede.benchmarks.kernels.LocalFrequencyBenchmark;
import dev.stampede.benchmarks.kernels.LookAngleSearchBenchmark;
import dev.stampede.benchmarks.kernels.MaskedMomentsBenchmark;
import dev.stampede.benchmarks.kernels.NetworkSmoothingBenchmark;
import dev.stampede.benchmarks.kernels.OverlapAddBenchmark;
import dev.stampede.benchmarks.kernels.PhaseRampBenchmark;
import dev.stampede.benchmarks.kernels.PhaseReconstructionBenchmark;
import dev.stampede.benchmarks.kernels.PhasorGridBenchmark;
import dev.stampede.benchmarks.kernels.PixelWideningBenchmark;
import dev.stampede.benchmarks.kernels.ResampleBenchmark;
import dev.stampede.benchmarks.kernels.SclaBenchmark;
import dev.stampede.benchmarks.kernels.SclaClipBenchmark;
import dev.stampede.benchmarks.kernels.SmoothedMagnitudeBenchmark;
import dev.stampede.benchmarks.kernels.SpatialGaussianBenchmark;
import dev.stampede.benchmarks.kernels.TopofitBenchmark;
import dev.stampede.benchmarks.kernels.TopofitRowInvariantBenchmark;
import dev.stampede.benchmarks.kernels.VelocityFitBenchmark;
import dev.stampede.benchmarks.kernels.WeightedFitBenchmark;
import java.util.List;

/// Every kernel benchmark, in the order of the stages.
public final class KernelBenchmarks {
    private KernelBenchmarks() {}

    /// New instances, with their parameters at the defaults of their fields.
    public static List<KernelBenchmark<?>> all() {
        return List.of(
                new AmplitudeBenchmark(),
                new GridAccumulateBenchmark(),
                new ClapGridFilterBenchmark(),
                new CoherenceCountBenchmark(),
                new TopofitBenchmark(),
                new TopofitRowInvariantBenchmark(),
                new CoherenceRowInvariantBenchmark(),
                new ClapCellFilterBenchmark(),
                new EdgeNoiseBenchmark(),
                new EdgePhasorNoiseBenchmark(),
                new PhaseRampBenchmark(),
                new InterferogramNoiseBenchmark(),
                new PhasorGridBenchmark(),
                new GoldsteinBenchmark(),
                new LookAngleSearchBenchmark(),
                new ArcSmoothingBenchmark(),
                new ArcScatterBenchmark(),
                new PhaseReconstructionBenchmark(),
                new SclaBenchmark(),
                new SclaClipBenchmark(),
                new VelocityFitBenchmark(),
                new EdgeHighPassBenchmark(),
                new SpatialGaussianBenchmark(),
                new Fft2dBenchmark(),
                new SmoothedMagnitudeBenchmark(),
                new GridLowPassBenchmark(),
                new LocalFrequencyBenchmark(),
                new NetworkSmoothingBenchmark(),
                new InterferogramCovarianceBenchmark(),
                new LeastAbsoluteBenchmark(),
                new WeightedFitBenchmark(),
                new MaskedMomentsBenchmark(),
                new GainOffsetBenchmark(),
                new BlockCorrectionBenchmark(),
                new PixelWideningBenchmark(),
                new LineExponentialBenchmark(),
                new OverlapAddBenchmark(),
                new ElementwiseBenchmark(),
                new ResampleBenchmark());
    }

    /// Name without `Benchmark`.
    public static String name(KernelBenchmark<?> benchmark) {
        return benchmark.getClass().getSimpleName().replaceFirst("Benchmark$", "");
    }
}
