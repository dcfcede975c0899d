/// Two-dimensional phase unwrapping of gridded interferograms under statistical costs.
///
/// One contract, two backends: the exact network-flow solver of this package (default) and the user's own
/// `snaphu`, run as a program or inside this process. Both return integer cycles per cell, judged by one
/// cost function and integrated to float32 phase in one place. May use memory, runtime and the domain
/// model; knows no artifacts and no stages.
///
/// Start with [dev.stampede.insar.unwrap.Unwrapper].
package dev.stampede.insar.unwrap;
