/// What a kernel is, which backends exist and how one is chosen. Each family lives in a sub-package with its
/// contract, its scalar reference and its faster variants side by side. Start with
/// [dev.stampede.kernels.KernelRegistry].
package dev.stampede.kernels;
