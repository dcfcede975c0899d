package dev.stampede.insar.unwrap;

/// How good a solution is and what it took. Deterministic: no times.
///
/// @param backend        `native` or `snaphu`
/// @param cornerRule     whether flow through the four corner column pairs was forbidden, as in snaphu
/// @param totalCost      sum of the costs of all neighbour pairs, evaluated here whatever the backend
/// @param statisticsCost the part of pairs with statistics
/// @param freeCuts       pairs without statistics that carry flow (each costs one unit)
/// @param maxFlow        largest number of cycles on one pair
/// @param flowTooLarge   whether `maxFlow` exceeds 160, which the snaphu format cannot express
/// @param certified      whether potentials prove the convex problem optimal; always false for an external
///                       program
/// @param conserved      whether flow is conserved around every 2 x 2 loop of the grid
/// @param polishGain     cost units the treatment of pairs without statistics saved after the convex solve
/// @param excessUnits    units of flow the solver had to route
/// @param searches       shortest-path searches
/// @param visitedNodes   loops settled over all searches
/// @param components     parts of the grid that hang together by pairs with statistics
/// @param minorityNodes  nodes outside the largest part: their offset against it is weakly determined
public record UnwrapReport(
        String backend,
        boolean cornerRule,
        long totalCost,
        long statisticsCost,
        long freeCuts,
        int maxFlow,
        boolean flowTooLarge,
        boolean certified,
        boolean conserved,
        long polishGain,
        long excessUnits,
        long searches,
        long visitedNodes,
        int components,
        int minorityNodes) {}
