/// Simulated optical scenes in the manner of Sentinel-2, whose truth is known: fields and forests through
/// the season, lakes and a river, clouds with their shadows, a burn scar from the second date on. Start
/// with [dev.stampede.synth.OpticalSimulator].
package dev.stampede.synth;
