/// Pictures: bands picked for display, stretched to bytes, coloured, shaded.
package dev.stampede.operators.viz;
