/// Pixel loops of radiometric matching: statistics of masked pixels, gain and offset with the conversion to a
/// pixel type, correction by a grid of blocks. Pixels are planes of doubles, whatever the files hold. Start
/// with [dev.stampede.kernels.matching.MaskedMoments].
package dev.stampede.kernels.matching;
