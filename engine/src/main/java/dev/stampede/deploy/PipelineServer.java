package dev.stampede.deploy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.stampede.operators.core.LimitException;
import dev.stampede.operators.core.QcException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

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
/// on this machine only, unless told otherwise; there is no authentication. Bodies are TIFF files and nothing
/// else that GDAL knows, since other formats may name files of this machine.
public final class PipelineServer implements AutoCloseable {
    private static final long MOST_DRAINED = 1L << 30;
    private static final long PATIENCE_SECONDS = 5;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final PipelineRoutes routes;
    private final Path scratch;

    /// Where it listens and what it takes.
    ///
    /// @param host      name or address
    /// @param port      0: any free one
    /// @param bodyLimit bytes of a request at most
    public record Settings(String host, int port, long bodyLimit) {
        public static final Settings LOCAL = new Settings("127.0.0.1", 0, 256L << 20);

        /// @throws IllegalArgumentException naming what does not fit
        public Settings {
            if (port < 0 || port > 65_535) {
                throw new IllegalArgumentException("port is " + port + ", expected 0 to 65535");
            }
            if (bodyLimit < 1) {
                throw new IllegalArgumentException(
                        "the size of a request is " + bodyLimit + " bytes at most, expected at least 1");
            }
        }
    }

    private PipelineServer(HttpServer server, PipelineRoutes routes, Path scratch) {
        this.server = server;
        this.routes = routes;
        this.scratch = scratch;
    }

    /// Starts to listen.
    /// @throws IllegalArgumentException if the address is not of this machine or the port is taken
    /// @throws IOException              if there is no folder for files of requests
    public static PipelineServer start(Settings settings, PipelineFolder pipelines, TilePictures tiles, Sandbox sandbox)
            throws IOException {
        var address = new InetSocketAddress(settings.host(), settings.port());
        if (address.isUnresolved()) {
            throw new IllegalArgumentException(
                    "there is no host " + settings.host() + "; name an address of this machine");
        }
        HttpServer http;
        try {
            http = HttpServer.create(address, 0);
        } catch (BindException e) {
            throw new IllegalArgumentException(
                    "cannot listen on " + settings.host() + ", port " + settings.port() + ": " + e.getMessage()
                            + "; name another port, 0 for any free one",
                    e);
        }
        var scratch = Files.createTempDirectory("stampede-serve-");
        var routes = new PipelineRoutes(pipelines, tiles, sandbox, new Inference(scratch), settings.bodyLimit());
        var server = new PipelineServer(http, routes, scratch);
        http.setExecutor(server.threads);
        http.createContext("/", server::handle);
        http.start();
        return server;
    }

    /// The port it listens on.
    public int port() {
        return server.getAddress().getPort();
    }

    /// Where bodies of requests under way lie.
    Path scratch() {
        return scratch;
    }

    /// Stops to listen, lets requests under way end for a few seconds, interrupts the others.
    @Override
    public void close() throws IOException {
        server.stop(0);
        threads.shutdown();
        try {
            if (!threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                threads.shutdownNow();
                threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
        try (var left = Files.list(scratch)) {
            for (var file : left.toList()) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(scratch);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange;
                var answer = answer(exchange)) {
            if (!answer.configHash().isEmpty()) {
                exchange.getResponseHeaders().set("X-Config-Hash", answer.configHash());
            }
            drain(exchange);
            exchange.getResponseHeaders().set("Content-Type", answer.type());
            exchange.sendResponseHeaders(answer.status(), answer.bytes() == 0 ? -1 : answer.bytes());
            try (var body = answer.open()) {
                body.transferTo(exchange.getResponseBody());
            }
        }
    }

    /// The answer to whatever comes; failures are answers too.
    private Answer answer(HttpExchange exchange) {
        try {
            return routes.answer(exchange);
        } catch (Answer.Refusal e) {
            return Answer.error(e.status(), e.getMessage());
        } catch (LimitException e) {
            return Answer.error(413, e.getMessage());
        } catch (QcException e) {
            return Answer.error(422, e.getMessage());
        } catch (IOException | UncheckedIOException | IllegalArgumentException | IndexOutOfBoundsException e) {
            return Answer.error(400, e.getMessage());
        } catch (RuntimeException | Error e) {
            System.getLogger(PipelineServer.class.getName())
                    .log(System.Logger.Level.WARNING, exchange.getRequestURI().getPath(), e);
            return Answer.error(
                    500, "failed: " + (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage()));
        }
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
}
