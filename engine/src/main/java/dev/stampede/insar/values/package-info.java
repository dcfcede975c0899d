/// The quantities people look at: velocities, displacements, noise and error terms per point, under the names
/// StaMPS gives them (`v-do`, `u-dm`, `vs`, ...). Start with [dev.stampede.insar.values.ValueType] and
/// [dev.stampede.insar.values.ValueSource].
package dev.stampede.insar.values;
