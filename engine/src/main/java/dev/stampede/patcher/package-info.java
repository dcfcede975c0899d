/// Scenes cut into patches and put together again. A patcher is four independent choices: a geometry (what
/// belongs to an anchor), a sampler (which anchors), a window (how much each cell counts) and an
/// aggregation (how overlapping patches become one result). Start with [dev.stampede.patcher.Patcher];
/// results of whole scenes that need not fit into memory come from [dev.stampede.patcher.GridRun].
package dev.stampede.patcher;
