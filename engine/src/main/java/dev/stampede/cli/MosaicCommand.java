package dev.stampede.cli;

import dev.stampede.insar.pipeline.KernelCatalog;
import dev.stampede.insar.pipeline.config.Backends;
import dev.stampede.kernels.KernelRegistry;
import dev.stampede.mosaic.FileSource;
import dev.stampede.mosaic.PathRules;
import dev.stampede.runtime.Machine;
import dev.stampede.runtime.Workers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `mosaic`: a mosaic of overlapping images as a whole, and its stages, one subcommand each.
@picocli.CommandLine.Command(
        name = "mosaic",
        description = "Mosaics of overlapping images.",
        subcommands = {
            MosaicRunCommand.Whole.class,
            MosaicRunCommand.Global.class,
            MosaicRunCommand.Local.class,
            MosaicAlignCommand.class,
            MosaicSeamlinesCommand.class,
            MosaicClipCommand.class,
            MosaicMergeCommand.class
        },
        synopsisSubcommandLabel = "run|global|local|align|seamlines|clip|merge")
final class MosaicCommand {
    private MosaicCommand() {}

    /// Options and steps of every stage.
    abstract static class Base extends Command {
        @Parameters(
                arity = "1..*",
                paramLabel = "IMAGES",
                description = "Image files in their order, or one folder (its *.tif) or pattern, sorted by name.")
        private List<String> images;

        @Option(names = "--cpu-workers", paramLabel = "N", description = "Threads; 0 = all this process may use.")
        private Integer cpuWorkers;

        /// Does the work.
        /// @return the files written
        abstract List<Path> run(List<Path> images, KernelRegistry kernels, Workers workers) throws IOException;

        @Override
        public Result call() throws IOException {
            Map<String, Object> settings = new LinkedHashMap<>();
            settings.put("runtime.cpu_workers", cpuWorkers);
            var config = session().config(settings);
            var kernels = config.registry(KernelCatalog.families(), Backends.availability(), 0, "mosaic")
                    .requireNamed();
            int threads = config.cpuWorkers() > 0
                    ? config.cpuWorkers()
                    : Machine.current().processors();
            var files = images();
            try (var workers = new Workers(threads, session().cancellation())) {
                var written = run(files, kernels, workers);
                Map<String, Object> document = new LinkedHashMap<>();
                document.put("images", texts(files));
                document.put("outputs", texts(written));
                return Result.ok(document, () -> texts(written).stream().collect(Collectors.joining("\n", "", "\n")));
            }
        }

        private List<Path> images() throws IOException {
            return images.size() == 1
                    ? PathRules.search(images.getFirst(), "*.tif")
                    : images.stream().map(Path::of).toList();
        }

        private static List<String> texts(List<Path> files) {
            return files.stream()
                    .map(file -> file.toAbsolutePath().normalize().toString())
                    .toList();
        }

        /// One output per image.
        static List<Path> outputs(String template, String defaultName, List<Path> images) {
            return PathRules.create(
                    template, defaultName, images.stream().map(FileSource::name).toList());
        }
    }
}
