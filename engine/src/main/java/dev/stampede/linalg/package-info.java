/// Small dense least squares: pivoted QR, weighted and covariance forms as linear operators, conditioning;
/// eigenvalues of symmetric matrices.
/// Matrices here have as many rows as a stack has interferograms; what is proportional to points lives in
/// kernels, but for [dev.stampede.linalg.ConjugateGradients], to which a matrix is what it does to a vector. Start
/// with [dev.stampede.linalg.LeastSquares].
package dev.stampede.linalg;
