/// Matched filters: how much of a known spectral signature lies in each pixel, given mean and covariance of the
/// pixels without it. A [dev.stampede.operators.matchedfilter.Background] holds these; start with
/// [dev.stampede.operators.matchedfilter.MatchedFilter].
///
/// Carriers have bands, rows and columns. Pixels in which a band is NaN or infinite take no part in estimates,
/// and a pixel with NaN gives NaN. The fill value is not looked at: write NaN there first (`ApplyMask`).
package dev.stampede.operators.matchedfilter;
