/// Checks of the values of rasters. Start with [dev.stampede.operators.checks.AssertValueRange]; checks of shape, type
/// and attributes need no rasters and are in the core.
package dev.stampede.operators.checks;
