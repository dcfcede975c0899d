/// A clean run of a copy of a dataset, judged by time, memory and agreement with a trusted tree. Start with
/// [dev.stampede.verify.gate.Gate].
package dev.stampede.verify.gate;
