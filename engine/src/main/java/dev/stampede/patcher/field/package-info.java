/// What patches are taken from beyond rasters: labelled arrays, points, features, with one interface for all.
/// Start with [dev.stampede.patcher.field.Field] and [dev.stampede.patcher.field.FieldPatcher].
package dev.stampede.patcher.field;
