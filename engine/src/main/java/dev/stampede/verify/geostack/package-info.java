/// Golden cases of the raster layer: a folder with a `manifest.json` that lists cases, each an operator or a chain,
/// its parameters, input files, expected outputs and a tolerance. [dev.stampede.verify.geostack.GeostackAudit] runs
/// any such folder; a [dev.stampede.verify.geostack.CaseFamily] knows how cases of its kind are run.
package dev.stampede.verify.geostack;
