/// Preparation (stage 0): from a stack exported by SNAP, GAMMA, Doris or ISCE to patches of candidate pixels.
/// Start with [dev.stampede.insar.prep.Preparation].
package dev.stampede.insar.prep;
