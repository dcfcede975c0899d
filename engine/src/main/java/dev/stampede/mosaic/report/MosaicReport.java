package dev.stampede.mosaic.report;

import dev.stampede.io.WholeFile;
import dev.stampede.io.json.Json;
import dev.stampede.mosaic.FileSource;
import dev.stampede.mosaic.PixelSource;
import dev.stampede.mosaic.global.GlobalMatching;
import dev.stampede.mosaic.seam.Seamlines;
import dev.stampede.plot.sheet.Mark;
import dev.stampede.plot.sheet.RasterPanel;
import dev.stampede.plot.sheet.Sheet;
import dev.stampede.raster.Bounds;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;

/// Pictures and numbers of a finished mosaic, in a folder of their own:
///
/// | file | shows |
/// |---|---|
/// | `report.json` | everything below as numbers, and what the run was |
/// | `before-after.png` | the images as they came and the mosaic, in the same colours |
/// | `seamlines.png` | which image gives which part of the mosaic |
/// | `adjustments.png` | gain and offset of every image and band |
/// | `overlap-differences.png` | how far overlapping images are apart, before and after |
///
/// A picture of something the run did not make is left out.
///
/// @param images      files, in their order
/// @param sources     the same, open
/// @param mosaic      the merged file; empty without merging
/// @param noData      stands for no data where an image does not say what does
/// @param solution    gains and offsets
/// @param differences before and after matching
/// @param integers    whether matched pixels are rounded to integers
/// @param pieces      the part of each image that goes into the mosaic; empty without seamlines
public record MosaicReport(
        List<Path> images,
        List<PixelSource> sources,
        Optional<Path> mosaic,
        OptionalDouble noData,
        Optional<GlobalMatching.Solution> solution,
        DifferenceTable differences,
        boolean integers,
        List<Seamlines.Piece> pieces) {
    public static final String DOCUMENT = "report.json";

    /// Stages that made differences larger.
    public List<StageWarning> warnings() {
        return StageWarning.of(differences, integers);
    }

    /// Writes the report; files of the same names are replaced, each when the new one is whole.
    /// @param run what the run was, for the document
    /// @throws IOException if a file cannot be read or written
    public void write(Path folder, Map<String, Object> run) throws IOException {
        var pictures = new ArrayList<String>();
        if (mosaic.isPresent()) {
            maps(folder, pictures);
        }
        if (solution.isPresent()) {
            ReportCharts.adjustments(solution.get().adjustments()).write(folder.resolve("adjustments.png"));
            pictures.add("adjustments.png");
        }
        if (differences.rows() > 0) {
            ReportCharts.differences(differences).write(folder.resolve("overlap-differences.png"));
            pictures.add("overlap-differences.png");
        }
        WholeFile.write(folder.resolve(DOCUMENT), Json.text(document(run, pictures)));
    }

    private void maps(Path folder, List<String> pictures) throws IOException {
        var area = area();
        var after = QuickLook.of(List.of(mosaic.get()), area, noData);
        var before = QuickLook.of(images, area, noData);
        var stretch = after.stretch();
        var unit = unit();
        var name = FileSource.name(mosaic.get());
        var colours = after.bandText() + ", from the 2nd to the 98th percentile of the mosaic";
        new Sheet(
                        "Mosaic " + name + ", before and after",
                        images.size() + " images; coordinates in " + unit + "; " + colours,
                        "Before: the images as they are, laid over each other in their order, in the colours of the"
                                + " mosaic.",
                        2,
                        List.of(before.panel("before", stretch, unit), after.panel("after", stretch, unit)))
                .write(folder.resolve("before-after.png"));
        pictures.add("before-after.png");
        if (pieces.isEmpty()) {
            return;
        }
        var shapes = new ArrayList<List<double[]>>();
        var legend = new ArrayList<RasterPanel.Class>();
        for (int i = 0; i < pieces.size(); i++) {
            shapes.add(rings(pieces.get(i).area()).stream()
                    .map(after::columnsAndRows)
                    .toList());
            legend.add(
                    new RasterPanel.Class(i + 1, (i + 1) + "  " + sources.get(i).name(), Mark.distinct(i)));
        }
        var seams = after.panel("mosaic with seamlines", stretch, unit)
                .withLegend(legend)
                .with(new Mark.Outlines(shapes));
        new Sheet(
                        "Seamlines of " + name,
                        "Which image gives which part; coordinates in " + unit + "; " + colours,
                        1,
                        List.of(seams))
                .write(folder.resolve("seamlines.png"));
        pictures.add("seamlines.png");
    }

    private Bounds area() {
        return sources.stream().map(PixelSource::bounds).reduce(Bounds::union).orElseThrow();
    }

    /// Of coordinates, as the reference system says it.
    private String unit() {
        var crs = sources.getFirst().crs();
        if (crs.startsWith("GEOG")) {
            return "degrees";
        }
        int at = Math.max(crs.lastIndexOf("LENGTHUNIT[\""), crs.lastIndexOf("UNIT[\""));
        var name = at < 0 ? "" : crs.substring(crs.indexOf('"', at) + 1, crs.indexOf('"', crs.indexOf('"', at) + 1));
        return crs.isEmpty() ? "map units" : name.startsWith("met") ? "m" : name.isEmpty() ? "map units" : name;
    }

    private static List<double[]> rings(Geometry area) {
        var rings = new ArrayList<double[]>();
        for (int i = 0; i < area.getNumGeometries(); i++) {
            if (area.getGeometryN(i) instanceof Polygon polygon) {
                rings.add(ring(polygon.getExteriorRing()));
                for (int hole = 0; hole < polygon.getNumInteriorRing(); hole++) {
                    rings.add(ring(polygon.getInteriorRingN(hole)));
                }
            }
        }
        return rings;
    }

    private static double[] ring(LinearRing ring) {
        var corners = ring.getCoordinates();
        var numbers = new double[2 * corners.length];
        for (int i = 0; i < corners.length; i++) {
            numbers[2 * i] = corners[i].x;
            numbers[2 * i + 1] = corners[i].y;
        }
        return numbers;
    }

    private Map<String, Object> document(Map<String, Object> run, List<String> pictures) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("run", run);
        document.put("warnings", warnings().stream().map(StageWarning::document).toList());
        document.put("images", describedImages());
        document.put("overlap_differences", differences.document());
        document.put("overlap_differences_of_all_pairs", differences.summary());
        document.put("pictures", pictures);
        return document;
    }

    private List<Map<String, Object>> describedImages() {
        var list = new ArrayList<Map<String, Object>>();
        double all =
                pieces.stream().mapToDouble(piece -> piece.area().getArea()).sum();
        for (int i = 0; i < images.size(); i++) {
            var source = sources.get(i);
            var bounds = source.bounds();
            Map<String, Object> image = new LinkedHashMap<>();
            image.put("name", source.name());
            image.put("file", images.get(i).toAbsolutePath().normalize().toString());
            image.put("width", source.width());
            image.put("height", source.height());
            image.put("bounds", new double[] {bounds.minX(), bounds.minY(), bounds.maxX(), bounds.maxY()});
            if (solution.isPresent()) {
                image.put("bands", bands(source.name()));
            }
            if (i < pieces.size()) {
                double own = pieces.get(i).area().getArea();
                image.put("mosaic_area", own);
                image.put("mosaic_share", all > 0 ? own / all : 0);
            }
            list.add(image);
        }
        return list;
    }

    private List<Map<String, Object>> bands(String name) {
        var list = new ArrayList<Map<String, Object>>();
        var adjustments = solution.orElseThrow().adjustments().get(name);
        var statistics = solution.orElseThrow().statistics().whole().get(name);
        for (int band = 0; band < adjustments.size(); band++) {
            var adjustment = adjustments.get(band);
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("band", band + 1);
            entry.put("gain", adjustment.scale());
            entry.put("offset", adjustment.offset());
            if (statistics != null) {
                entry.put("valid_pixels", statistics.get(band).size());
                entry.put("mean_before", statistics.get(band).mean());
                entry.put("std_before", statistics.get(band).std());
                entry.put(
                        "mean_after", adjustment.scale() * statistics.get(band).mean() + adjustment.offset());
                entry.put(
                        "std_after",
                        Math.abs(adjustment.scale()) * statistics.get(band).std());
            }
            list.add(entry);
        }
        return list;
    }
}
