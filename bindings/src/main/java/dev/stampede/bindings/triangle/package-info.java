/// The optional library Triangle: found by [dev.stampede.bindings.triangle.TriangleLibrary], used through
/// [dev.stampede.bindings.triangle.TriangleMesher]. It is never part of the product: its licence leaves
/// installing it to the user.
package dev.stampede.bindings.triangle;
