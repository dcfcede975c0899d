package dev.stampede.insar.stage6;

import dev.stampede.insar.model.ImageNetwork;
import dev.stampede.kernels.arcsmoothing.ArcScatter;
import dev.stampede.memory.FloatMatrix;
import java.lang.foreign.Arena;
import java.util.concurrent.atomic.AtomicLong;

/// The phase differences along all edges of the network, followed through time: look-angle error, smoothing,
/// scatter. Only the results are kept.
///
/// @param unwrapped   `[edges, ifg]` rad, higher minus lower node; `NaN` rows where the scatter is too large
/// @param noise       `[edges, ifg]` rad, what the smooth part does not explain
/// @param std         `[edges, 1]` rad, scatter of the noise; `NaN` = no statistics
/// @param withK       edges in which a look-angle error was found
record ArcTimeSeries(FloatMatrix unwrapped, FloatMatrix noise, FloatMatrix std, long withK) {

    /// @param held known arcs, or `null`
    static ArcTimeSeries of(
            Arena arena,
            ArcBlocks arcs,
            ImageNetwork network,
            Stage6Settings settings,
            GriddedPhase gridded,
            HeldArcs held) {
        int edges = arcs.edges().count();
        int n = network.count();
        var out = new ArcScatter.Result(
                FloatMatrix.allocate(arena, edges, n),
                FloatMatrix.allocate(arena, edges, n),
                FloatMatrix.allocate(arena, edges, 1));
        var model = model(arcs, network, settings, gridded);
        var scatter = arcs.context().kernels().get(ArcScatter.FAMILY, (long) edges * n);
        float largestStd = settings.method().largestStd();
        boolean pulls = held != null && settings.method().fitsNetwork();
        var found = new AtomicLong();
        arcs.forEach((block, from, count) -> {
            model.fit(block.arc, block.phase, block.noise, count);
            if (pulls) {
                held.refit(block, arcs.bperp(), from, count);
            }
            scatter.judge(block.phase, block.noise, block.k, arcs.bperp(), largestStd, out, from, count);
            found.addAndGet(withK(block, count));
        });
        return new ArcTimeSeries(out.dph(), out.noise(), out.std(), found.get());
    }

    private static ArcModel model(ArcBlocks arcs, ImageNetwork network, Stage6Settings settings, GriddedPhase gridded) {
        var kernels = arcs.context().kernels();
        int edges = arcs.edges().count();
        return switch (settings.method()) {
            case FULL ->
                network.hasOneReference()
                        ? ArcModel.aboutReference(kernels, network, settings.timeWindow(), edges)
                        : CentreSmoothing.of(arcs, network, settings.timeWindow());
            case NETWORK_FITTED -> FittedSmoothing.of(arcs, network, settings.timeWindow(), gridded);
            case NETWORK -> ArcModel.ofNetwork(kernels, network, settings.timeWindow(), edges);
            case NO_DEFORMATION, FLAT -> ArcModel.none();
        };
    }

    private static long withK(ArcBlocks.Block block, int count) {
        long found = 0;
        for (int e = 0; e < count; e++) {
            found += block.k.get(e, 0) != 0 ? 1 : 0;
        }
        return found;
    }
}
