package dev.stampede.cli;

import dev.stampede.deploy.PipelineFolder;
import dev.stampede.deploy.PipelineServer;
import dev.stampede.deploy.Sandbox;
import dev.stampede.deploy.TilePictures;
import dev.stampede.operators.core.Limits;
import dev.stampede.runtime.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/// `pipe serve`.
@picocli.CommandLine.Command(
        name = "serve",
        description = "Serves the pipelines of a folder over HTTP: GeoTIFF in, GeoTIFF out; tiles of scenes as PNG;"
                + " pipelines of callers within limits. Runs until it is stopped.")
final class PipeServeCommand extends Command {
    @Option(
            names = "--pipelines",
            required = true,
            paramLabel = "DIR",
            description = "Folder of .yaml and .json files.")
    private Path folder;

    @Option(
            names = "--scene",
            paramLabel = "NAME=FILE",
            description = "A raster that tiles are made of; may be repeated.")
    private Map<String, Path> scenes = new LinkedHashMap<>();

    @Option(names = "--host", description = "Address to listen on. Default: 127.0.0.1, this machine only.")
    private String host = "127.0.0.1";

    @Option(names = "--port", paramLabel = "N", description = "Default: 8080; 0: any free one.")
    private int port = 8080;

    @Option(names = "--max-body", paramLabel = "MIB", description = "Size of a request. Default: 256.")
    private int maxBody = 256;

    @Option(names = "--tile-memory", paramLabel = "MIB", description = "Of finished tiles. Default: 64.")
    private int tileMemory = 64;

    @Option(
            names = "--sandbox-seconds",
            paramLabel = "S",
            description = "Time of a call with a pipeline of the caller. Default: 30.")
    private int sandboxSeconds = 30;

    @Override
    public Result call() throws IOException {
        requireAtLeast("--max-body", maxBody, 1);
        requireAtLeast("--tile-memory", tileMemory, 0);
        requireAtLeast("--sandbox-seconds", sandboxSeconds, 1);
        for (var scene : scenes.values()) {
            if (!Files.exists(scene)) {
                throw new NoSuchFileException(scene.toString());
            }
        }
        var pipelines = PipelineFolder.open(folder);
        var limits = Limits.UNTRUSTED.withTime(Duration.ofSeconds(sandboxSeconds));
        var settings = new PipelineServer.Settings(host, port, (long) maxBody << 20);
        var tiles = new TilePictures(scenes, (long) tileMemory << 20);
        try (var server = PipelineServer.start(
                settings, pipelines, tiles, new Sandbox(limits, Sandbox.usual().values()))) {
            session().display().close();
            session()
                    .streams()
                    .err()
                    .println("stampede: serving " + pipelines.entries().size() + " pipelines on http://" + host + ":"
                            + server.port() + "/ until it is stopped");
            while (!session().cancellation().isCancelled()) {
                Thread.sleep(100);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        session().cancellation().check();
        Map<String, Object> document = Map.of("status", "stopped");
        return Result.ok(document, () -> "stopped\n");
    }

    private static void requireAtLeast(String option, int value, int least) {
        if (value < least) {
            throw new UsageException(option + " is " + value + ", expected at least " + least);
        }
    }
}
