/// Bands picked, ordered, combined and seen as spectra.
package dev.stampede.operators.spectral;
