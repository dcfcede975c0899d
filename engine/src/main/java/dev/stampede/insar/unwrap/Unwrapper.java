package dev.stampede.insar.unwrap;

import dev.stampede.runtime.Cancellation;
import dev.stampede.runtime.Progress;
import java.io.IOException;
import java.lang.foreign.Arena;

/// A way to unwrap phase on a grid: given wrapped phase per cell and a cost per neighbour pair, the integer
/// cycles per cell of least total cost.
///
/// Two levels. A *run* unwraps many interferograms that share nearest-node map and network; what depends on
/// those only is prepared once:
///
///     Unwrapper unwrapper = Unwrappers.named(settings.unwrapper(), settings.snaphuProgram());
///     UnwrapRun run = unwrapper.prepare(sharedArena, nodeGrid);          // once, read-only afterwards
///     workers.forBlocks(ifgCount, 1, run::openWorker, (worker, from, to) -> {
///         UnwrappedPhase result = worker.unwrap(input((int) from), workers.cancellation(), Progress.NONE);
///         result.copyNodePhase(phaseOfNodes.column((int) from));
///         msd[(int) from] = result.meanSquaredDifference();
///         reports[(int) from] = result.report();
///     });
///
/// A *file-level* problem carries its own cost record for every neighbour pair ([#unwrap]).
///
/// Results do not depend on the number of workers or on what a worker solved before.
public interface Unwrapper {
    /// The name users choose: `native` or `snaphu`.
    String name();

    /// Estimated peak of memory in bytes, on and off the heap, for a run with `workers` interferograms at once.
    long estimateBytes(int rows, int cols, int nodes, int workers);

    /// Builds what all interferograms on `grid` share.
    /// @param arena owner of the shared structures; must allow access from every worker's thread
    UnwrapRun prepare(Arena arena, NodeGrid grid);

    /// Solves one problem given by full cost records.
    /// @param arena owner of everything the result refers to
    /// @throws IllegalArgumentException if the costs are not of the two kinds this backend can solve
    /// @throws UnwrapException if the backend fails
    UnwrappedPhase unwrap(Arena arena, GridProblem problem, Cancellation cancellation, Progress progress)
            throws IOException;
}
