package dev.stampede.mosaic.seam;

import dev.stampede.io.vector.VectorFiles;
import dev.stampede.mosaic.AlikeImages;
import dev.stampede.mosaic.FileSource;
import dev.stampede.mosaic.PixelSource;
import dev.stampede.mosaic.source.MatchingKernels;
import dev.stampede.runtime.UsageException;
import dev.stampede.runtime.Workers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;

/// Mosaic stage 4: which part of each image goes into the mosaic?
///
/// Reads band 1 of each image; writes one polygon per image. Every two footprints that overlap are parted by
/// a line through the middle of their overlap ([CenterLine]); each footprint is then split along every line
/// that crosses it and keeps its main piece. Results do not depend on the number of threads.
///
/// Where we differ from the reference program: an overlap of several separate areas gets a line in each; of two
/// images with the same footprint the later one keeps what the earlier one does not (the reference gives both the
/// same piece and leaves the rest empty).
public final class Seamlines {
    /// The part of one image that goes into the mosaic.
    ///
    /// @param image name of the image: its file name without folder and last extension
    /// @param area  in map coordinates; a polygon, or several where an area of interest cut it
    public record Piece(String image, Geometry area) {}

    /// An overlap of less than this share of the smaller footprint needs no line.
    private static final double SLIVER = 1e-6;

    private record Pair(int first, int second) {}

    private final SeamlineParameters parameters;
    private final Workers workers;

    public Seamlines(SeamlineParameters parameters, Workers workers) {
        this.parameters = parameters;
        this.workers = workers;
    }

    /// Finds the seamlines of images and writes them, in the order of the images, to the layer `seamlines` of
    /// a vector file.
    /// @return the same pieces
    /// @throws IOException    if a file cannot be read or written
    /// @throws UsageException if an image has no valid pixel, a field is missing, or an overlap gives no line
    public List<Piece> run(List<Path> images, Path outputMask) throws IOException {
        VectorFiles.requireFormat(outputMask);
        parameters.debugVectors().ifPresent(VectorFiles::requireFormat);
        AlikeImages.requireDistinctNames(images);
        AlikeImages.requireOneCrs(images);
        String crs = crs(images);
        var names = images.stream().map(FileSource::name).toList();
        var pieces = parts(names, footprints(images), crs);
        VectorFiles.write(outputMask, List.of(SeamlineLayers.seamlines(pieces, parameters.imageField(), crs)));
        return pieces;
    }

    private static String crs(List<Path> images) throws IOException {
        if (images.isEmpty()) {
            throw new UsageException("seamlines need at least one image");
        }
        try (var first = FileSource.openFile(images.getFirst())) {
            return first.info().crs();
        }
    }

    /// The area each image covers, in their order.
    private List<Polygon> footprints(List<Path> images) throws IOException {
        var areas = new Polygon[images.size()];
        if (parameters.footprints().isPresent()) {
            var source = parameters.footprints().get();
            var layer = VectorFiles.readFirst(source.file());
            for (int i = 0; i < areas.length; i++) {
                areas[i] = Footprints.ofFeatures(layer, source.file(), source.field(), FileSource.name(images.get(i)));
            }
        } else {
            workers.forEach(areas.length, (from, to) -> {
                try (var image = FileSource.openFile(images.get((int) from))) {
                    areas[(int) from] = Footprints.ofPixels(image);
                }
            });
        }
        return Arrays.asList(areas);
    }

    /// The area each image covers, in their order.
    /// @throws IOException    if a file cannot be read
    /// @throws UsageException if an image has no valid pixel, or none of the file of footprints is its own
    public List<Polygon> footprintsOf(List<? extends PixelSource> images, MatchingKernels kernels) throws IOException {
        var areas = new Polygon[images.size()];
        if (parameters.footprints().isPresent()) {
            var source = parameters.footprints().get();
            var layer = VectorFiles.readFirst(source.file());
            for (int i = 0; i < areas.length; i++) {
                areas[i] = Footprints.ofFeatures(
                        layer, source.file(), source.field(), images.get(i).name());
            }
        } else {
            workers.forEach(
                    areas.length,
                    (from, to) -> areas[(int) from] = Footprints.ofPixels(images.get((int) from), kernels));
        }
        return Arrays.asList(areas);
    }

    /// Writes pieces to the layer `seamlines` of a vector file.
    /// @throws IOException if it cannot be written
    public void write(List<Piece> pieces, Path outputMask, String crs) throws IOException {
        VectorFiles.write(outputMask, List.of(SeamlineLayers.seamlines(pieces, parameters.imageField(), crs)));
    }

