/// Linear combinations of interferogram planes, point by point. Start with
/// [dev.stampede.kernels.planecombination.PlaneCombination].
package dev.stampede.kernels.planecombination;
