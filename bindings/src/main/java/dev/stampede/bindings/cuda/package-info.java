/// The CUDA driver: devices, streams and memory as closeables, and a stand-in on the host that runs the
/// same kernels where there is no device. Start with [dev.stampede.bindings.cuda.KernelLauncher].
package dev.stampede.bindings.cuda;
