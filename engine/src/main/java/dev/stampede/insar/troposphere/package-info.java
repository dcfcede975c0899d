/// Estimates of the tropospheric phase that stages 6 and 7 can take out: from heights, or from grids of
/// zenith delay. Start with [dev.stampede.insar.troposphere.LinearDelay] and
/// [dev.stampede.insar.troposphere.GridDelay].
package dev.stampede.insar.troposphere;
