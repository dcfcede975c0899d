/// Atmosphere of the secondary images by kriging instead of Gaussian filters (`scn_kriging_flag`). Start with
/// [dev.stampede.insar.stage8.kriging.KrigedNoise].
package dev.stampede.insar.stage8.kriging;
