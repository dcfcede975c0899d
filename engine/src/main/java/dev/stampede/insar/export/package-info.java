/// Results as tables for other programs. Start with [dev.stampede.insar.export.PointTable].
package dev.stampede.insar.export;
