/// Reference cases as data: a manifest says how the data were made, which runs to make from them, and how
/// closely every variable must agree. Start with [dev.stampede.verify.golden.GoldenCase] and
/// [dev.stampede.verify.golden.GoldenRunner].
package dev.stampede.verify.golden;
