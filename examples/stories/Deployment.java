package stories;

import dev.stampede.deploy.CatalogPipeline;
import dev.stampede.deploy.FrozenRun;
import dev.stampede.deploy.ModelFolder;
import dev.stampede.deploy.PipelineCall;
import dev.stampede.deploy.PipelineComparison;
import dev.stampede.deploy.PipelineFolder;
import dev.stampede.deploy.PipelineServer;
import dev.stampede.deploy.QualityReport;
import dev.stampede.deploy.RasterDifference;
import dev.stampede.deploy.Sandbox;
import dev.stampede.deploy.SceneTask;
import dev.stampede.deploy.TilePictures;
import dev.stampede.operators.core.OperatorRegistry;
import dev.stampede.operators.core.PipelineReader;
import dev.stampede.plot.sheet.Panel;
import dev.stampede.plot.sheet.RasterPanel;
import dev.stampede.raster.Affine;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import dev.stampede.runtime.Cancellation;
import dev.stampede.runtime.Progress;
import java.io.ByteArrayInputStream;
import java.lang.foreign.Arena;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import support.Archive;
import support.Scenes;
import support.Story;

/// 07 Deployment: one pipeline over a catalog, as a task, frozen, compared, checked, served, sandboxed.
public final class Deployment {
    private static final String NDVI = """
            op: Sequential
            config:
              operators:
                - {op: DNToReflectance, config: {scale: 0.0001}}
                - {op: NDVI, config: {red: B04, nir: B08}}
            """;

    private static final String COLOR = """
            op: Sequential
            config:
              operators:
                - {op: DNToReflectance, config: {scale: 0.0001}}
                - {op: TrueColor}
                - {op: Gamma, config: {g: 1.3}}
                - {op: ToUint8, config: {vmin: 0.03, vmax: 0.32}}
            """;

    public static void main(String[] arguments) throws Exception {
        Story.run(arguments, Deployment::tell);
    }

    public static void tell(Story story) throws Exception {
        var scenes = Scenes.archive(story);
        var work = story.folder().resolve("deployment");
        var call = new PipelineCall(PipelineReader.of(OperatorRegistry.standard()).fromYaml(NDVI));
        var scene = scenes.scene("20240617");
        story.number("digest digits", call.digest().length());

        story.say("Over a catalog, with a journal:");
        var first = Archive.of(scenes).where("tile == '04'");
        var etl = new CatalogPipeline(
                call,
                CatalogPipeline.files(work.resolve("etl"), Map.of()),
                CatalogPipeline.OnRowError.RAISE,
                2,
                Optional.of(work.resolve("journal.txt")));
        Files.deleteIfExists(work.resolve("journal.txt"));
        story.number("rows done", etl.run(first, Progress.NONE, new Cancellation()).completed());
        story.number("rows done again", etl.run(first, Progress.NONE, new Cancellation()).completed());

        story.say("As a task of an orchestrator:");
        var task = new SceneTask(call, List.of(scene), work.resolve("ndvi.tif"), Map.of());
        task.run(true, story::say);
        story.number("second start", task.run(false, story::say));

        story.say("Frozen, and verified later:");
        var folder = work.resolve("frozen");
        delete(folder);
        var frozen = FrozenRun.freeze(call, List.of(scene), folder);
        story.number("holds", frozen.verify(List.of(), RasterDifference.Tolerance.EXACT).holds());

        story.say("Compared with a variant that should be equal:");
        var variant = new PipelineCall(PipelineReader.of(OperatorRegistry.standard())
                .fromYaml("{op: NormalizedDifference, config: {a: B08, b: B04}}"));
        try (var arena = Arena.ofShared()) {
            var tolerance = new RasterDifference.Tolerance(1e-6, 0, 0);
            story.number(
                    "agrees",
                    PipelineComparison.of(call, variant, PipelineCall.read(arena, List.of(scene)), tolerance, 1)
                            .within(tolerance));
        }

        story.say("Checked, with a report by rule:");
        var checks = new PipelineCall(PipelineReader.of(OperatorRegistry.standard())
                .fromYaml("{op: AssertShape, config: {expected: [6, null, null]}}"));
        var quality = QualityReport.of(
                checks, List.of(scene, scenes.folder().resolve("dem.tif"), scenes.classes("20240617")));
        story.number("failed by rule", quality.rules());

        story.say("With a model, whose preprocessing is kept by digest:");
        var weights = Files.write(work.resolve("weights.bin"), new byte[] {1, 2, 3});
        var model = ModelFolder.store(work.resolve("model"), call.pipeline(), weights, Map.of("chips", 25));
        story.number("model has the digest", model.load().digest().equals(call.digest()));

        served(story, call, work, scene);
    }

