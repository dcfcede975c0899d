package dev.stampede.cli;

import dev.stampede.insar.pipeline.KernelCatalog;
import dev.stampede.insar.pipeline.config.Backends;
import dev.stampede.mosaic.global.GlobalMatching;
import dev.stampede.mosaic.pipeline.MosaicOption;
import dev.stampede.mosaic.pipeline.MosaicPipeline;
import dev.stampede.mosaic.pipeline.MosaicResult;
import dev.stampede.mosaic.pipeline.PipelineParameters;
import dev.stampede.mosaic.source.MatchingKernels;
import dev.stampede.runtime.Workers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Option;

/// The mosaic commands that go through the pipeline: all stages, or one of the first two.
final class MosaicRunCommand {
    private MosaicRunCommand() {}

    /// What all have.
    abstract static class Base extends Command {
        @Option(
                names = "--parameters",
                paramLabel = "FILE",
                description = "YAML or JSON with parameters by name; the command line wins.")
        private Path file;

        abstract Map<String, Object> values(Path file);

        private boolean keeps;

        @Override
        String afterInterruption() {
            return keeps ? "what was finished is kept, run the same command again to continue" : NOTHING_HALF_WRITTEN;
        }

        @Override
        public Result call() throws IOException {
            var parameters = PipelineParameters.of(values(file));
            keeps = parameters.files().resume();
            var config = session().config();
            var kernels = config.registry(KernelCatalog.families(), Backends.availability(), 0, "mosaic")
                    .requireNamed();
            try (var workers =
                    new Workers(parameters.shared().threads(), session().cancellation())) {
                var result = new MosaicPipeline(
                                parameters,
                                MatchingKernels.of(kernels),
                                workers,
                                session().display().progress())
                        .notes(session().display()::message)
                        .run();
                return Result.ok(document(result), () -> text(result));
            }
        }
    }

    private static Map<String, Object> document(MosaicResult result) {
        var document = result.document();
        result.solution().ifPresent(solution -> document.put("adjustments", adjustments(solution)));
        return document;
    }

    private static Map<String, Object> adjustments(GlobalMatching.Solution solution) {
        Map<String, Object> images = new LinkedHashMap<>();
        solution.adjustments().forEach((name, bands) -> {
            List<Map<String, Object>> rows = new ArrayList<>();
            for (var band : bands) {
                Map<String, Object> row = new LinkedHashMap<>();
                row.put("scale", band.scale());
                row.put("offset", band.offset());
                rows.add(row);
            }
            images.put(name, rows);
        });
        return images;
    }

    private static String text(MosaicResult result) {
        var text = new StringBuilder();
        result.solution().ifPresent(solution -> {
            var table = new Table("image", "band", "gain", "offset");
            solution.adjustments().forEach((name, bands) -> {
                for (int band = 0; band < bands.size(); band++) {
                    table.row(
                            name,
                            band + 1,
                            String.format(Locale.ROOT, "%.6f", bands.get(band).scale()),
                            String.format(Locale.ROOT, "%.3f", bands.get(band).offset()));
                }
            });
            text.append(table).append('\n');
        });
        result.output().forEach(file -> text.append(file).append('\n'));
        return text.append(result.document().get("duration_seconds"))
                .append(" s\n")
                .toString();
    }

    /// `mosaic run`.
    @picocli.CommandLine.Command(
            name = "run",
            description = "Makes a mosaic: global and local matching, alignment, seamlines, clipping, merging.",
            modelTransformer = MosaicOptions.Whole.class)
    static final class Whole extends Base {
        @Override
        Map<String, Object> values(Path file) {
            return MosaicOptions.given(spec(), file, MosaicOptions::whole);
        }
    }

    private static Map<String, Object> only(Map<String, Object> values, MosaicOption stage) {
        for (var method : List.of(
                MosaicOption.MATCHING_GLOBAL_METHOD,
                MosaicOption.MATCHING_LOCAL_METHOD,
                MosaicOption.ALIGN_METHOD,
                MosaicOption.SEAMLINE_METHOD,
                MosaicOption.CLIP_METHOD,
                MosaicOption.MERGE_METHOD)) {
            values.put(method.key(), method == stage ? method.standard() : "none");
        }
        return values;
    }

    private static void requireOutputs(Map<String, Object> values, MosaicOption option) {
        if (values.get(option.key()) == null) {
            throw new dev.stampede.runtime.UsageException(
                    "output_images is missing: --output-images FOLDER, or a template in which $ is the image's name");
        }
    }

    /// `mosaic global`.
    @picocli.CommandLine.Command(
            name = "global",
            description = "Matches images by one gain and offset per image and band.",
            modelTransformer = MosaicOptions.Global.class)
    static final class Global extends Base {
        @Override
        Map<String, Object> values(Path file) {
            var values =
                    only(MosaicOptions.given(spec(), file, MosaicOptions::global), MosaicOption.MATCHING_GLOBAL_METHOD);
            requireOutputs(values, MosaicOption.GLOBAL_REGRESSION_OUTPUT_IMAGES);
            return values;
        }
    }

    /// `mosaic local`.
    @picocli.CommandLine.Command(
            name = "local",
            description = "Matches images block by block to the mean of all.",
            modelTransformer = MosaicOptions.Local.class)
    static final class Local extends Base {
        @Override
        Map<String, Object> values(Path file) {
            var values =
                    only(MosaicOptions.given(spec(), file, MosaicOptions::local), MosaicOption.MATCHING_LOCAL_METHOD);
            requireOutputs(values, MosaicOption.LOCAL_BLOCK_ADJUSTMENT_OUTPUT_IMAGES);
            return values;
        }
    }
}
