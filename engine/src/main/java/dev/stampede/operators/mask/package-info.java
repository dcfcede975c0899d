/// Masks: made from places and shapes, cleaned, combined and applied. `true` means drop this pixel. Results that are
/// masks are `bool` with fill `false`.
package dev.stampede.operators.mask;