    private static void served(Story story, PipelineCall call, Path work, Path scene) throws Exception {
        story.say("Behind HTTP: pipelines, tiles, and pipelines of strangers.");
        var folder = Files.createDirectories(work.resolve("served"));
        Files.writeString(folder.resolve("ndvi.yaml"), NDVI);
        Files.writeString(folder.resolve("color.yaml"), COLOR);
        var tiles = new TilePictures(Map.of("june", scene));
        try (var server = PipelineServer.start(
                        PipelineServer.Settings.LOCAL, PipelineFolder.open(folder), tiles, Sandbox.usual());
                var client = HttpClient.newHttpClient()) {
            String address = "http://127.0.0.1:" + server.port();
            var answer = client.send(
                    HttpRequest.newBuilder(URI.create(address + "/pipelines/ndvi"))
                            .POST(HttpRequest.BodyPublishers.ofFile(scene))
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            story.number("status", answer.statusCode());
            story.number(
                    "hash of the answer is that of the pipeline",
                    call.digest().startsWith(answer.headers().firstValue("X-Config-Hash").orElseThrow()));
            var refused = client.send(
                    HttpRequest.newBuilder(URI.create(address
                                    + "/sandbox?pipeline=%7Bop%3A+WriteGeoTIFF%2C+config%3A+%7Bpath%3A+x.tif%7D%7D"))
                            .POST(HttpRequest.BodyPublishers.ofFile(scene))
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            story.number("a stranger's writer", refused.statusCode());

            var panels = new ArrayList<Panel>();
            int z = 14;
            int x = (int) ((10.331 + 180) / 360 * (1 << z));
            double lat = Math.toRadians(46.943);
            int y = (int) ((1 - Math.log(Math.tan(lat) + 1 / Math.cos(lat)) / Math.PI) / 2 * (1 << z));
            for (int dy = 0; dy <= 1; dy++) {
                for (int dx = -1; dx <= 1; dx++) {
                    var png = client.send(
                            HttpRequest.newBuilder(URI.create(
                                            address + "/tiles/june/color/14/" + (x + dx) + "/" + (y + dy) + ".png"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofByteArray());
                    panels.add(RasterPanel.picture(
                            "14/" + (x + dx) + "/" + (y + dy), picture(png.body())));
                }
            }
            story.picture(
                    "deployment-tiles",
                    "Tiles of the web from a pipeline",
                    "zoom 14, true colour, fixed limits: the same for every tile",
                    3,
                    256,
                    panels.toArray(Panel[]::new));
        }
    }

    /// A PNG on white.
    private static GeoRaster picture(byte[] png) throws Exception {
        var image = ImageIO.read(new ByteArrayInputStream(png));
        var values = ArrayView.allocate(Arena.ofAuto(), DType.UINT8, 3, image.getHeight(), image.getWidth());
        for (int row = 0; row < image.getHeight(); row++) {
            for (int col = 0; col < image.getWidth(); col++) {
                int argb = image.getRGB(col, row);
                for (int band = 0; band < 3; band++) {
                    values.set(argb >>> 24 == 0 ? 255 : argb >> 16 - 8 * band & 0xFF, band, row, col);
                }
            }
        }
        return GeoRaster.of(values, Affine.IDENTITY);
    }

    private static void delete(Path folder) throws Exception {
        if (Files.exists(folder)) {
            try (var files = Files.walk(folder)) {
                for (var file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
