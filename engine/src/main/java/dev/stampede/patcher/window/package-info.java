/// How much each cell of a patch counts. Start with [dev.stampede.patcher.window.WeightWindow].
package dev.stampede.patcher.window;
