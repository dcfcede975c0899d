package dev.stampede.insar.pipeline;

import dev.stampede.insar.pipeline.config.Backends;
import dev.stampede.insar.pipeline.config.RunConfig;
import dev.stampede.kernels.Availability;
import dev.stampede.kernels.Backend;
import dev.stampede.kernels.KernelFamily;
import dev.stampede.runtime.Cancellation;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a run shall do. Immutable: each method returns a changed copy.
///
/// @param dataset        its root
/// @param startStep      first stage, 0 to 8; 0 means the same as 1
/// @param endStep        last stage, 1 to 8
/// @param patchNames     patches to work on in the patch stages; empty = all. Merged stages always use all
/// patches; with patches named and stage 5 as the last one, the merge is left out
/// @param config         threads, memory, backends, policies
/// @param dryRun         plan only, write nothing
/// @param stageCatalog   the stages
/// @param kernelFamilies every kernel family that can be named in the configuration
/// @param availability   what can run here
/// @param listener       told about progress
/// @param cancellation   stops the run
/// @param histogramCache folder of cached random histograms shared between datasets, if wanted
public record PipelineContext(
        Path dataset,
        int startStep,
        int endStep,
        List<String> patchNames,
        RunConfig config,
        boolean dryRun,
        StageCatalog stageCatalog,
        List<KernelFamily<?>> kernelFamilies,
        Map<Backend, Availability> availability,
        PipelineListener listener,
        Cancellation cancellation,
        Optional<Path> histogramCache) {
    public PipelineContext {
        patchNames = List.copyOf(patchNames);
        kernelFamilies = List.copyOf(kernelFamilies);
        availability = Map.copyOf(availability);
    }

    /// Stages 1 to 8 of all patches with default settings.
    public static PipelineContext of(Path dataset) {
        return new PipelineContext(
                dataset,
                1,
                8,
                List.of(),
                RunConfig.defaults(),
                false,
                StageCatalog.standard(),
                KernelCatalog.families(),
                Backends.availability(),
                PipelineListener.NONE,
                new Cancellation(),
                Optional.of(userCache()));
    }

    private static Path userCache() {
        var cache = System.getenv("XDG_CACHE_HOME");
        var base =
                cache == null || cache.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(cache);
        return base.resolve("stampede").resolve("histograms");
    }

    public PipelineContext stages(int first, int last) {
        return new PipelineContext(
                dataset,
                first,
                last,
                patchNames,
                config,
                dryRun,
                stageCatalog,
                kernelFamilies,
                availability,
                listener,
                cancellation,
                histogramCache);
    }

    public PipelineContext patches(List<String> names) {
        return new PipelineContext(
                dataset,
                startStep,
                endStep,
                names,
                config,
                dryRun,
                stageCatalog,
                kernelFamilies,
                availability,
                listener,
                cancellation,
                histogramCache);
    }

    public PipelineContext config(RunConfig newConfig) {
        return new PipelineContext(
                dataset,
                startStep,
                endStep,
                patchNames,
                newConfig,
                dryRun,
                stageCatalog,
                kernelFamilies,
                availability,
                listener,
                cancellation,
                histogramCache);
    }

    /// The same as the setting `runtime.existing_policy`.
    public PipelineContext existing(ExistingPolicy policy) {
        return config(config.with("runtime.existing_policy", policy.name().toLowerCase(java.util.Locale.ROOT)));
    }

    public PipelineContext dryRun(boolean dry) {
        return new PipelineContext(
                dataset,
                startStep,
                endStep,
                patchNames,
                config,
                dry,
                stageCatalog,
                kernelFamilies,
                availability,
                listener,
                cancellation,
                histogramCache);
    }

    /// Replaces the stages, for tests.
    public PipelineContext catalog(StageCatalog stages) {
        return new PipelineContext(
                dataset,
                startStep,
                endStep,
                patchNames,
                config,
                dryRun,
                stages,
                kernelFamilies,
                availability,
                listener,
                cancellation,
                histogramCache);
    }

    public PipelineContext kernels(List<KernelFamily<?>> families, Map<Backend, Availability> available) {
        return new PipelineContext(
                dataset,
                startStep,
                endStep,
                patchNames,
                config,
                dryRun,
                stageCatalog,
                families,
                available,
                listener,
                cancellation,
                histogramCache);
    }

    public PipelineContext listener(PipelineListener newListener) {
        return new PipelineContext(
                dataset,
                startStep,
                endStep,
                patchNames,
                config,
                dryRun,
                stageCatalog,
                kernelFamilies,
                availability,
                newListener,
                cancellation,
                histogramCache);
    }

    public PipelineContext cancellation(Cancellation token) {
        return new PipelineContext(
                dataset,
                startStep,
                endStep,
                patchNames,
                config,
                dryRun,
                stageCatalog,
                kernelFamilies,
                availability,
                listener,
                token,
                histogramCache);
    }

    /// Where random histograms are cached; empty to cache none.
    public PipelineContext histogramCache(Optional<Path> folder) {
        return new PipelineContext(
                dataset,
                startStep,
                endStep,
                patchNames,
                config,
                dryRun,
                stageCatalog,
                kernelFamilies,
                availability,
                listener,
                cancellation,
                folder);
    }
}
