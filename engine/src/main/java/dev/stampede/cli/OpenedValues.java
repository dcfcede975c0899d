package dev.stampede.cli;

import dev.stampede.insar.model.ReferenceArea;
import dev.stampede.insar.params.ParameterFiles;
import dev.stampede.insar.params.ParameterInfo;
import dev.stampede.insar.params.ParameterTable;
import dev.stampede.insar.params.Parameters;
import dev.stampede.insar.pipeline.Dataset;
import dev.stampede.insar.pipeline.KernelCatalog;
import dev.stampede.insar.pipeline.config.Backends;
import dev.stampede.insar.values.ValueSource;
import dev.stampede.insar.values.VelocityDeviation.Resampling;
import dev.stampede.runtime.Machine;
import dev.stampede.runtime.Workers;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.List;

/// A dataset opened for its values, with threads and memory of its own.
final class OpenedValues implements AutoCloseable {
    private static final List<String> READ = ParameterTable.all().stream()
            .filter(p -> p.commands().contains("velocity") || p.commands().contains("export"))
            .map(ParameterInfo::name)
            .toList();

    private final Workers workers;
    private final Arena arena = Arena.ofShared();
    private final Parameters parameters;
    private final Dataset dataset;
    private final ValueSource source;

    /// @param reference longitude, latitude and radius; empty = the area of the parameters
    /// @throws IllegalArgumentException if a parameter does not fit or no point lies in the reference area
    OpenedValues(Session session, Path folder, List<Double> reference) throws IOException {
        workers = new Workers(Machine.current().processors(), session.cancellation());
        try {
            dataset = Dataset.open(folder);
            parameters = ParameterFiles.of(folder).load();
            ParameterTable.requireValid(parameters, READ);
            var kernels = session.config()
                    .registry(KernelCatalog.families(), Backends.availability(), 0, folder.toString())
                    .requireNamed();
            var opened = ValueSource.open(arena, dataset.root(), parameters, kernels, workers)
                    .withResampling(session.config().whitensBootstrap() ? Resampling.WHITENED : Resampling.ORIGINAL);
            source = reference.isEmpty()
                    ? opened
                    : opened.withReference(ReferenceArea.circle(
                            opened.stack(), workers, reference.get(0), reference.get(1), reference.get(2)));
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    Arena arena() {
        return arena;
    }

    Parameters parameters() {
        return parameters;
    }

    Dataset dataset() {
        return dataset;
    }

    ValueSource source() {
        return source;
    }

    @Override
    public void close() {
        workers.close();
        arena.close();
    }
}
