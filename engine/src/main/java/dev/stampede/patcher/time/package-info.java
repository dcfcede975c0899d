/// Patches along time, alone or with space: which steps belong to an anchor, which anchors, how much each
/// step counts. Steps are numbered from 0. Start with [dev.stampede.patcher.time.TimeGeometry].
package dev.stampede.patcher.time;
