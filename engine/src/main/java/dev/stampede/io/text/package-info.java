/// Small text files: keyed metadata, lists of numbers, numbers printed the way C++ streams print them.
/// Start with [dev.stampede.io.text.KeyedText].
package dev.stampede.io.text;
