/// From numbers as recorded to physical quantities and to pictures. Grid, reference system, fill value and
/// attributes stay. Integers give `float64`, `float32` stays `float32` unless a coefficient per band is given,
/// which gives `float64`. No operator looks at the fill value: a fill pixel becomes an ordinary number. NaN stays.
///
/// Usual scales: Sentinel-2 L2A `1e-4`, offset `-0.1` from processing baseline 04.00 (2022-01-25) on; Landsat
/// Collection 2 surface reflectance `2.75e-5`, `-0.2`, surface temperature `0.00341802`, `149.0` K.
package dev.stampede.operators.radiometry;
