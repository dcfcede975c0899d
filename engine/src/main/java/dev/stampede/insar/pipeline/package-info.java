/// Runs the chain over a dataset: finds patches, plans tasks, decides what can be kept, runs stages in
/// parallel under a memory plan, publishes their outputs and reports. Start with
/// [dev.stampede.insar.pipeline.Pipeline] and [dev.stampede.insar.pipeline.Datasets].
package dev.stampede.insar.pipeline;
