package dev.stampede.insar.pipeline;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/// How far a dataset is, judged by its files.
///
/// @param dataset     absolute path
/// @param mergedStage last stage of the unbroken series from 5 on in the root, 0 if none
/// @param patches     in processing order
/// @param root        what was found in the root
/// @param diskBytes   size of all its files
public record DatasetStatus(
        Path dataset, int mergedStage, List<PatchStatus> patches, FolderStatus root, long diskBytes) {
    public DatasetStatus {
        patches = List.copyOf(patches);
    }

    /// @param patch  name
    /// @param stage  last stage of the unbroken series from 1 on, 0 if none
    /// @param folder what was found
    public record PatchStatus(String patch, int stage, FolderStatus folder) {}

    /// What the files of one folder say.
    ///
    /// @param gaps          stages whose marker is there although an earlier one is missing
    /// @param bundleMissing stages whose marker is there although other files of the bundle are missing
    /// @param stale         stages that a run would compute again, each with the reason
    /// @param emptiedBy     stage that left the patch without points, 0 if none
    /// @param psCount       points of the latest version, if known
    /// @param ifgCount      interferograms, if known
    /// @param problems      files that cannot be read
    public record FolderStatus(
            List<Integer> gaps,
            List<Integer> bundleMissing,
            List<Stale> stale,
            int emptiedBy,
            OptionalLong psCount,
            OptionalLong ifgCount,
            List<String> problems) {
        public FolderStatus {
            gaps = List.copyOf(gaps);
            bundleMissing = List.copyOf(bundleMissing);
            stale = List.copyOf(stale);
            problems = List.copyOf(problems);
        }
    }

    /// A bundle that does not belong to what is before it any more.
    public record Stale(int stage, String reason) {}
}
