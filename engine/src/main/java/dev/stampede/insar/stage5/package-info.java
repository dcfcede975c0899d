/// Stage 5: corrects the phase of each patch ([dev.stampede.insar.stage5.Stage5]), then joins the patches
/// to one data set ([dev.stampede.insar.stage5.Stage5Merge]).
package dev.stampede.insar.stage5;
