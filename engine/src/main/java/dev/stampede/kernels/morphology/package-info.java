/// Shapes in masks of one byte a pixel: dilation and erosion, connected components, Euclidean distance.
package dev.stampede.kernels.morphology;
