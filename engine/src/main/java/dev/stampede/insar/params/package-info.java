/// The processing parameters of a dataset: `parms.mat`, `localparms.mat`, defaults, prefix lookup. Start with
/// [dev.stampede.insar.params.Parameters].
package dev.stampede.insar.params;
