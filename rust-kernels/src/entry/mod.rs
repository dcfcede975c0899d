//! The entry points of the kernels, a file for each group of stages.

mod mosaic;
mod stage2;
mod stage4;
mod stage6;
mod stage8;
