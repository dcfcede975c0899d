/// How overlapping patches become one result. [dev.stampede.patcher.aggregation.CellAggregation] gives a
/// value for each cell of the scene, [dev.stampede.patcher.aggregation.GlobalAggregation] one value for all
/// patches. Accumulators are double precision; what lies outside the scene never contributes.
package dev.stampede.patcher.aggregation;
