package dev.stampede.mosaic.pipeline;

import dev.stampede.mosaic.Compatibility;
import dev.stampede.mosaic.VectorMask;
import dev.stampede.mosaic.align.AlignParameters;
import dev.stampede.mosaic.global.GlobalParameters;
import dev.stampede.mosaic.local.LocalParameters;
import dev.stampede.mosaic.merge.MergeParameters;
import dev.stampede.mosaic.seam.SeamlineParameters;
import dev.stampede.raster.DType;
import dev.stampede.runtime.UsageException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// Everything a mosaic is asked for with, checked. Made from names and values by [#of].
///
/// @param inputs   images, in order
/// @param output   the mosaic
/// @param files    temporary folder, intermediates and their names
/// @param shared   what all stages share
/// @param global   stage 1; empty = left out, like the others
/// @param local    stage 2
/// @param align    stage 3
/// @param seamline stage 4
/// @param clip     stage 5
/// @param merge    stage 6
public record PipelineParameters(
        List<Path> inputs,
        Path output,
        Files files,
        Shared shared,
        Optional<GlobalParameters> global,
        Optional<LocalParameters> local,
        Optional<AlignParameters> align,
        Optional<SeamlineParameters> seamline,
        Optional<Clip> clip,
        Optional<MergeParameters> merge) {

    /// Where files go.
    ///
    /// @param tempDir       named by the user; empty = a new one if one is needed
    /// @param deleteTempDir whether to remove at the end what the run made there
    /// @param resume        whether to go on where the same run was broken off, and to keep what that needs
    /// @param report        folder for pictures and numbers of the result
    /// @param intermediates whether the images of every stage are written
    /// @param global        output of stage 1, a folder or template; empty = in the temporary folder
    /// @param local         output of stage 2
    /// @param align         output of stage 3
    /// @param seamlines     output of stage 4
    /// @param clip          output of stage 5
    public record Files(
            Optional<Path> tempDir,
            boolean deleteTempDir,
            boolean resume,
            Optional<Path> report,
            boolean intermediates,
            Optional<Outputs> global,
            Optional<Outputs> local,
            Optional<Outputs> align,
            Optional<Path> seamlines,
            Optional<Outputs> clip) {
        /// Whether files lie between stages.
        boolean staged() {
            return intermediates || global.isPresent() || local.isPresent() || align.isPresent() || clip.isPresent();
        }
    }

    /// Names of the images a stage writes.
    ///
    /// @param template folder or template; `null` with a list
    /// @param list     one per image; empty with a template
    public record Outputs(String template, List<Path> list) {
        /// One path per image.
        List<Path> of(List<String> names, String standard) {
            if (template != null) {
                return dev.stampede.mosaic.PathRules.create(template, standard, names);
            }
            if (list.size() != names.size()) {
                throw new UsageException(
                        "output_images names " + list.size() + " files for " + names.size() + " images");
            }
            return list;
        }
    }

    /// What all stages share.
    ///
    /// @param customNoData replaces the images' no-data value
    /// @param windowSize   columns and rows of a tile
    /// @param outputType   pixel type of results; empty = that of the first image
    /// @param cacheBytes   block cache of the raster library
    /// @param cloudOptimized whether the images of stages 1 and 2, and the mosaic, are cloud-optimized GeoTIFFs
    /// @param threads      in all
    /// @param threadNumbers as resolved for images, files and tiles; reported only
    /// @param globalOverviews in the images of stage 1
    /// @param localOverviews  in the images of stage 2
    public record Shared(
            OptionalDouble customNoData,
            int windowSize,
            Optional<DType> outputType,
            long cacheBytes,
            boolean cloudOptimized,
            int threads,
            List<Integer> threadNumbers,
            boolean globalOverviews,
            boolean localOverviews,
            boolean debug,
            Compatibility compatibility) {}

    /// Stage 5.
    ///
    /// @param mask          polygons; empty = the seamlines
    /// @param touchedPixels keep every pixel a polygon touches
    public record Clip(Optional<VectorMask> mask, boolean touchedPixels) {}

    /// Reads and checks parameters by name (see [MosaicOption]); nothing is created.
    /// @param values text or typed: numbers, booleans, lists
    /// @throws UsageException        naming the first parameter that is wrong
    /// @throws java.io.IOException if a folder of inputs cannot be read
    public static PipelineParameters of(Map<String, ?> values) throws java.io.IOException {
        return ParameterReader.read(new Values(values));
    }
}
