/// Products of sensors, read window by window: [dev.stampede.io.sensor.SensorReader]. Either their pixels lie on
/// a grid of the map already ([dev.stampede.io.sensor.GriddedReader]), or in the order they were scanned, with
/// arrays that say where each lies ([dev.stampede.io.sensor.SwathReader]).
package dev.stampede.io.sensor;
