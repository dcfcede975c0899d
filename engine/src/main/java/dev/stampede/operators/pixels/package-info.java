/// What operators on pixels share: bands by name or index ([dev.stampede.operators.pixels.Band]), numbers that may
/// differ per band ([dev.stampede.operators.pixels.PerBand]), formulas run over carriers
/// ([dev.stampede.operators.pixels.Pixels]) and statistics of bands ([dev.stampede.operators.pixels.BandStatistics]).
package dev.stampede.operators.pixels;
