package dev.stampede.catalog;

import dev.stampede.io.Sha256;
import dev.stampede.io.raster.FileSource;
import dev.stampede.runtime.Cancellation;
import dev.stampede.runtime.Progress;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Local copies of remote files: `root/first two hex digits/SHA-256 of the address.extension`. A copy appears
/// whole, is used again until it is older than the time to live, and may be fetched by several programs at
/// once.
///
/// @param root       folder of the copies, made when needed
/// @param timeToLive age after which a copy is fetched again; empty for never
/// @param parallel   files fetched at once
/// @param attempts   tries of a transfer that fails for a passing reason (connection, status 429 or 5xx)
/// @param progress   told of each file
/// @param cancellation ends what is being fetched
public record Staging(
        Path root,
        Optional<Duration> timeToLive,
        int parallel,
        int attempts,
        Progress progress,
        Cancellation cancellation) {
    /// Where copies go unless told otherwise.
    public static final String ROOT_VARIABLE = "STAMPEDE_CACHE";

    /// What happens to a row whose file cannot be fetched.
    public enum OnError {
        RAISE,
        SKIP
    }

    private static final System.Logger LOG = System.getLogger("dev.stampede.catalog");
    private static final int PARALLEL = 8;
    private static final int ATTEMPTS = 3;
    private static final Duration CONNECT = Duration.ofSeconds(30);
    private static final long FIRST_PAUSE_MS = 500;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;

    public Staging {
        if (parallel < 1 || attempts < 1) {
            throw new IllegalArgumentException(
                    "parallel: " + parallel + ", attempts: " + attempts + "; both need at least 1");
        }
    }

    /// In the folder the environment names, else the user's cache folder; copies never grow old.
    public static Staging standard(Map<String, String> environment) {
        var named = environment.get(ROOT_VARIABLE);
        var home = Path.of(System.getProperty("user.home"), ".cache", "stampede");
        var root = named == null ? home : Path.of(named);
        return new Staging(root, Optional.empty(), PARALLEL, ATTEMPTS, Progress.NONE, new Cancellation());
    }

    public Staging with(Cancellation stop) {
        return new Staging(root, timeToLive, parallel, attempts, progress, stop);
    }

    /// Where the copy of an address lies or would lie.
    public Path copyOf(String address) {
        var hex = Sha256.ofText(address);
        return root.resolve(hex.substring(0, 2)).resolve(hex + extension(address));
    }

    private static String extension(String address) {
        var path = address.replaceFirst("[?#].*$", "");
        var name = path.substring(path.lastIndexOf('/') + 1);
        int dot = name.lastIndexOf('.');
        var extension = dot < 0 ? "" : name.substring(dot);
        return extension.matches("\\.\\w{1,10}") ? extension : "";
    }

    /// Opens the copy of an asset: the raster of the row whose column `asset_key` has this key and whose file was
    /// staged, or is local.
    /// @param staged catalog that [#stage] gave
    /// @param asset  key; empty for the only row
    /// @throws IOException              if the copy cannot be opened
    /// @throws IllegalArgumentException if there is no such row, or there are several
    public static FileSource fieldFor(Catalog staged, Optional<String> asset) throws IOException {
        var files = new ArrayList<String>();
        for (var row : staged) {
            if (asset.isEmpty() || asset.get().equals(row.extras().get("asset_key"))) {
                files.add(row.filepath());
            }
        }
        if (files.size() != 1) {
            throw new IllegalArgumentException((files.isEmpty() ? "no row" : files.size() + " rows") + " of "
                    + staged.size() + (asset.isPresent() ? " with asset_key " + asset.get() : "")
                    + "; query the catalog down to one and name its asset");
        }
        return FileSource.open(files.getFirst());
    }

    /// The catalog with local copies in place of remote files; where each came from is in `_staged_from`. Rows
    /// with local paths stay as they are.
    /// @throws IOException if a file cannot be fetched and `onError` is [OnError#RAISE]
    public Catalog stage(Catalog catalog, OnError onError) throws IOException {
        progress.begin("staging", Math.max(1, catalog.size()));
        try (var client = HttpClient.newBuilder()
                        .connectTimeout(CONNECT)
                        .followRedirects(HttpClient.Redirect.NORMAL)
                        .build();
                var pool = Executors.newFixedThreadPool(parallel)) {
            var waiting = new ArrayList<Future<Path>>();
            for (var row : catalog) {
                waiting.add(pool.submit(() -> {
                    cancellation.check();
                    var copy = isRemote(row.filepath()) ? fetch(client, row.filepath()) : Path.of(row.filepath());
                    progress.advance(1);
                    return copy;
                }));
            }
            try {
                return Catalog.of(catalog.crs(), staged(catalog, waiting, onError));
            } catch (CancellationException stopped) {
                waiting.forEach(other -> other.cancel(true));
                throw stopped;
            }
        }
    }

    private List<CatalogRow> staged(Catalog catalog, List<Future<Path>> waiting, OnError onError) throws IOException {
        var rows = new ArrayList<CatalogRow>();
        int position = 0;
        for (var row : catalog) {
            try {
                var copy = Waiting.get(waiting.get(position++), cancellation);
                var extras = new LinkedHashMap<>(row.extras());
                extras.put("_staged_from", row.filepath());
                rows.add(
                        isRemote(row.filepath())
                                ? new CatalogRow(copy.toString(), row.geometry(), row.interval(), row.kind(), extras)
                                : row);
            } catch (ExecutionException failure) {
                var said = row.filepath() + ": cannot be fetched: "
                        + failure.getCause().getMessage();
                if (onError == OnError.RAISE) {
                    waiting.forEach(other -> other.cancel(true));
                    throw new IOException(said, failure.getCause());
                }
                LOG.log(System.Logger.Level.WARNING, "{0}; left out", said);
            } catch (InterruptedException interrupted) {
                waiting.forEach(other -> other.cancel(true));
                Thread.currentThread().interrupt();
                throw new IOException("interrupted while staging", interrupted);
            }
        }
        return rows;
    }

    private static boolean isRemote(String file) {
        return file.startsWith("http://") || file.startsWith("https://");
    }

    private Path fetch(HttpClient client, String address) throws IOException, InterruptedException {
        var target = copyOf(address);
        if (Files.exists(target) && !isOld(target)) {
            return target;
        }
        Files.createDirectories(target.getParent());
        for (int attempt = 1; ; attempt++) {
            var partial = Files.createTempFile(target.getParent(), ".partial", "");
            try {
                int status = client.send(
                                HttpRequest.newBuilder(URI.create(address)).build(),
                                HttpResponse.BodyHandlers.ofFile(partial))
                        .statusCode();
                if (status / 100 == 2) {
                    Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                    return target;
                }
                boolean passing = status == TOO_MANY_REQUESTS || status >= SERVER_ERROR;
                if (!passing || attempt == attempts) {
                    throw new StatusException("the server answers with status " + status);
                }
            } catch (StatusException refused) {
                throw refused;
            } catch (IOException connection) {
                if (attempt == attempts) {
                    throw connection;
                }
            } finally {
                Files.deleteIfExists(partial);
            }
            Thread.sleep(FIRST_PAUSE_MS << (attempt - 1));
        }
    }

    private static final class StatusException extends IOException {
        private static final long serialVersionUID = 1L;

        StatusException(String message) {
            super(message);
        }
    }

    private boolean isOld(Path copy) throws IOException {
        return timeToLive.isPresent()
                && Files.getLastModifiedTime(copy)
                        .toInstant()
                        .isBefore(Instant.now().minus(timeToLive.get()));
    }
}
