package dev.stampede.deploy;

import com.sun.net.httpserver.HttpExchange;
import dev.stampede.deploy.Answer.Refusal;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// What [PipelineServer] answers to which request.
final class PipelineRoutes {
    /// Values of an input to a known pipeline for each byte that a body may have: compressed files grow.
    private static final long VALUES_PER_BYTE = 2;

    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

    private final Semaphore processors = new Semaphore(PROCESSORS);
    /// Held by calls of strangers until their threads have ended, also after their callers were refused.
    private final Semaphore strangers = new Semaphore(PROCESSORS);

    private final PipelineFolder pipelines;
    private final TilePictures tiles;
    private final Sandbox sandbox;
    private final Inference inference;
    private final long bodyLimit;

    PipelineRoutes(PipelineFolder pipelines, TilePictures tiles, Sandbox sandbox, Inference inference, long bodyLimit) {
        this.pipelines = pipelines;
        this.tiles = tiles;
        this.sandbox = sandbox;
        this.inference = inference;
        this.bodyLimit = bodyLimit;
    }

    Answer answer(HttpExchange exchange) throws IOException, Refusal {
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
        return Answer.json(200, document, entry.configHash());
    }

    private Answer process(HttpExchange exchange, String name) throws IOException, Refusal {
        var entry = find(name);
        var request = inference.receive(exchange.getRequestBody(), bodyLimit);
        try {
            var result =
                    limited(() -> inference.answer(request, VALUES_PER_BYTE * bodyLimit, Inference.of(entry.call())));
            return Answer.tiff(result, entry.configHash());
        } finally {
            Files.deleteIfExists(request);
        }
    }

    private Answer untrusted(HttpExchange exchange) throws IOException, Refusal {
        var call = sandbox.read(parameter(exchange, "pipeline"));
        var request = inference.receive(exchange.getRequestBody(), bodyLimit);
        try {
            Path result = asStranger(over -> limited(() ->
                    inference.answer(request, sandbox.values(), (memory, in) -> sandbox.call(memory, call, in, over))));
            return Answer.tiff(result, call.digest().substring(0, 16));
        } finally {
            Files.deleteIfExists(request);
        }
    }

    /// Work that tells when its last thread has ended.
    private interface StrangersWork {
        /// @param over to be handed on to the sandbox
        Path run(Sandbox.Watch over) throws IOException;
    }

    private Path asStranger(StrangersWork work) throws IOException, Refusal {
        try {
            if (!strangers.tryAcquire(sandbox.limits().time().toMillis(), TimeUnit.MILLISECONDS)) {
                throw new Refusal(503, "too many pipelines of callers are at work; ask again later");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refusal(503, "the server stops");
        }
        var begun = new AtomicBoolean();
        try {
            return work.run(new Sandbox.Watch() {
                @Override
                public void begins() {
                    begun.set(true);
                }

                @Override
                public void ended() {
                    strangers.release();
                }
            });
        } finally {
            if (!begun.get()) {
                strangers.release();
            }
        }
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
            return Answer.png(limited(() -> tiles.png(parts[2], entry, z, x, y)), entry.configHash());
        } catch (NumberFormatException e) {
            throw new Refusal(404, "a tile is three whole numbers, z/x/y.png");
        }
    }

    /// Work that keeps a processor busy.
    private interface Work<T> {
        T run() throws IOException;
    }

    private <T> T limited(Work<T> work) throws IOException {
        processors.acquireUninterruptibly();
        try {
            return work.run();
        } finally {
            processors.release();
        }
    }
}
