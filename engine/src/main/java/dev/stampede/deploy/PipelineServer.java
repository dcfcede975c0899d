package dev.stampede.deploy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.stampede.io.json.Json;
import dev.stampede.operators.core.LimitException;
import dev.stampede.operators.core.QcException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/// Pipelines behind HTTP, with the server of the JDK.
///
/// | request | answer |
/// |---|---|
/// | `GET /health` | how it is: pipelines, files that cannot be read, tiles kept |
/// | `GET /pipelines` | names and the first 12 digits of their digests |
/// | `GET /pipelines/NAME` | steps and digest |
/// | `POST /pipelines/NAME`, body GeoTIFF | the result as GeoTIFF |
/// | `GET /tiles/SCENE/NAME/Z/X/Y.png` | a tile of a scene, 256 x 256 pixels |
/// | `POST /sandbox?pipeline=TEXT`, body GeoTIFF | a pipeline of the caller's, JSON or YAML, within limits |
///
/// Every answer of a pipeline carries the first 16 digits of its digest as `X-Config-Hash`. Requests run on
/// virtual threads; as many as there are processors work at the same time, the others wait. Files of
/// pipelines are looked at before each request that names one, so a change is in service at once. Listens
/// on this machine only, unless told otherwise; there is no authentication.
public final class PipelineServer implements AutoCloseable {
    private static final String TIFF = "image/tiff";
    private static final String PNG = "image/png";
    private static final long MOST_DRAINED = 1L << 30;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore processors = new Semaphore(Runtime.getRuntime().availableProcessors());
    private final PipelineFolder pipelines;
    private final TilePictures tiles;
    private final Sandbox sandbox;
    private final Inference inference;
    private final Path scratch;
    private final long bodyLimit;

    /// Where it listens and what it takes.
    ///
    /// @param host      name or address
    /// @param port      0: any free one
    /// @param bodyLimit bytes of a request at most
    public record Settings(String host, int port, long bodyLimit) {
        public static final Settings LOCAL = new Settings("127.0.0.1", 0, 256L << 20);
    }

    private PipelineServer(
            HttpServer server,
            PipelineFolder pipelines,
            TilePictures tiles,
            Sandbox sandbox,
            Path scratch,
            long limit) {
        this.server = server;
        this.pipelines = pipelines;
        this.tiles = tiles;
        this.sandbox = sandbox;
        this.scratch = scratch;
        this.inference = new Inference(scratch);
        this.bodyLimit = limit;
    }

    /// Starts to listen.
    /// @throws IOException if the port is taken
    public static PipelineServer start(Settings settings, PipelineFolder pipelines, TilePictures tiles, Sandbox sandbox)
            throws IOException {
        var http = HttpServer.create(new InetSocketAddress(settings.host(), settings.port()), 0);
        var scratch = Files.createTempDirectory("stampede-serve-");
        var server = new PipelineServer(http, pipelines, tiles, sandbox, scratch, settings.bodyLimit());
        http.setExecutor(server.threads);
        http.createContext("/", server::handle);
        http.start();
        return server;
    }

