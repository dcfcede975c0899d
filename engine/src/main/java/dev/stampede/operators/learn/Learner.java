package dev.stampede.operators.learn;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stampede.io.json.Json;
import dev.stampede.kernels.elementwise.Plane;
import dev.stampede.kernels.statistics.PlaneRows;
import dev.stampede.operators.core.OperatorTypeException;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.pixels.BandStatistics;
import dev.stampede.operators.pixels.PixelVectors;
import dev.stampede.operators.pixels.Pixels;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterMemory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An estimator at work on rasters: makes samples of pixels, learns when told to, keeps what it learnt, maps.
final class Learner {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final PixelEstimator estimator;
    private final LearnSettings settings;
    private Fitted fitted;

    Learner(PixelEstimator estimator, LearnSettings settings) {
        Require.that(
                estimator.learnsInParts() || settings.fitMode() != LearnSettings.FitMode.FIT_STREAMING,
                "fit_mode",
                "fit_streaming",
                "another one: " + estimator.name() + " cannot learn in parts");
        this.estimator = estimator;
        this.settings = settings;
    }

    /// Samples of a raster.
    private record Samples(List<Plane> features, int rows, int cols) {
        long missing() {
            return (long) rows * cols - new PixelVectors(features, rows, cols).whole();
        }
    }

    GeoRaster run(GeoRaster in) {
        try (var scratch = Arena.ofConfined()) {
            var samples = samples(in, scratch);
            var model = learnt(samples);
            return settings.fitMode() == LearnSettings.FitMode.FIT_ONLY ? in : mapped(in, samples, model);
        }
    }

    /// What was learnt so far.
    synchronized Optional<Fitted> fitted() {
        return Optional.ofNullable(fitted);
    }

    private synchronized Fitted learnt(Samples samples) {
        boolean learns = switch (settings.fitMode()) {
            case PRE_FIT -> false;
            case FIT_ON_CALL -> fitted == null;
            case REFIT, FIT_STREAMING, FIT_ONLY -> true;
        };
        if (settings.fitMode() == LearnSettings.FitMode.PRE_FIT && fitted == null) {
            fitted = estimator.restore(read(settings.statePath().orElseThrow()));
        }
        if (learns) {
            if (settings.nanFit() == LearnSettings.NanFit.ERROR) {
                requireWhole(samples, "nan_fit");
            }
            boolean more = settings.fitMode() == LearnSettings.FitMode.FIT_STREAMING && fitted != null;
            fitted = more
                    ? estimator.update(fitted, samples.features(), samples.rows(), samples.cols())
                    : estimator.fit(samples.features(), samples.rows(), samples.cols());
            settings.statePath().ifPresent(file -> write(file, fitted));
        }
        return fitted;
    }

    private static void requireWhole(Samples samples, String what) {
        long missing = samples.missing();
        if (missing > 0) {
            throw new IllegalArgumentException(what + " is error, and " + missing + " of "
                    + (long) samples.rows() * samples.cols() + " samples hold a value that is not finite");
        }
    }

    private Samples samples(GeoRaster in, Arena scratch) {
        if (in.rank() > 3) {
            throw new OperatorTypeException("samples are made of bands, rows and columns, not of " + in.values());
        }
        int size = settings.mode() == LearnSettings.Mode.PATCH ? settings.patchSize() : 1;
        if (in.height() < size || in.width() < size) {
            throw new IllegalArgumentException("patch_size is " + size + ", more than " + in.values() + " holds");
        }
        int rows = in.height() / size;
        int cols = in.width() / size;
        var features = new ArrayList<Plane>();
        for (var band : BandStatistics.bands(in)) {
            for (int r = 0; r < size; r++) {
                for (int c = 0; c < size; c++) {
                    features.add(plane(part(band, r, c, size, rows, cols), scratch));
                }
            }
        }
        return new Samples(features, rows, cols);
    }

    /// Every `size`-th pixel from (r, c) on.
    private static ArrayView part(ArrayView band, int r, int c, int size, int rows, int cols) {
        return ArrayView.strided(band.segment(), band.dtype(), band.element(r, c), new int[] {rows, cols}, new long[] {
            band.stride(0) * size, band.stride(1) * size
        });
    }

    private static Plane plane(ArrayView view, Arena scratch) {
        return Pixels.plane(view.hasUnitColumns() ? view : view.copy(scratch));
    }

    private GeoRaster mapped(GeoRaster in, Samples samples, Fitted model) {
        if (model.features() != samples.features().size()) {
            throw new IllegalArgumentException(estimator.name() + " learnt from " + model.features()
                    + " features, the raster gives " + samples.features().size());
        }
        if (settings.nanTransform() == LearnSettings.NanTransform.ERROR) {
            requireWhole(samples, "nan_transform");
        }
        int bands = Math.max(1, model.bands());
        int cols = samples.cols();
        var out = RasterMemory.allocate(model.type(), bands, samples.rows(), cols);
        var vectors = new PixelVectors(samples.features(), samples.rows(), cols);
        var x = new double[model.features()];
        var made = new double[bands * cols];
        double fill = model.fill().orElse(Double.NaN);
        for (int row = 0; row < samples.rows(); row++) {
            model.map(vectors.load(row), cols, made);
            for (int col = 0; col < cols; col++) {
                if (!vectors.get(col, x)) {
                    for (int b = 0; b < bands; b++) {
                        made[b * cols + col] = fill;
                    }
                }
            }
            for (int b = 0; b < bands; b++) {
                PlaneRows.store(Pixels.plane(out.select(0, b)), row, 0, cols, made, b * cols);
            }
        }
        return placed(in, model.bands() == 0 ? out.select(0, 0) : out, model);
    }

    private GeoRaster placed(GeoRaster in, ArrayView out, Fitted model) {
        int size = settings.mode() == LearnSettings.Mode.PATCH ? settings.patchSize() : 1;
        var names = settings.outBandNames().orElse(List.of());
        Require.that(
                names.isEmpty() || names.size() == model.bands(),
                "out_band_names",
                names,
                "a name for each of " + model.bands() + " bands");
        var attributes = in.attributes()
                .without("wavelengths")
                .without("wavelengths_nm")
                .without("fwhm")
                .withBandNames(names);
        return new GeoRaster(out, in.affine().scaled(size, size), in.crs(), model.fill(), attributes);
    }

    private Map<String, Object> read(Path file) {
        try {
            return JSON.readValue(Files.readString(file), new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    file + ": no state of " + estimator.name() + ": " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    new IOException(file + ": cannot be read; fit_mode fit_only or fit_on_call writes it", e));
        }
    }

    /// Whole or not at all.
    private static void write(Path file, Fitted model) {
        var partial = file.resolveSibling(file.getFileName() + ".partial");
        try {
            Files.writeString(partial, Json.text(model.state()));
            Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
