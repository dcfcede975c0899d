/// Rasters cut into regions, and instances found by others put in order. Labels are `int32`, whole numbers from
/// 1, with 0 for pixels that belong to nothing; operators take one band and give one of the same rank unless
/// they say otherwise.
package dev.stampede.operators.segment;
