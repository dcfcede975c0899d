package dev.stampede.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stampede.io.raster.GeoTiff;
import dev.stampede.io.raster.RasterInfo;
import dev.stampede.io.raster.RasterWriter;
import dev.stampede.raster.Affine;
import dev.stampede.raster.DType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipelineServerTest {
    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private Path scene;
    private PipelineServer server;
    private PipelineFolder pipelines;

    @BeforeEach
    void start() throws IOException {
        scene = SmallScenes.in(folder.resolve("in"), 1).getFirst();
        Files.createDirectories(folder.resolve("pipelines"));
        Files.writeString(folder.resolve("pipelines/ndvi.yaml"), SmallScenes.NDVI);
        Files.writeString(folder.resolve("pipelines/color.yaml"), SmallScenes.TRUE_COLOR);
        pipelines = PipelineFolder.open(folder.resolve("pipelines"));
        var settings = new PipelineServer.Settings("127.0.0.1", 0, 1 << 20);
        server = PipelineServer.start(
                settings, pipelines, new TilePictures(Map.of("summer", scene), 1 << 20), Sandbox.usual());
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
    }

    private HttpResponse<byte[]> get(String path) throws Exception {
        return client.send(request(path).build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private HttpResponse<byte[]> post(String path, byte[] body) throws Exception {
        return client.send(
                request(path).POST(HttpRequest.BodyPublishers.ofByteArray(body)).build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    private static String error(HttpResponse<byte[]> response) throws IOException {
        return new ObjectMapper().readTree(response.body()).at("/error").asText();
    }

    @Test
    void answersWithTheResultOfThePipelineAndItsHash() throws Exception {
        var response = post("/pipelines/ndvi", Files.readAllBytes(scene));

        assertThat(response.statusCode()).isEqualTo(200);
        var entry = pipelines.find("ndvi").orElseThrow();
        assertThat(response.headers().firstValue("X-Config-Hash")).contains(entry.configHash());
        var file = folder.resolve("answer.tif");
        Files.write(file, response.body());
        try (var arena = Arena.ofShared()) {
            var expected = entry.call()
                    .apply(arena, PipelineCall.read(arena, List.of(scene)))
                    .firstEntry()
                    .getValue();
            var found = GeoTiff.read(arena, file.toString());
            assertThat(found.band(0).contentEquals(expected.values())).isTrue();
            assertThat(found.sameExtent(expected)).isTrue();
        }
    }

    @Test
    void manyRequestsAtOnceGetTheSameAnswer() throws Exception {
        var body = Files.readAllBytes(scene);
        var waiting = new ArrayList<CompletableFuture<HttpResponse<byte[]>>>();
        for (int i = 0; i < 12; i++) {
            waiting.add(client.sendAsync(
                    request("/pipelines/ndvi")
                            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray()));
        }
        var first = waiting.getFirst().get().body();
        for (var response : waiting) {
            assertThat(response.get().statusCode()).isEqualTo(200);
            assertThat(response.get().body()).isEqualTo(first);
        }
    }

    @Test
    void listsDescribesAndReloads() throws Exception {
        var list = new ObjectMapper().readTree(get("/pipelines").body());
        assertThat(list.at("/0/name").asText()).isEqualTo("color");
        assertThat(list.at("/1/hash").asText()).hasSize(12);
        var before = new ObjectMapper().readTree(get("/pipelines/ndvi").body());
        assertThat(before.at("/steps/0").asText()).isEqualTo("Sequential");

        Files.writeString(folder.resolve("pipelines/ndvi.yaml"), SmallScenes.NDVI.replace("0.0001", "0.00025"));

        var after = new ObjectMapper().readTree(get("/pipelines/ndvi").body());
        assertThat(after.at("/digest").asText())
                .isNotEqualTo(before.at("/digest").asText());
        assertThat(get("/health").statusCode()).isEqualTo(200);
    }

    @Test
    void tilesArePicturesKeptUntilThePipelineChanges() throws Exception {
        // The scene lies around 10.3 degrees east, 46.9 north: tile of zoom 12.
        double lon = 10.32;
        double lat = Math.toRadians(46.95);
        int x = (int) ((lon + 180) / 360 * 4096);
        int y = (int) ((1 - Math.log(Math.tan(lat) + 1 / Math.cos(lat)) / Math.PI) / 2 * 4096);
        String path = "/tiles/summer/color/12/" + x + "/" + y + ".png";

        var tile = get(path);

        assertThat(tile.statusCode())
                .as(new String(tile.body(), StandardCharsets.UTF_8))
                .isEqualTo(200);
        var image = ImageIO.read(new ByteArrayInputStream(tile.body()));
        assertThat(image.getWidth()).isEqualTo(256);
        long opaque = 0;
        for (int i = 0; i < 256 * 256; i++) {
            opaque += image.getRGB(i % 256, i / 256) >>> 24 == 255 ? 1 : 0;
        }
        assertThat(opaque).isBetween(100L, 60_000L);
        assertThat(get(path).body()).isEqualTo(tile.body());
        var counts = new ObjectMapper().readTree(get("/health").body()).at("/tiles");
        assertThat(counts.at("/hits").asLong()).isEqualTo(1);
        assertThat(counts.at("/tiles").asLong()).isEqualTo(1);

        Files.writeString(folder.resolve("pipelines/color.yaml"), SmallScenes.TRUE_COLOR.replace("2500", "5000"));
        assertThat(get(path).body()).isNotEqualTo(tile.body());
        assertThat(get("/tiles/summer/color/0/0/0.png").statusCode()).isEqualTo(200);
    }

    @Test
    void callersMayBringAPipelineWithinLimits() throws Exception {
        var body = Files.readAllBytes(scene);
        String good = URLEncoder.encode("{op: BandMath, config: {expression: 'b3 - b2'}}", StandardCharsets.UTF_8);
        String bad = URLEncoder.encode("{op: WriteGeoTIFF, config: {path: x.tif}}", StandardCharsets.UTF_8);

        assertThat(post("/sandbox?pipeline=" + good, body).statusCode()).isEqualTo(200);
        var refused = post("/sandbox?pipeline=" + bad, body);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(error(refused)).contains("WriteGeoTIFF is not known here");
        assertThat(error(post("/sandbox", body))).contains("the parameter pipeline is missing");
    }

    @Test
    void mistakesAreToldInOneLine() throws Exception {
        assertThat(error(get("/nowhere"))).contains("is not served");
        assertThat(get("/pipelines/none").statusCode()).isEqualTo(404);
        assertThat(error(get("/pipelines/none"))).isEqualTo("no pipeline is called none; there are color, ndvi");
        var junk = post("/pipelines/ndvi", new byte[] {1, 2, 3});
        assertThat(junk.statusCode()).isEqualTo(400);
        assertThat(error(junk)).startsWith("the body is no raster").doesNotContain("/tmp");
        assertThat(post("/pipelines/ndvi", new byte[2 << 20]).statusCode()).isEqualTo(413);
        assertThat(get("/tiles/summer/color/a/b/c.png").statusCode()).isEqualTo(404);
        assertThat(get("/tiles/winter/color/1/0/0.png").statusCode()).isEqualTo(404);
        assertThat(get("/tiles/summer/color/1/5/0.png").statusCode()).isEqualTo(400);
        assertThat(get("/tiles/summer/ndvi/1/0/0.png").statusCode()).isEqualTo(400);
    }

    @Test
    void aBodyThatNamesOtherFilesIsRefused() throws Exception {
        String virtual = """
                <VRTDataset rasterXSize="16" rasterYSize="16"><VRTRasterBand dataType="Byte" band="1"><SimpleSource>
                <SourceFilename relativeToVRT="0">%s</SourceFilename><SourceBand>1</SourceBand>
                <SrcRect xOff="0" yOff="0" xSize="16" ySize="16"/><DstRect xOff="0" yOff="0" xSize="16" ySize="16"/>
                </SimpleSource></VRTRasterBand></VRTDataset>
                """.formatted(scene);
        String same = URLEncoder.encode("{op: BandMath, config: {expression: 'b1'}}", StandardCharsets.UTF_8);

        var response = post("/sandbox?pipeline=" + same, virtual.getBytes(StandardCharsets.UTF_8));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(error(response)).contains("expected a GeoTIFF");
    }

    @Test
    void aSmallFileOfALargeRasterIsRefusedBeforeItIsUnpacked() throws Exception {
        var file = folder.resolve("large.tif");
        var info = RasterInfo.of(20_000, 20_000, 8, DType.FLOAT64, Affine.IDENTITY, "", OptionalDouble.empty())
                .withBlocks(4096, 4096);
        try (var writer = RasterWriter.create(file, info, Map.of("COMPRESS", "DEFLATE", "SPARSE_OK", "TRUE"))) {
            writer.publish();
        }
        String same = URLEncoder.encode("{op: BandMath, config: {expression: 'b1'}}", StandardCharsets.UTF_8);

        for (String path : List.of("/sandbox?pipeline=" + same, "/pipelines/ndvi")) {
            var response = post(path, Files.readAllBytes(file));
            assertThat(response.statusCode()).as(path).isEqualTo(413);
            assertThat(error(response)).contains("8 bands of 400000000 values");
        }
    }

    @Test
    void nothingIsLeftOfRequests() throws Exception {
        post("/pipelines/ndvi", Files.readAllBytes(scene));
        post("/pipelines/ndvi", new byte[2 << 20]);
        post("/pipelines/ndvi", new byte[] {1, 2, 3});

        try (var left = Files.list(server.scratch())) {
            assertThat(left).isEmpty();
        }
        server.close();
        assertThat(server.scratch()).doesNotExist();
        start();
    }

    @Test
    void aPortThatIsTakenIsNamed() {
        var settings = new PipelineServer.Settings("127.0.0.1", server.port(), 1 << 20);
        var none = new TilePictures(Map.of());
        assertThatThrownBy(() -> PipelineServer.start(settings, pipelines, none, Sandbox.usual()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("port " + server.port());
        assertThatThrownBy(() -> new PipelineServer.Settings("127.0.0.1", 70_000, 1))
                .hasMessage("port is 70000, expected 0 to 65535");
    }
}
