/// Plumes of gas in maps of enhancement: found, outlined, weighed and turned into rates of emission. Start with
/// [dev.stampede.operators.plume.PlumeMask] and [dev.stampede.operators.plume.IMEEstimate].
///
/// Here `true` in a mask means: plume. Operators that measure take the map of enhancement and run `mask`, an
/// operator such as `PlumeMask`, on the same input. Values that are not finite are left out. Lengths and areas
/// are those of the map's units, which are to be metres; wind is in m/s along x and y of the map.
package dev.stampede.operators.plume;
