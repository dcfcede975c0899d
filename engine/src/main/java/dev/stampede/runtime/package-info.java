/// Threads, progress and cancellation. Start with [dev.stampede.runtime.Workers].
package dev.stampede.runtime;
