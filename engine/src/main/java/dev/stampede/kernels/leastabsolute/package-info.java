/// Least absolute values: a fit that single large errors do not move. Start with
/// [dev.stampede.kernels.leastabsolute.LeastAbsolute].
package dev.stampede.kernels.leastabsolute;
