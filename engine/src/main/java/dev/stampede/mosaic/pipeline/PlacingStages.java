package dev.stampede.mosaic.pipeline;

import dev.stampede.mosaic.Compatibility.Row;
import dev.stampede.mosaic.MosaicInputs;
import dev.stampede.mosaic.PixelSource;
import dev.stampede.mosaic.align.Align;
import dev.stampede.mosaic.clip.Clip;
import dev.stampede.mosaic.clip.ClipParameters;
import dev.stampede.mosaic.resume.Continuation;
import dev.stampede.mosaic.seam.Seamlines;
import dev.stampede.mosaic.source.MatchingKernels;
import dev.stampede.mosaic.source.NamedSource;
import dev.stampede.runtime.Progress;
import dev.stampede.runtime.Workers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygon;

/// Where images lie and which of them is seen where: one grid for all, the lines along which one passes into the
/// next, and what lies beyond the lines cut away.
final class PlacingStages {
    private static final String ALIGN_SUFFIX = "_Align";

    private final PipelineParameters parameters;
    private final MosaicInputs inputs;
    private final MatchingKernels kernels;
    private final TempFolder temp;
    private final Workers workers;
    private final Progress progress;

    PlacingStages(
            PipelineParameters parameters,
            MosaicInputs inputs,
            MatchingKernels kernels,
            TempFolder temp,
            Workers workers,
            Progress progress) {
        this.parameters = parameters;
        this.inputs = inputs;
        this.kernels = kernels;
        this.temp = temp;
        this.workers = workers;
        this.progress = progress;
    }

    /// Images on one grid.
    List<PixelSource> align(List<PixelSource> images) {
        return new Align(parameters.align().get(), kernels.resampling())
                .over(images).stream()
                        .map(image -> (PixelSource) new NamedSource(image, image.name() + ALIGN_SUFFIX))
                        .toList();
    }

    /// The part of each image that goes into the mosaic.
    /// @param earlier   knows the parts where an earlier run found them
    /// @throws IOException if an image or a vector file cannot be read or written
    List<Seamlines.Piece> seamlines(List<PixelSource> aligned, Continuation earlier) throws IOException {
        progress.begin("seamlines", 1);
        var stage = new Seamlines(parameters.seamline().get(), workers);
        var names = aligned.stream().map(PixelSource::name).toList();
        var crs = aligned.getFirst().crs();
        var pieces = earlier.seamlines()
                .filter(known ->
                        known.stream().map(Seamlines.Piece::image).toList().equals(names))
                .orElse(null);
        if (pieces == null || parameters.seamline().get().debugVectors().isPresent()) {
            pieces = stage.parts(names, stage.footprintsOf(outlines(aligned)), crs);
            earlier.keep(pieces);
        }
        var file = parameters.files().seamlines();
        if (file.isPresent()) {
            stage.write(pieces, file.get(), crs);
        } else if (parameters.files().staged()) {
            stage.write(pieces, temp.file("seamline/ImageMasks.gpkg"), crs);
        }
        progress.advance(1);
        return pieces;
    }

    /// Images with the same valid pixels as the aligned ones, as cheap to read as may be: matching neither
    /// makes nor takes valid pixels, unless a fault is reproduced that does.
    private List<PixelSource> outlines(List<PixelSource> aligned) {
        var compatibility = parameters.shared().compatibility();
        boolean changes = compatibility.has(Row.UNPROTECTED_NO_DATA)
                || compatibility.has(Row.FIRST_BAND_MASK)
                || compatibility.has(Row.NO_DATA_NOT_REMAPPED);
        if (changes) {
            return aligned;
        }
        var plain = parameters.align().isPresent()
                ? new Align(parameters.align().get(), kernels.resampling()).over(List.copyOf(inputs.images()))
                : List.<PixelSource>copyOf(inputs.images());
        var outlines = new ArrayList<PixelSource>();
        for (int i = 0; i < plain.size(); i++) {
            var input = inputs.images().get(i);
            var cheapest = isShifted(input, plain.get(i)) ? input : plain.get(i);
            outlines.add(new NamedSource(cheapest, aligned.get(i).name()));
        }
        return outlines;
    }

    /// Whether one grid is the other moved by whole pixels.
    private static boolean isShifted(PixelSource a, PixelSource b) {
        double cols = (b.affine().c() - a.affine().c()) / a.affine().a();
        double rows = (b.affine().f() - a.affine().f()) / a.affine().e();
        return a.affine().a() == b.affine().a()
                && a.affine().e() == b.affine().e()
                && Math.abs(cols - Math.rint(cols)) < 1e-9
                && Math.abs(rows - Math.rint(rows)) < 1e-9
                && a.width() <= b.width()
                && a.height() <= b.height();
    }

    /// Images without what lies outside their polygons.
    /// @param pieces the polygons where no vector file names them
    /// @throws IOException if a vector file cannot be read
    List<PixelSource> clip(List<PixelSource> images, Optional<List<Seamlines.Piece>> pieces) throws IOException {
        var stage = parameters.clip().get();
        var compatibility = parameters.shared().compatibility();
        var noData = compatibility.has(Row.NO_DATA_NOT_REMAPPED)
                ? parameters.shared().customNoData()
                : OptionalDouble.empty();
        if (stage.mask().isPresent()) {
            var mask = stage.mask().get();
            return new Clip(
                            new ClipParameters(
                                    mask.include() ? ClipParameters.Mode.INCLUDE : ClipParameters.Mode.EXCLUDE,
                                    mask.file(),
                                    mask.field(),
                                    stage.touchedPixels(),
                                    noData),
                            compatibility)
                    .over(images);
        }
        var clip = new Clip(
                new ClipParameters(
                        ClipParameters.Mode.INCLUDE,
                        parameters.output(),
                        Optional.empty(),
                        stage.touchedPixels(),
                        noData),
                compatibility);
        var cut = new ArrayList<PixelSource>();
        for (int i = 0; i < images.size(); i++) {
            cut.add(clip.cut(images.get(i), polygons(pieces.orElseThrow().get(i).area())));
        }
        return cut;
    }

    private static List<Polygon> polygons(Geometry area) {
        var polygons = new ArrayList<Polygon>();
        for (int i = 0; i < area.getNumGeometries(); i++) {
            if (area.getGeometryN(i) instanceof Polygon polygon) {
                polygons.add(polygon);
            }
        }
        return polygons;
    }
}