    /// The pieces of images whose footprints are known; the file of an area of interest is read, the debug
    /// file written.
    /// @param names      of the images
    /// @param footprints what each covers
    /// @param crs        reference system as WKT
    /// @throws IOException    if a file cannot be read or written
    /// @throws UsageException if an overlap gives no line
    public List<Piece> parts(List<String> names, List<Polygon> footprints, String crs) throws IOException {
        var pairs = pairs(footprints);
        var overlaps = new Overlap[pairs.size()];
        var centers = new ArrayList<List<CenterLine>>(
                pairs.stream().map(p -> List.<CenterLine>of()).toList());
        workers.forEach(pairs.size(), (from, to) -> {
            int i = (int) from;
            var pair = pairs.get(i);
            overlaps[i] = Overlap.of(footprints.get(pair.first), footprints.get(pair.second));
            double smaller = Math.min(
                    footprints.get(pair.first).getArea(),
                    footprints.get(pair.second).getArea());
            centers.set(i, centerLines(overlaps[i], smaller, names.get(pair.first), names.get(pair.second)));
        });
        if (parameters.debugVectors().isPresent()) {
            var layers = SeamlineLayers.debug(
                    names, footprints, Arrays.asList(overlaps), centers, parameters.imageField(), crs);
            VectorFiles.write(parameters.debugVectors().get(), layers);
        }
        return cut(names, footprints, pairs, centers);
    }

    /// Every two images whose footprints may meet, in the order of the images.
    private static List<Pair> pairs(List<Polygon> footprints) {
        var pairs = new ArrayList<Pair>();
        for (int i = 0; i < footprints.size(); i++) {
            for (int k = i + 1; k < footprints.size(); k++) {
                var box = footprints.get(i).getEnvelopeInternal();
                if (box.intersects(footprints.get(k).getEnvelopeInternal())) {
                    pairs.add(new Pair(i, k));
                }
            }
        }
        return pairs;
    }

    /// @param smaller area of the smaller footprint
    private List<CenterLine> centerLines(Overlap overlap, double smaller, String first, String second) {
        var lines = new ArrayList<CenterLine>();
        for (var area : overlap.areas()) {
            try {
                lines.add(CenterLine.through(
                        area, overlap.anchorsOf(area), parameters.minPointSpacing(), parameters.minCutLength()));
            } catch (CenterLine.NoLineException e) {
                if (area.getArea() < SLIVER * smaller) {
                    continue; // footprints that only touch, up to the digits of their file: nothing to part
                }
                throw new UsageException("images '" + first + "' and '" + second + "': " + e.getMessage(), e);
            }
        }
        return lines;
    }

    private List<Piece> cut(
            List<String> names, List<Polygon> footprints, List<Pair> pairs, List<List<CenterLine>> centers)
            throws IOException {
        var areas = new Geometry[names.size()];
        var aoi = areaOfInterest();
        workers.forEach(areas.length, (from, to) -> {
            int i = (int) from;
            var cuts = new ArrayList<FootprintCut.Cut>();
            for (int p = 0; p < pairs.size(); p++) {
                var pair = pairs.get(p);
                boolean twin = pair.second == i
                        && !centers.get(p).isEmpty()
                        && footprints.get(pair.first).equalsTopo(footprints.get(i));
                centers.get(p).forEach(center -> cuts.add(new FootprintCut.Cut(center.line(), twin)));
            }
            var piece = FootprintCut.along(footprints.get(i), cuts);
            areas[i] = aoi == null ? piece : polygonal(OverlayNGRobust.overlay(piece, aoi, OverlayNG.INTERSECTION));
        });
        return IntStream.range(0, areas.length)
                .mapToObj(i -> new Piece(names.get(i), areas[i]))
                .toList();
    }

    private static Geometry polygonal(Geometry shape) {
        var polygons = Overlap.polygons(shape);
        return polygons.size() == 1
                ? polygons.getFirst()
                : shape.getFactory().createMultiPolygon(polygons.toArray(Polygon[]::new));
    }

    private Geometry areaOfInterest() throws IOException {
        if (parameters.aoi().isEmpty()) {
            return null;
        }
        var file = parameters.aoi().get();
        var shapes = VectorFiles.readFirst(file).features().stream()
                .map(feature -> feature.geometry())
                .filter(Objects::nonNull)
                .toList();
        if (shapes.isEmpty()) {
            throw new UsageException(file + ": the area of interest has no feature with a shape");
        }
        return Footprints.union(shapes);
    }
}
