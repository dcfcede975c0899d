/// What the adaptors to the CUDA kernels share: device memory of a bounded size, ranges cut into chunks
/// that fit it, and copies that run while kernels do. Start with [dev.stampede.kernels.cuda.CudaPool].
package dev.stampede.kernels.cuda;