    /// The port it listens on.
    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() throws IOException {
        server.stop(0);
        threads.close();
        try (var left = Files.list(scratch)) {
            for (var file : left.toList()) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(scratch);
    }

    /// An answer other than the result.
    private static final class Refusal extends Exception {
        private static final long serialVersionUID = 1L;
        private final int status;

        Refusal(int status, String message) {
            super(message);
            this.status = status;
        }
    }

    private record Answer(String type, byte[] body, String configHash) {
        static Answer json(Object document) {
            return new Answer("application/json", Json.text(document).getBytes(StandardCharsets.UTF_8), "");
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            try {
                var answer = answer(exchange);
                if (!answer.configHash().isEmpty()) {
                    exchange.getResponseHeaders().set("X-Config-Hash", answer.configHash());
                }
                send(exchange, 200, answer);
            } catch (Refusal e) {
                send(exchange, e.status, Answer.json(Map.of("error", e.getMessage())));
            } catch (LimitException e) {
                send(exchange, 413, Answer.json(Map.of("error", e.getMessage())));
            } catch (QcException e) {
                send(exchange, 422, Answer.json(Map.of("error", e.getMessage())));
            } catch (IOException | UncheckedIOException | IllegalArgumentException | IndexOutOfBoundsException e) {
                send(exchange, 400, Answer.json(Map.of("error", String.valueOf(e.getMessage()))));
            } catch (RuntimeException | LinkageError | OutOfMemoryError e) {
                System.getLogger(PipelineServer.class.getName())
                        .log(
                                System.Logger.Level.WARNING,
                                exchange.getRequestURI().getPath(),
                                e);
                send(exchange, 500, Answer.json(Map.of("error", "failed: " + e.getMessage())));
            }
        }
    }

    private static void send(HttpExchange exchange, int status, Answer answer) throws IOException {
        drain(exchange);
        exchange.getResponseHeaders().set("Content-Type", answer.type());
        exchange.sendResponseHeaders(status, answer.body().length == 0 ? -1 : answer.body().length);
        exchange.getResponseBody().write(answer.body());
    }

    /// Reads on to the end of the request, within reason: a caller that is still sending would not see the
    /// answer.
    private static void drain(HttpExchange exchange) throws IOException {
        var body = exchange.getRequestBody();
        var scrap = new byte[1 << 16];
        for (long read = 0; read < MOST_DRAINED; ) {
            int n = body.read(scrap);
            if (n < 0) {
                return;
            }
            read += n;
        }
    }

    private Answer answer(HttpExchange exchange) throws IOException, Refusal {
        var parts = exchange.getRequestURI().getPath().split("/");
        String method = exchange.getRequestMethod();
        String kind = parts.length > 1 ? parts[1] : "";
        return switch (method + " " + kind + " " + parts.length) {
            case "GET health 2" -> Answer.json(health());
            case "GET pipelines 2" -> Answer.json(list());
            case "GET pipelines 3" -> describe(parts[2]);
            case "POST pipelines 3" -> process(exchange, parts[2]);
            case "POST sandbox 2" -> untrusted(exchange);
            case "GET tiles 7" -> tile(parts);
            default ->
                throw new Refusal(
                        404,
                        method + " " + exchange.getRequestURI().getPath() + " is not served; ask GET /health, GET "
                                + "/pipelines, GET or POST /pipelines/NAME, GET /tiles/SCENE/NAME/Z/X/Y.png, POST /sandbox");
        };
    }

    private Map<String, Object> health() throws IOException {
        pipelines.refresh();
        Map<String, Object> health = new LinkedHashMap<>();
        health.put("engine", Engine.version());
        health.put("pipelines", pipelines.entries().size());
        health.put("problems", pipelines.problems());
        health.put("tiles", tiles.counts());
        return health;
    }

    private List<Map<String, Object>> list() throws IOException {
        pipelines.refresh();
        List<Map<String, Object>> rows = new ArrayList<>();
        pipelines.entries().values().forEach(entry -> {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("name", entry.name());
            row.put("hash", entry.shortHash());
            rows.add(row);
        });
        return rows;
    }

    private PipelineFolder.Entry find(String name) throws IOException, Refusal {
        pipelines.refresh();
        return pipelines
                .find(name)
                .orElseThrow(() -> new Refusal(
                        404,
                        "no pipeline is called " + name + "; there are "
                                + String.join(", ", pipelines.entries().keySet())));
    }

    private Answer describe(String name) throws IOException, Refusal {
        var entry = find(name);
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("name", entry.name());
        document.put("digest", entry.digest());
        document.put("steps", entry.text().lines().toList());
        var answer = Answer.json(document);
        return new Answer(answer.type(), answer.body(), entry.configHash());
    }

    private Answer process(HttpExchange exchange, String name) throws IOException, Refusal {
        var entry = find(name);
        var body = body(exchange);
        return new Answer(TIFF, limited(() -> inference.answer(body, Inference.of(entry.call()))), entry.configHash());
    }

    private Answer untrusted(HttpExchange exchange) throws IOException, Refusal {
        String text = parameter(exchange, "pipeline");
        var call = sandbox.read(text);
        var body = body(exchange);
        byte[] result = limited(() -> inference.answer(body, (memory, in) -> sandbox.call(memory, call, in)));
        return new Answer(TIFF, result, call.digest().substring(0, 16));
    }

    private static String parameter(HttpExchange exchange, String name) throws Refusal {
        String query = exchange.getRequestURI().getRawQuery();
        for (String part : (query == null ? "" : query).split("&")) {
            if (part.startsWith(name + "=")) {
                return URLDecoder.decode(part.substring(name.length() + 1), StandardCharsets.UTF_8);
            }
        }
        throw new Refusal(400, "the parameter " + name + " is missing: its text, URL-encoded");
    }

    private Answer tile(String[] parts) throws IOException, Refusal {
        if (!parts[6].endsWith(".png")) {
            throw new Refusal(404, "tiles end in .png");
        }
        if (!tiles.has(parts[2])) {
            throw new Refusal(404, "there is no scene " + parts[2]);
        }
        var entry = find(parts[3]);
        try {
            int z = Integer.parseInt(parts[4]);
            int x = Integer.parseInt(parts[5]);
            int y = Integer.parseInt(parts[6].substring(0, parts[6].length() - 4));
            return new Answer(PNG, limited(() -> tiles.png(parts[2], entry, z, x, y)), entry.configHash());
        } catch (NumberFormatException e) {
            throw new Refusal(404, "a tile is three whole numbers, z/x/y.png");
        }
    }

    private byte[] body(HttpExchange exchange) throws IOException, Refusal {
        byte[] body = exchange.getRequestBody().readNBytes((int) Math.min(bodyLimit + 1, Integer.MAX_VALUE - 8));
        if (body.length > bodyLimit) {
            throw new Refusal(413, "the body is larger than " + bodyLimit + " bytes");
        }
        return body;
    }

    /// Work that keeps a processor busy.
    private interface Work {
        byte[] run() throws IOException;
    }

    private byte[] limited(Work work) throws IOException {
        processors.acquireUninterruptibly();
        try {
            return work.run();
        } finally {
            processors.release();
        }
    }
}
