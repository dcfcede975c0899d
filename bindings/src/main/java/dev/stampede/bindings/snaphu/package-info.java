/// The solver of the user's own snaphu sources as a shared library made by `make snaphu`: found by
/// [dev.stampede.bindings.snaphu.SnaphuLibrary], used through [dev.stampede.bindings.snaphu.SnaphuSession].
/// It is never part of the product: its licence leaves building it to the user.
package dev.stampede.bindings.snaphu;
