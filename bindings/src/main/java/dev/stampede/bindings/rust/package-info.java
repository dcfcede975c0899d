/// The native kernels, a library written in Rust, behind its C interface. Start with
/// [dev.stampede.bindings.rust.RustLibrary].
package dev.stampede.bindings.rust;
