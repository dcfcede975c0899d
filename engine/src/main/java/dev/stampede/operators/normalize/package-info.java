/// Values brought to a common scale. Statistics are those of each band, do not look at NaN and use the population
/// variance. NaN stays. Coefficients per band give `float64`; formulas without give `float32` for `float32`.
///
/// Scalers with `fit_on_call` learn on their first call and keep the numbers: they are stateful, and calls from
/// several threads agree on the first. Without parameters and without `fit_on_call` they are refused.
package dev.stampede.operators.normalize;
