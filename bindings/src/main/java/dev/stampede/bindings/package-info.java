/// Raw calls into native libraries. This module knows C and nothing of radar. Generated code lies under
/// `generated` packages and is never edited.
package dev.stampede.bindings;
