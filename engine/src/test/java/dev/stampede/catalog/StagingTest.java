package dev.stampede.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.stampede.raster.Bounds;
import dev.stampede.runtime.Cancellation;
import dev.stampede.runtime.Progress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StagingTest {
    @TempDir
    Path folder;

    private HttpServer server;
    private String address;
    private final AtomicInteger served = new AtomicInteger();
    private final AtomicInteger busy = new AtomicInteger();

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            served.incrementAndGet();
            var path = exchange.getRequestURI().getPath();
            int status = path.contains("gone") ? 404 : path.contains("busy") && busy.getAndDecrement() > 0 ? 503 : 200;
            var body = path.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        address = "http://localhost:" + server.getAddress().getPort();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private Staging staging(Optional<Duration> timeToLive) {
        return new Staging(folder.resolve("cache"), timeToLive, 4, 3, Progress.NONE, new Cancellation());
    }

    private static Catalog catalog(String... files) {
        return Catalog.of(
                "EPSG:4326",
                List.of(files).stream()
                        .map(file ->
                                CatalogRow.raster(file, Footprints.of(new Bounds(0, 0, 1, 1)), TimeInterval.ALWAYS))
                        .toList());
    }

    @Test
    void aCopyIsFetchedOnceAndRemembersWhereItCameFrom() throws IOException {
        var remote = address + "/a/scene.tif?token=x";
        for (int i = 0; i < 2; i++) {
            var staged = staging(Optional.empty()).stage(catalog(remote, "local.tif"), Staging.OnError.RAISE);
            var copy = Path.of(staged.row(0).filepath());
            assertThat(copy)
                    .hasContent("/a/scene.tif")
                    .isEqualTo(staging(Optional.empty()).copyOf(remote));
            assertThat(copy.toString()).endsWith(".tif");
            assertThat(staged.row(0).extras()).containsEntry("_staged_from", remote);
            assertThat(staged.row(1).filepath()).isEqualTo("local.tif");
        }
        assertThat(served).hasValue(1);
    }

    @Test
    void anOldCopyIsFetchedAgain() throws IOException {
        var remote = address + "/old.tif";
        var staging = staging(Optional.of(Duration.ofDays(2)));
        staging.stage(catalog(remote), Staging.OnError.RAISE);
        Files.setLastModifiedTime(
                staging.copyOf(remote), FileTime.from(Instant.now().minus(Duration.ofDays(3))));
        staging.stage(catalog(remote), Staging.OnError.RAISE);
        assertThat(served).hasValue(2);
    }

    @Test
    void aBusyServerIsAskedAgainAMissingFileIsNot() throws IOException {
        busy.set(1);
        var remote = address + "/busy.tif";
        assertThat(staging(Optional.empty())
                        .stage(catalog(remote), Staging.OnError.RAISE)
                        .size())
                .isEqualTo(1);
        assertThat(served).hasValue(2);
        var gone = address + "/gone.tif";
        assertThatThrownBy(() -> staging(Optional.empty()).stage(catalog(gone), Staging.OnError.RAISE))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("gone.tif: cannot be fetched: the server answers with status 404");
        assertThat(served).hasValue(3);
        var rest = staging(Optional.empty()).stage(catalog(gone, remote), Staging.OnError.SKIP);
        assertThat(rest.size()).isEqualTo(1);
        try (var left = Files.walk(folder)) {
            assertThat(left.filter(file -> file.getFileName().toString().startsWith(".partial")))
                    .isEmpty();
        }
    }
}
