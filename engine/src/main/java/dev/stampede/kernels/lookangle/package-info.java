/// The look-angle error of network arcs from wrapped phase. Start with
/// [dev.stampede.kernels.lookangle.LookAngleSearch].
package dev.stampede.kernels.lookangle;
