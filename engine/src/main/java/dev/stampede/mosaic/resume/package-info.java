/// What a run keeps, so that one that is broken off (Ctrl-C, a killed process, a full disk) can be continued:
/// statistics, block means, seamlines, finished files and tiles. Start with [dev.stampede.mosaic.resume.Continuation].
package dev.stampede.mosaic.resume;
