/// Results for other programs: points with velocities and time series as tables. Start with
/// [dev.stampede.insar.export.PointExport].
package dev.stampede.insar.export;
