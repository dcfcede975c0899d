/// Band indices: one number per pixel from a few bands, in one pass.
///
/// Bands are given by name or index (`red="B04"`) or by index alone (`red_idx=3`); a given name wins. The result
/// has no band axis; grid, reference system, fill value and attributes stay. NaN in a band gives NaN. The fill
/// value is not looked at. Integers are computed in double precision, `float32` in single, so a difference of
/// unsigned numbers never wraps around. `eps` is added to the denominator: pixels with 0 in both bands give 0.
package dev.stampede.operators.indices;
